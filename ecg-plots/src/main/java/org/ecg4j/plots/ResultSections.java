package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.PairedComparison;
import org.ecg4j.plots.Block.Cell;
import org.ecg4j.plots.Block.Figures;
import org.ecg4j.plots.Block.Section;
import org.ecg4j.plots.Block.Table;
import org.ecg4j.plots.Block.Text;

/** The part of a report that sets all models side by side. */
final class ResultSections {
  private ResultSections() {}

  /** Nothing where no model was judged. */
  static Optional<Section> comparison(List<ScoredModel> models, BootstrapOptions options) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Metric> metrics =
        models.stream().flatMap(model -> model.metrics().stream()).distinct().toList();
    List<ModelScore> scores = new ArrayList<>();
    for (ScoredModel scored : models) {
      addRow(rows, scores, scored, "train", scored.train(), metrics);
      addRow(rows, scores, scored, "test", scored.test(), metrics);
    }
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<String> head = new ArrayList<>(List.of("model", "data"));
    metrics.forEach(metric -> head.add(ScoredModel.name(metric)));
    Section section =
        new Section(
            "results",
            "Results",
            List.of(
                new Table("All models on training and test patients.", head, rows),
                new Text(howIntervalsAreMade(options))));
    if (models.size() > 1) {
      section =
          section.with(
              Figures.of(
                  EcgPlots.modelComparison(metrics.contains(Metric.F1) ? "F1" : "macro F1", scores),
                  "All models side by side, with intervals over patients."));
      List<List<Cell>> differences = differences(models, options);
      if (!differences.isEmpty()) {
        section =
            section.with(
                new Table(
                    "Difference from "
                        + models.get(0).model().name()
                        + " on the same test beats, by the same draws of patients.",
                    List.of("model", "figure", "difference", "p"),
                    differences));
      }
    }
    return Optional.of(section);
  }

  private static void addRow(
      List<List<Cell>> rows,
      List<ModelScore> scores,
      ScoredModel scored,
      String data,
      Map<Metric, ConfidenceInterval> figures,
      List<Metric> metrics) {
    if (figures.isEmpty()) {
      return;
    }
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(scored.model().name()));
    row.add(Cell.of(data));
    for (Metric metric : metrics) {
      row.add(figures.containsKey(metric) ? cell(figures.get(metric)) : Cell.number("-"));
    }
    rows.add(row);
    Metric headline = figures.containsKey(Metric.F1) ? Metric.F1 : Metric.MACRO_F1;
    scores.add(new ModelScore(scored.model().name(), data, figures.get(headline)));
  }

  static Cell cell(ConfidenceInterval interval) {
    if (Double.isNaN(interval.estimate())) {
      return Cell.number("undefined");
    }
    return Cell.number(
        String.format(Locale.ROOT, "%.3f", interval.estimate()),
        Double.isNaN(interval.lower())
            ? "no interval"
            : String.format(Locale.ROOT, "%.3f to %.3f", interval.lower(), interval.upper()));
  }

  private static List<List<Cell>> differences(List<ScoredModel> models, BootstrapOptions options) {
    List<List<Cell>> rows = new ArrayList<>();
    Optional<Evaluation> first = models.get(0).model().test();
    for (ScoredModel other : models.subList(1, models.size())) {
      Optional<Evaluation> second = other.model().test();
      if (first.isPresent() && second.isPresent() && sameBeats(first.get(), second.get())) {
        Metric metric = ScoredModel.headline(first.get());
        PairedComparison comparison = first.get().compare(second.get(), metric, options);
        ConfidenceInterval difference = comparison.difference();
        rows.add(
            List.of(
                Cell.of(other.model().name()),
                Cell.of(ScoredModel.name(metric)),
                Cell.number(
                    String.format(Locale.ROOT, "%+.3f", difference.estimate()),
                    String.format(
                        Locale.ROOT, "%+.3f to %+.3f", difference.lower(), difference.upper())),
                Cell.number(String.format(Locale.ROOT, "%.3f", comparison.pValue()))));
      }
    }
    return rows;
  }

  private static boolean sameBeats(Evaluation first, Evaluation second) {
    if (first.exampleCount() != second.exampleCount()
        || !first.classNames().equals(second.classNames())) {
      return false;
    }
    for (int i = 0; i < first.exampleCount(); i++) {
      if (first.label(i) != second.label(i) || !first.patient(i).equals(second.patient(i))) {
        return false;
      }
    }
    return true;
  }

  private static String howIntervalsAreMade(BootstrapOptions options) {
    return String.format(
        Locale.ROOT,
        "Small figures are %s %% intervals: patients were drawn with replacement %,d times (%s,"
            + " seed %d). Beats of one patient are alike, so the number of patients decides how"
            + " wide an interval is, not the number of beats.",
        Curves.percent(options.level()),
        options.resamples(),
        options.method() == BootstrapOptions.Method.BCA ? "BCa" : "percentiles",
        options.seed());
  }
}
