package org.ecg4j.evaluation;

/**
 * How often examples of a predicted probability truly are positive. The range 0 to 1 is cut into
 * bins of equal width; bin b holds the probabilities above {@code b / binCount} up to {@code (b +
 * 1) / binCount}, the first also 0. Immutable.
 */
public final class ReliabilityCurve {
  private final long[] counts;
  private final double[] meanProbabilities;
  private final double[] positiveShares;

  private ReliabilityCurve(long[] counts, double[] meanProbabilities, double[] positiveShares) {
    this.counts = counts;
    this.meanProbabilities = meanProbabilities;
    this.positiveShares = positiveShares;
  }

  static ReliabilityCurve of(double[] probabilities, boolean[] positive, int binCount) {
    if (binCount < 1) {
      throw new IllegalArgumentException("there must be at least 1 bin, not " + binCount);
    }
    long[] counts = new long[binCount];
    double[] sums = new double[binCount];
    double[] positives = new double[binCount];
    for (int i = 0; i < probabilities.length; i++) {
      int bin = Math.max((int) Math.ceil(probabilities[i] * binCount) - 1, 0);
      counts[bin]++;
      sums[bin] += probabilities[i];
      positives[bin] += positive[i] ? 1 : 0;
    }
    for (int bin = 0; bin < binCount; bin++) {
      sums[bin] /= counts[bin];
      positives[bin] /= counts[bin];
    }
    return new ReliabilityCurve(counts, sums, positives);
  }

  /**
   * How many bins there are.
   *
   * @return at least 1
   */
  public int binCount() {
    return counts.length;
  }

  /**
   * How many examples lie in each bin.
   *
   * @return a copy
   */
  public long[] counts() {
    return counts.clone();
  }

  /**
   * The mean predicted probability of each bin.
   *
   * @return a copy; NaN for an empty bin
   */
  public double[] meanProbabilities() {
    return meanProbabilities.clone();
  }

  /**
   * The share of each bin's examples that truly are positive.
   *
   * @return a copy; NaN for an empty bin
   */
  public double[] positiveShares() {
    return positiveShares.clone();
  }

  /**
   * The expected calibration error: the mean distance of predicted probability and positive share,
   * weighted with the bins' examples.
   *
   * @return 0 to 1, NaN without examples
   */
  public double expectedCalibrationError() {
    double sum = 0;
    long total = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        sum += counts[bin] * Math.abs(meanProbabilities[bin] - positiveShares[bin]);
        total += counts[bin];
      }
    }
    return total == 0 ? Double.NaN : sum / total;
  }
}
