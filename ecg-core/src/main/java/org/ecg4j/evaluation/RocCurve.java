package org.ecg4j.evaluation;

/**
 * The true positive rate (sensitivity) against the false positive rate (1 - specificity) of every
 * threshold. Immutable.
 *
 * <p>Point 0 is (0, 0), with an infinite threshold; then comes one point for each distinct
 * probability, falling, so that equal probabilities make one slanted step. At point i those
 * examples are positive whose probability is {@code threshold(i)} or more. A rate is NaN when its
 * class is missing.
 */
public final class RocCurve {
  private final double[] falsePositiveRates;
  private final double[] truePositiveRates;
  private final double[] thresholds;
  private final double area;

  private RocCurve(
      double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds, double area) {
    this.falsePositiveRates = falsePositiveRates;
    this.truePositiveRates = truePositiveRates;
    this.thresholds = thresholds;
    this.area = area;
  }

  static RocCurve of(Ranking ranking, int[] weightOfPatient) {
    long[] counts = ranking.cumulativeCounts(weightOfPatient);
    int groups = ranking.groupCount();
    double positives = groups == 0 ? 0 : counts[2 * groups - 2];
    double negatives = groups == 0 ? 0 : counts[2 * groups - 1];
    double[] falsePositiveRates = new double[groups + 1];
    double[] truePositiveRates = new double[groups + 1];
    double[] thresholds = new double[groups + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    falsePositiveRates[0] = 0 / negatives;
    truePositiveRates[0] = 0 / positives;
    for (int g = 0; g < groups; g++) {
      thresholds[g + 1] = ranking.score(g);
      truePositiveRates[g + 1] = counts[2 * g] / positives;
      falsePositiveRates[g + 1] = counts[2 * g + 1] / negatives;
    }
    return new RocCurve(
        falsePositiveRates, truePositiveRates, thresholds, ranking.auroc(weightOfPatient));
  }

  /**
   * How many points the curve has.
   *
   * @return the number of distinct probabilities and one
   */
  public int pointCount() {
    return thresholds.length;
  }

  /**
   * One minus the specificity at each point, rising.
   *
   * @return a copy
   */
  public double[] falsePositiveRates() {
    return falsePositiveRates.clone();
  }

  /**
   * The sensitivity at each point, rising.
   *
   * @return a copy
   */
  public double[] truePositiveRates() {
    return truePositiveRates.clone();
  }

  /**
   * The lowest probability that is positive at each point, falling from infinity.
   *
   * @return a copy
   */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /**
   * The area under the curve.
   *
   * @return 0 to 1, NaN when a class is missing
   */
  public double area() {
    return area;
  }
}
