package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;

/**
 * What a recipe came to on a protocol.
 *
 * @param attempt the recipe
 * @param outOfFold figures on training patients, out of fold; empty where they are nested
 * @param tests the test patients, once for each seed
 * @param minutes of training one seed, threshold and calibration included
 */
record Outcome(
    Attempt attempt, Map<String, Double> outOfFold, List<Evaluation> tests, double minutes) {

  Outcome {
    outOfFold = new LinkedHashMap<>(outOfFold);
    tests = List.copyOf(tests);
  }

  /** Mean and standard deviation (over n - 1) of a figure over the seeds. */
  record Spread(double mean, double deviation) {
    @Override
    public String toString() {
      return Figures.three(mean)
          + (Double.isNaN(deviation) ? "" : " ± " + Figures.three(deviation));
    }
  }

  Spread spread(String figure) {
    List<Double> values = new ArrayList<>();
    for (Evaluation test : tests) {
      Double value = Figures.of(test).get(figure);
      if (value != null) {
        values.add(value);
      }
    }
    double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(
        mean, values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1)));
  }

  /** A figure out of fold; a dash where there is none. */
  String held(String figure) {
    return Figures.three(outOfFold.getOrDefault(figure, Double.NaN));
  }

  /** The interval over patients of the first figure: each end is the mean over the seeds. */
  ConfidenceInterval interval(BootstrapOptions options) {
    double lower = 0;
    double upper = 0;
    double estimate = 0;
    int defined = Integer.MAX_VALUE;
    for (Evaluation test : tests) {
      ConfidenceInterval own =
          test.interval(test.isBinary() ? Metric.F1 : Metric.MACRO_F1, options);
      lower += own.lower() / tests.size();
      upper += own.upper() / tests.size();
      estimate += own.estimate() / tests.size();
      defined = Math.min(defined, own.definedResamples());
    }
    return new ConfidenceInterval(estimate, lower, upper, options, defined);
  }

  /** What recipes are chosen by: the figure on training patients where there is one; 0 untuned. */
  double rank() {
    if (!attempt.tuned()) {
      return 0;
    }
    Map<String, Double> by = outOfFold.isEmpty() ? Figures.of(tests.get(0)) : outOfFold;
    return by.values().iterator().next();
  }
}
