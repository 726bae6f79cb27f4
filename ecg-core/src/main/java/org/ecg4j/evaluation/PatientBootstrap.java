package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ecg4j.evaluation.BootstrapOptions.Method;

/** Draws patients with replacement and reads intervals from the figures of the draws. */
final class PatientBootstrap {
  /** Spreads neighbouring resample numbers over the seeds (the golden ratio, as in SplitMix64). */
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final int patients;
  private final BootstrapOptions options;

  PatientBootstrap(int patients, BootstrapOptions options) {
    this.patients = patients;
    this.options = options;
  }

  /** How often each patient was drawn; depends on the seed and the resample's number only. */
  int[] weights(int resample) {
    var random = new SplittableRandom(options.seed() + SEED_STEP * (resample + 1L));
    int[] weights = new int[patients];
    for (int i = 0; i < patients; i++) {
      weights[random.nextInt(patients)]++;
    }
    return weights;
  }

  /** The figure of every resample, in order; undefined ones are NaN. */
  double[] distribution(ToDoubleFunction<int[]> figure) {
    return IntStream.range(0, options.resamples())
        .parallel()
        .mapToDouble(resample -> figure.applyAsDouble(weights(resample)))
        .toArray();
  }

  /** The figure without each patient in turn. */
  double[] jackknife(ToDoubleFunction<int[]> figure) {
    return IntStream.range(0, patients)
        .parallel()
        .mapToDouble(
            leftOut -> {
              int[] weights = new int[patients];
              Arrays.fill(weights, 1);
              weights[leftOut] = 0;
              return figure.applyAsDouble(weights);
            })
        .toArray();
  }

  ConfidenceInterval interval(double estimate, ToDoubleFunction<int[]> figure) {
    double[] distribution = distribution(figure);
    double[] jackknife = options.method() == Method.BCA ? jackknife(figure) : new double[0];
    return interval(estimate, distribution, jackknife);
  }

  ConfidenceInterval interval(double estimate, double[] distribution, double[] jackknife) {
    double[] defined = sortedDefined(distribution);
    if (defined.length == 0 || Double.isNaN(estimate) || patients < 2) {
      return new ConfidenceInterval(
          estimate, Double.NaN, Double.NaN, options, patients < 2 ? 0 : defined.length);
    }
    double tail = (1 - options.level()) / 2;
    double lower = tail;
    double upper = 1 - tail;
    if (options.method() == Method.BCA) {
      double bias = NormalDistribution.quantile(shareBelow(defined, estimate));
      double acceleration = acceleration(jackknife);
      lower = corrected(lower, bias, acceleration);
      upper = corrected(upper, bias, acceleration);
    }
    return new ConfidenceInterval(
        estimate, quantile(defined, lower), quantile(defined, upper), options, defined.length);
  }

  /** Compares two models by the difference of their figures, second less first. */
  PairedComparison comparison(double first, double second, ToDoubleFunction<int[]> difference) {
    double[] distribution = distribution(difference);
    double[] jackknife = options.method() == Method.BCA ? jackknife(difference) : new double[0];
    ConfidenceInterval interval = interval(second - first, distribution, jackknife);
    long atMostZero = Arrays.stream(distribution).filter(value -> value <= 0).count();
    long atLeastZero = Arrays.stream(distribution).filter(value -> value >= 0).count();
    double pValue =
        interval.definedResamples() == 0
            ? Double.NaN
            : Math.min(1, 2.0 * Math.min(atMostZero, atLeastZero) / interval.definedResamples());
    return new PairedComparison(first, second, interval, pValue);
  }

  static double[] sortedDefined(double[] distribution) {
    return Arrays.stream(distribution).filter(value -> !Double.isNaN(value)).sorted().toArray();
  }

  /** Linear between the order statistics, as numpy.quantile by default. */
  static double quantile(double[] sorted, double probability) {
    double place = probability * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The share of the distribution below the estimate, ties counting half; kept off 0 and 1, where
   * the correction would be infinite.
   */
  private static double shareBelow(double[] sorted, double estimate) {
    double below = 0;
    for (double value : sorted) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    double half = 0.5 / sorted.length;
    return Math.min(Math.max(below / sorted.length, half), 1 - half);
  }

  private static double acceleration(double[] jackknife) {
    double[] defined = sortedDefined(jackknife);
    double mean = Arrays.stream(defined).average().orElse(Double.NaN);
    double squares = 0;
    double cubes = 0;
    for (double value : defined) {
      double influence = mean - value;
      squares += influence * influence;
      cubes += influence * influence * influence;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double corrected(double probability, double bias, double acceleration) {
    double z = bias + NormalDistribution.quantile(probability);
    return NormalDistribution.cumulative(bias + z / (1 - acceleration * z));
  }

  /** The band between the level's quantiles at each x; {@code curve} gives y at every x. */
  CurveBand band(double[] x, Function<int[], double[]> curve) {
    double[][] curves =
        IntStream.range(0, options.resamples())
            .parallel()
            .mapToObj(resample -> curve.apply(weights(resample)))
            .toArray(double[][]::new);
    double[] lower = new double[x.length];
    double[] upper = new double[x.length];
    double tail = (1 - options.level()) / 2;
    for (int i = 0; i < x.length; i++) {
      int point = i;
      double[] sorted = sortedDefined(Arrays.stream(curves).mapToDouble(y -> y[point]).toArray());
      boolean known = sorted.length > 0 && patients > 1;
      lower[i] = known ? quantile(sorted, tail) : Double.NaN;
      upper[i] = known ? quantile(sorted, 1 - tail) : Double.NaN;
    }
    return new CurveBand(x.clone(), lower, upper);
  }
}
