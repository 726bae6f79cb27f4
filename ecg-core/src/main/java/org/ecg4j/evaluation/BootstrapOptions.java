package org.ecg4j.evaluation;

import java.util.Objects;

/**
 * How a confidence interval is made by drawing patients with replacement. Beats of one patient are
 * alike, so that drawing beats would make intervals far too narrow.
 *
 * @param resamples how often the patients are drawn
 * @param level the share of the distribution inside the interval, such as 0.95
 * @param method how the interval is read from the distribution
 * @param seed of the draws; the same seed gives the same interval on any number of threads
 */
public record BootstrapOptions(int resamples, double level, Method method, long seed) {

  /** How an interval is read from the bootstrap distribution. */
  public enum Method {
    /** Its quantiles, linearly interpolated. */
    PERCENTILE,

    /**
     * Its quantiles corrected for bias and acceleration (Efron, Journal of the American Statistical
     * Association 82, 1987); the acceleration comes from leaving out one patient at a time.
     */
    BCA
  }

  /** Checks the ranges. */
  public BootstrapOptions {
    Objects.requireNonNull(method, "method");
    if (resamples < 1) {
      throw new IllegalArgumentException("resamples must be at least 1, not " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be between 0 and 1, not " + level);
    }
  }

  /**
   * 2,000 resamples, 95 %, {@link Method#BCA}, seed 1.
   *
   * @return the options
   */
  public static BootstrapOptions defaults() {
    return new BootstrapOptions(2000, 0.95, Method.BCA, 1);
  }

  /**
   * The same with another number of resamples.
   *
   * @param newResamples at least 1
   * @return a copy
   */
  public BootstrapOptions withResamples(int newResamples) {
    return new BootstrapOptions(newResamples, level, method, seed);
  }

  /**
   * The same at another level.
   *
   * @param newLevel between 0 and 1
   * @return a copy
   */
  public BootstrapOptions withLevel(double newLevel) {
    return new BootstrapOptions(resamples, newLevel, method, seed);
  }

  /**
   * The same with another method.
   *
   * @param newMethod how the interval is read
   * @return a copy
   */
  public BootstrapOptions withMethod(Method newMethod) {
    return new BootstrapOptions(resamples, level, newMethod, seed);
  }

  /**
   * The same with another seed.
   *
   * @param newSeed any number
   * @return a copy
   */
  public BootstrapOptions withSeed(long newSeed) {
    return new BootstrapOptions(resamples, level, method, newSeed);
  }
}
