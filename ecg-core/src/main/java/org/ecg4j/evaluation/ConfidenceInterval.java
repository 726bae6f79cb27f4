package org.ecg4j.evaluation;

import java.util.Locale;

/**
 * A figure with its interval over patients.
 *
 * @param estimate the figure of all patients
 * @param lower the interval's lower end, NaN where it is undefined
 * @param upper the interval's upper end, NaN where it is undefined
 * @param options how it was made
 * @param definedResamples in how many resamples the figure was defined; the others (draws without a
 *     patient who has an abnormal beat, say) were left out
 */
public record ConfidenceInterval(
    double estimate, double lower, double upper, BootstrapOptions options, int definedResamples) {

  /**
   * Whether a value lies inside.
   *
   * @param value the value
   * @return true from {@code lower} to {@code upper}, both included
   */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }

  /** Such as {@code 0.873 [0.702, 0.921]}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", estimate, lower, upper);
  }
}
