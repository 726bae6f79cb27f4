package org.ecg4j.evaluation;

import java.util.Locale;

/**
 * Two models judged on the same examples, by the same resamples of patients.
 *
 * @param first the figure of the first model
 * @param second the figure of the second model
 * @param difference second less first, with its interval
 * @param pValue two-sided: twice the smaller of the shares of resamples in which the difference is
 *     at most 0 and at least 0, at most 1; NaN where the difference is undefined
 */
public record PairedComparison(
    double first, double second, ConfidenceInterval difference, double pValue) {

  /** Such as {@code 0.701 -> 0.742: +0.041 [0.010, 0.073], p = 0.012}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3f -> %.3f: %+.3f [%.3f, %.3f], p = %.3f",
        first,
        second,
        difference.estimate(),
        difference.lower(),
        difference.upper(),
        pValue);
  }
}
