package org.ecg4j.evaluation;

/** The standard normal distribution, for the corrected bootstrap. */
final class NormalDistribution {
  private NormalDistribution() {}

  /**
   * The probability below x, by the series of Marsaglia (Journal of Statistical Software 11, 2004).
   */
  static double cumulative(double x) {
    if (x < -8 || x > 8) {
      return x < 0 ? 0 : 1;
    }
    double term = x;
    double sum = x;
    double before = 0;
    for (int i = 3; sum != before; i += 2) {
      before = sum;
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  }

  /** The x below which lies the probability p, by bisection. */
  static double quantile(double p) {
    double low = -8;
    double high = 8;
    for (int i = 0; i < 80; i++) {
      double middle = 0.5 * (low + high);
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return 0.5 * (low + high);
  }
}
