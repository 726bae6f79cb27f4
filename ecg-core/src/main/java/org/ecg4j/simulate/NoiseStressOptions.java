package org.ecg4j.simulate;

import java.time.Duration;
import java.util.Objects;

/**
 * When and how strongly noise is added.
 *
 * @param snrDb the signal-to-noise ratio of the noisy stretches, in decibels, -60 to 100
 * @param learningPeriod how long the record stays clean at its start
 * @param noisyPeriod how long a noisy stretch lasts; positive
 * @param cleanPeriod how long a clean stretch between two noisy ones lasts; zero for noise
 *     throughout
 * @param annotator whose beats measure the signal
 */
public record NoiseStressOptions(
    double snrDb,
    Duration learningPeriod,
    Duration noisyPeriod,
    Duration cleanPeriod,
    String annotator) {

  /** Checks all ranges. */
  public NoiseStressOptions {
    Objects.requireNonNull(annotator, "annotator");
    if (!(snrDb >= -60 && snrDb <= 100)) {
      throw new IllegalArgumentException(
          "signal-to-noise ratio must be between -60 and 100 dB, not " + snrDb);
    }
    if (learningPeriod.isNegative() || cleanPeriod.isNegative()) {
      throw new IllegalArgumentException(
          "clean periods must not be negative: " + learningPeriod + ", " + cleanPeriod);
    }
    if (noisyPeriod.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "a noisy period must last a second or longer, not " + noisyPeriod);
    }
  }

  /**
   * The protocol of the MIT-BIH Noise Stress Test: five clean minutes, then two noisy and two clean
   * ones in turn.
   *
   * @param snrDb the signal-to-noise ratio in decibels
   * @return the options, for annotator {@code atr}
   */
  public static NoiseStressOptions of(double snrDb) {
    return new NoiseStressOptions(
        snrDb, Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(2), "atr");
  }

  /**
   * The same with noise from beginning to end.
   *
   * @return a copy
   */
  public NoiseStressOptions withoutCleanPeriods() {
    return withPeriods(Duration.ZERO, noisyPeriod, Duration.ZERO);
  }

  /**
   * The same at other times.
   *
   * @param newLearningPeriod how long the record stays clean at its start
   * @param newNoisyPeriod how long a noisy stretch lasts
   * @param newCleanPeriod how long a clean stretch lasts
   * @return a copy
   */
  public NoiseStressOptions withPeriods(
      Duration newLearningPeriod, Duration newNoisyPeriod, Duration newCleanPeriod) {
    return new NoiseStressOptions(
        snrDb, newLearningPeriod, newNoisyPeriod, newCleanPeriod, annotator);
  }

  /**
   * The same with the signal measured at another annotator's beats.
   *
   * @param newAnnotator such as {@code atr}
   * @return a copy
   */
  public NoiseStressOptions withAnnotator(String newAnnotator) {
    return new NoiseStressOptions(snrDb, learningPeriod, noisyPeriod, cleanPeriod, newAnnotator);
  }
}
