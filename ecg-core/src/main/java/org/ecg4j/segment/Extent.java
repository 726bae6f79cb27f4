package org.ecg4j.segment;

import java.time.Duration;

/**
 * A stretch of signal, given as a time or as a number of samples.
 *
 * @param amount nanoseconds or samples, not negative
 * @param inSamples whether {@code amount} counts samples
 */
public record Extent(long amount, boolean inSamples) {

  /** Checks the sign. */
  public Extent {
    if (amount < 0) {
      throw new IllegalArgumentException(
          "a stretch of signal must not be negative, but is " + amount);
    }
  }

  /**
   * A stretch of time.
   *
   * @param duration its length
   * @return the extent
   */
  public static Extent of(Duration duration) {
    return new Extent(duration.toNanos(), false);
  }

  /**
   * A number of samples, whatever their rate.
   *
   * @param samples how many
   * @return the extent
   */
  public static Extent ofSamples(int samples) {
    return new Extent(samples, true);
  }

  /**
   * Its length in samples, rounded to the nearest.
   *
   * @param samplingRateHz samples a second
   * @return samples
   */
  public int samples(double samplingRateHz) {
    return Math.toIntExact(inSamples ? amount : Math.round(amount * 1e-9 * samplingRateHz));
  }

  @Override
  public String toString() {
    return inSamples ? amount + " samples" : amount * 1e-9 + " s";
  }
}
