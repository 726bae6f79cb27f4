package org.ecg4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;

/** Accuracy, precision, recall and F1 with their intervals over patients, as text and data. */
final class Scores {
  private static final List<Metric> BINARY =
      List.of(Metric.ACCURACY, Metric.PRECISION, Metric.RECALL, Metric.F1);
  private static final List<Metric> CLASSES =
      List.of(Metric.ACCURACY, Metric.MACRO_PRECISION, Metric.BALANCED_ACCURACY, Metric.MACRO_F1);

  private final Map<Metric, ConfidenceInterval> intervals;

  private Scores(Map<Metric, ConfidenceInterval> intervals) {
    this.intervals = intervals;
  }

  static Scores of(Evaluation evaluation) {
    Map<Metric, ConfidenceInterval> intervals = new LinkedHashMap<>();
    for (Metric metric : evaluation.isBinary() ? BINARY : CLASSES) {
      intervals.put(metric, evaluation.interval(metric, BootstrapOptions.defaults()));
    }
    return new Scores(intervals);
  }

  /** The figure that models are compared by: F1, or its mean over classes. */
  ConfidenceInterval f1() {
    return intervals.containsKey(Metric.F1)
        ? intervals.get(Metric.F1)
        : intervals.get(Metric.MACRO_F1);
  }

  /** The heads of the columns that {@link #line} fills. */
  static String heads() {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s %-5s", "", ""));
    for (String head : List.of("accuracy", "precision", "recall", "F1")) {
      line.append(String.format(Locale.ROOT, "  %-20s", head));
    }
    return line.toString().stripTrailing();
  }

  /** One line of a table: each figure with its interval. */
  String line(String name, String side) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s %-5s", name, side));
    for (ConfidenceInterval interval : intervals.values()) {
      line.append(
          String.format(
              Locale.ROOT,
              "  %-6s %-13s",
              number("%.4f", interval.estimate()),
              Double.isNaN(interval.lower()) ? "" : range(interval)));
    }
    return line.toString().stripTrailing();
  }

  private static String range(ConfidenceInterval interval) {
    return String.format(Locale.ROOT, "(%.3f-%.3f)", interval.lower(), interval.upper());
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  /** Under the names accuracy, precision, recall and f1: value, lower, upper. */
  Map<String, Map<String, Double>> asJson() {
    List<String> names = List.of("accuracy", "precision", "recall", "f1");
    List<ConfidenceInterval> values = new ArrayList<>(intervals.values());
    Map<String, Map<String, Double>> json = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Map<String, Double> figure = new LinkedHashMap<>();
      figure.put("value", values.get(i).estimate());
      figure.put("lower", values.get(i).lower());
      figure.put("upper", values.get(i).upper());
      json.put(names.get(i), figure);
    }
    return json;
  }
}
