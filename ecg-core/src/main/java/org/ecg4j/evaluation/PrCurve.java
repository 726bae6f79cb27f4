package org.ecg4j.evaluation;

/**
 * Precision against recall of every threshold. Immutable.
 *
 * <p>Point i belongs to the i-th distinct probability, rising: those examples are positive whose
 * probability is {@code thresholds()[i]} or more. The last point is (recall 0, precision 1) and has
 * no threshold. Recall is NaN without positive examples.
 */
public final class PrCurve {
  private final double[] precisions;
  private final double[] recalls;
  private final double[] thresholds;
  private final double averagePrecision;

  private PrCurve(
      double[] precisions, double[] recalls, double[] thresholds, double averagePrecision) {
    this.precisions = precisions;
    this.recalls = recalls;
    this.thresholds = thresholds;
    this.averagePrecision = averagePrecision;
  }

  static PrCurve of(Ranking ranking, int[] weightOfPatient) {
    long[] counts = ranking.cumulativeCounts(weightOfPatient);
    int groups = ranking.groupCount();
    double positives = groups == 0 ? 0 : counts[2 * groups - 2];
    double[] precisions = new double[groups + 1];
    double[] recalls = new double[groups + 1];
    double[] thresholds = new double[groups];
    for (int g = 0; g < groups; g++) {
      int point = groups - 1 - g;
      thresholds[point] = ranking.score(g);
      precisions[point] = counts[2 * g] / (double) (counts[2 * g] + counts[2 * g + 1]);
      recalls[point] = counts[2 * g] / positives;
    }
    precisions[groups] = 1;
    recalls[groups] = 0 / positives;
    return new PrCurve(precisions, recalls, thresholds, ranking.averagePrecision(weightOfPatient));
  }

  /**
   * How many points the curve has.
   *
   * @return the number of distinct probabilities and one
   */
  public int pointCount() {
    return precisions.length;
  }

  /**
   * The precision at each point; 1 at the last.
   *
   * @return a copy
   */
  public double[] precisions() {
    return precisions.clone();
  }

  /**
   * The recall at each point, falling to 0.
   *
   * @return a copy
   */
  public double[] recalls() {
    return recalls.clone();
  }

  /**
   * The lowest probability that is positive at each point but the last, rising.
   *
   * @return a copy, shorter than the others by one
   */
  public double[] thresholds() {
    return thresholds.clone();
  }

  /**
   * The mean of precision over the steps of recall, without interpolation.
   *
   * @return 0 to 1, NaN without positive examples
   */
  public double averagePrecision() {
    return averagePrecision;
  }
}
