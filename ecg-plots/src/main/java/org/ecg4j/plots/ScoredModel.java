package org.ecg4j.plots;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;

/**
 * A model with its figures and their intervals, each computed once.
 *
 * @param train figures on training patients, empty where they are not known
 * @param test figures on other patients, empty where they are not known
 */
record ScoredModel(
    ReportModel model,
    Map<Metric, ConfidenceInterval> train,
    Map<Metric, ConfidenceInterval> test) {

  /** What a table of two classes shows, the most telling last. */
  private static final List<Metric> BINARY =
      List.of(
          Metric.ACCURACY,
          Metric.PRECISION,
          Metric.RECALL,
          Metric.SPECIFICITY,
          Metric.F1,
          Metric.AUROC,
          Metric.AVERAGE_PRECISION);

  private static final List<Metric> CLASSES =
      List.of(
          Metric.ACCURACY,
          Metric.MACRO_PRECISION,
          Metric.BALANCED_ACCURACY,
          Metric.MACRO_F1,
          Metric.MACRO_AUROC,
          Metric.KAPPA);

  static ScoredModel of(ReportModel model, BootstrapOptions options) {
    return new ScoredModel(model, figures(model.train(), options), figures(model.test(), options));
  }

  private static Map<Metric, ConfidenceInterval> figures(
      Optional<Evaluation> evaluation, BootstrapOptions options) {
    Map<Metric, ConfidenceInterval> figures = new LinkedHashMap<>();
    evaluation.ifPresent(
        scored -> {
          for (Metric metric : scored.isBinary() ? BINARY : CLASSES) {
            figures.put(metric, scored.interval(metric, options));
          }
        });
    return figures;
  }

  /** The metrics that are known on either side. */
  List<Metric> metrics() {
    return Stream.concat(train.keySet().stream(), test.keySet().stream()).distinct().toList();
  }

  /** The one figure that models are ranked by. */
  static Metric headline(Evaluation evaluation) {
    return evaluation.isBinary() ? Metric.F1 : Metric.MACRO_F1;
  }

  static String name(Metric metric) {
    return switch (metric) {
      case F1 -> "F1";
      case AUROC -> "AUROC";
      case MACRO_F1 -> "macro F1";
      case MACRO_AUROC -> "macro AUROC";
      default -> metric.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
