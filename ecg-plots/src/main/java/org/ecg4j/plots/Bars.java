package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.ecg4j.evaluation.Average;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.plots.RowsPainter.Group;
import org.ecg4j.plots.RowsPainter.Mark;
import org.ecg4j.plots.RowsPainter.Row;

/** The pictures made of rows. */
final class Bars {
  private Bars() {}

  static Picture classDistribution(Map<String, ? extends Map<String, ? extends Number>> splits) {
    List<String> classes =
        splits.values().stream().flatMap(counts -> counts.keySet().stream()).distinct().toList();
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one split and one class");
    }
    List<Group> groups = new ArrayList<>();
    double highest = 0;
    for (Map.Entry<String, ? extends Map<String, ? extends Number>> split : splits.entrySet()) {
      long total = split.getValue().values().stream().mapToLong(Number::longValue).sum();
      List<Row> rows = new ArrayList<>();
      for (Map.Entry<String, ? extends Number> entry : split.getValue().entrySet()) {
        long count = entry.getValue().longValue();
        if (count < 0) {
          throw new IllegalArgumentException(
              "counts must not be negative, but that of " + entry.getKey() + " is " + count);
        }
        double percent = total == 0 ? 0 : 100.0 * count / total;
        highest = Math.max(highest, percent);
        rows.add(
            new Row(
                entry.getKey(),
                percent,
                Double.NaN,
                Double.NaN,
                String.format(Locale.ROOT, "%,d  (%.1f %%)", count, percent),
                Theme.ofClass(entry.getKey(), classes.indexOf(entry.getKey()))));
      }
      groups.add(
          new Group(String.format(Locale.ROOT, "%s: %,d beats", split.getKey(), total), rows));
    }
    double high = highest > 50 || highest == 0 ? 100 : Math.ceil(highest / 10) * 10;
    return new RowsPainter("Class distribution", "share of beats (%)", groups, Mark.BAR, 0, high)
        .picture(described(groups));
  }

  static Picture patientF1(Evaluation evaluation) {
    boolean binary = evaluation.isBinary();
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, ConfusionMatrix> patient : evaluation.perPatient().entrySet()) {
      ConfusionMatrix counts = patient.getValue();
      double f1 = binary ? counts.f1(1) : counts.f1(Average.MACRO);
      String beats = String.format(Locale.ROOT, "%,d beats", counts.total());
      if (binary) {
        beats +=
            String.format(
                Locale.ROOT, ", %,d %s", counts.support(1), evaluation.classNames().get(1));
      }
      rows.add(
          new Row(
              patient.getKey(),
              f1,
              Double.NaN,
              Double.NaN,
              (Double.isNaN(f1) ? "undefined" : String.format(Locale.ROOT, "%.3f", f1))
                  + "   "
                  + beats,
              Theme.BLUE));
    }
    rows.sort(Comparator.comparingDouble(Row::value));
    List<Group> groups = List.of(new Group("", rows));
    String axis = binary ? "F1 of " + evaluation.classNames().get(1) : "macro F1";
    return new RowsPainter("F1 of each patient", axis, groups, Mark.BAR, 0, 1)
        .picture(described(groups));
  }

  static Picture modelComparison(String metricName, List<ModelScore> scores) {
    if (scores.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one score");
    }
    List<String> data = scores.stream().map(ModelScore::data).distinct().toList();
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    for (ModelScore score : scores) {
      double value = score.interval().estimate();
      rows.computeIfAbsent(score.model(), model -> new ArrayList<>())
          .add(
              new Row(
                  score.data(),
                  value,
                  score.interval().lower(),
                  score.interval().upper(),
                  score.interval().toString(),
                  Theme.series(data.indexOf(score.data()))));
    }
    double[] ends =
        scores.stream()
            .map(ModelScore::interval)
            .flatMapToDouble(
                interval ->
                    DoubleStream.of(interval.estimate(), interval.lower(), interval.upper()))
            .filter(Double::isFinite)
            .toArray();
    double low = DoubleStream.of(ends).min().orElse(0);
    double high = Math.max(1, DoubleStream.of(ends).max().orElse(1));
    List<Group> groups =
        rows.entrySet().stream().map(each -> new Group(each.getKey(), each.getValue())).toList();
    return new RowsPainter(
            "Models compared: " + metricName,
            metricName + " with its interval over patients",
            groups,
            Mark.DOT,
            // The axis may start above 0, for dots are read by place and not by length.
            Math.floor(Math.min(low, high - 0.1) * 10) / 10,
            high)
        .picture(described(groups));
  }

  private static String described(List<Group> groups) {
    return groups.stream()
        .map(
            group ->
                (group.heading().isEmpty() ? "" : group.heading() + ": ")
                    + group.rows().stream()
                        .map(row -> row.label() + " " + row.text())
                        .collect(Collectors.joining("; ")))
        .collect(Collectors.joining(". ", "", "."));
  }
}
