package org.ecg4j.evaluation;

import java.util.stream.IntStream;

/**
 * The band in which a ROC or precision-recall curve lies, point by point, when patients are drawn
 * with replacement. Immutable.
 */
public final class CurveBand {
  private final double[] x;
  private final double[] lower;
  private final double[] upper;

  /** Adopts the arrays. */
  CurveBand(double[] x, double[] lower, double[] upper) {
    this.x = x;
    this.lower = lower;
    this.upper = upper;
  }

  static CurveBand ofRoc(Ranking ranking, int patients, int points, BootstrapOptions options) {
    double[] x = grid(points);
    return new PatientBootstrap(patients, options)
        .band(x, weights -> sensitivities(ranking.cumulativeCounts(weights), x));
  }

  static CurveBand ofPrecisionRecall(
      Ranking ranking, int patients, int points, BootstrapOptions options) {
    double[] x = grid(points);
    return new PatientBootstrap(patients, options)
        .band(x, weights -> precisions(ranking.cumulativeCounts(weights), x));
  }

  private static double[] grid(int points) {
    if (points < 2) {
      throw new IllegalArgumentException("a band needs at least 2 points, not " + points);
    }
    return IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray();
  }

  /** Along the ROC curve, straight between its points; counts as {@link Ranking} gives them. */
  private static double[] sensitivities(long[] counts, double[] x) {
    double positives = counts[counts.length - 2];
    double negatives = counts[counts.length - 1];
    double[] y = new double[x.length];
    int point = 0;
    double beforeX = 0;
    double beforeY = 0;
    for (int i = 0; i < x.length; i++) {
      while (2 * point < counts.length && counts[2 * point + 1] / negatives <= x[i]) {
        beforeX = counts[2 * point + 1] / negatives;
        beforeY = counts[2 * point] / positives;
        point++;
      }
      if (2 * point == counts.length) {
        y[i] = 1;
      } else {
        double afterX = counts[2 * point + 1] / negatives;
        double afterY = counts[2 * point] / positives;
        y[i] = beforeY + (afterY - beforeY) * (x[i] - beforeX) / (afterX - beforeX);
      }
    }
    return y;
  }

  /** The precision of the highest threshold that reaches each recall. */
  private static double[] precisions(long[] counts, double[] x) {
    double positives = counts[counts.length - 2];
    double[] y = new double[x.length];
    int point = 0;
    for (int i = 0; i < x.length; i++) {
      while (2 * point + 2 < counts.length
          && (counts[2 * point] == 0 || counts[2 * point] / positives < x[i])) {
        point++;
      }
      y[i] = counts[2 * point] / (double) (counts[2 * point] + counts[2 * point + 1]);
    }
    return y;
  }

  /**
   * Where the band is given: evenly from 0 to 1.
   *
   * @return false positive rates of a ROC curve, recalls of a precision-recall curve; a copy
   */
  public double[] x() {
    return x.clone();
  }

  /**
   * The band's lower edge, NaN where it is undefined.
   *
   * @return a copy
   */
  public double[] lower() {
    return lower.clone();
  }

  /**
   * The band's upper edge, NaN where it is undefined.
   *
   * @return a copy
   */
  public double[] upper() {
    return upper.clone();
  }
}
