package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;

/** The figures a protocol is judged by. */
final class Figures {
  /** The name of the figure that recipes are ranked by, for two classes and for more. */
  static final String F1 = "F1";

  static final String MACRO_F1 = "macro-F1";

  private Figures() {}

  /** Name to value; the first ranks recipes. */
  static Map<String, Double> of(Evaluation evaluation) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (evaluation.isBinary()) {
      figures.put(F1, evaluation.value(Metric.F1));
      figures.put("AUROC", evaluation.value(Metric.AUROC));
      figures.put("sensitivity", evaluation.value(Metric.RECALL));
      figures.put("precision", evaluation.value(Metric.PRECISION));
      figures.put("accuracy", evaluation.value(Metric.ACCURACY));
      return figures;
    }
    figures.put(MACRO_F1, evaluation.value(Metric.MACRO_F1));
    for (String name : evaluation.classNames()) {
      figures.put("F1 of " + name, evaluation.value(Metric.F1, name));
    }
    figures.put("accuracy", evaluation.value(Metric.ACCURACY));
    if (evaluation.recordNames().contains("202")) {
      Evaluation rest = evaluation.withoutRecord("202");
      figures.put("macro-F1 without 202", rest.value(Metric.MACRO_F1));
    }
    if (evaluation.recordNames().contains("232")) {
      Evaluation rest = evaluation.withoutRecord("232");
      figures.put("F1 of S without 232", rest.value(Metric.F1, "S"));
    }
    return figures;
  }

  /** On one line. */
  static String line(Map<String, Double> figures) {
    List<String> parts = new ArrayList<>();
    figures.forEach((name, value) -> parts.add(name + " " + three(value)));
    return String.join(", ", parts);
  }

  static String three(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }
}
