package org.ecg4j.record;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is said of a record as a whole.
 *
 * @param name the record's name
 * @param samplingRateHz frames a second
 * @param sampleCount the length in frames
 * @param baseTime the time of day of the first sample, where it is known
 * @param baseDate the date of the first sample, where it is known
 * @param comments the header's comment lines without the leading {@code #} and blanks
 */
public record RecordHeader(
    String name,
    double samplingRateHz,
    long sampleCount,
    Optional<LocalTime> baseTime,
    Optional<LocalDate> baseDate,
    List<String> comments) {

  /** Checks rate and length. */
  public RecordHeader {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(baseTime, "baseTime");
    Objects.requireNonNull(baseDate, "baseDate");
    comments = List.copyOf(comments);
    if (!(samplingRateHz > 0) || Double.isInfinite(samplingRateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + samplingRateHz + " Hz");
    }
    if (sampleCount < 0) {
      throw new IllegalArgumentException(
          "sample count must not be negative, but is " + sampleCount);
    }
  }

  /**
   * A header without time, date and comments.
   *
   * @param name the record's name
   * @param samplingRateHz frames a second
   * @param sampleCount the length in frames
   * @return the header
   */
  public static RecordHeader of(String name, double samplingRateHz, long sampleCount) {
    return new RecordHeader(
        name, samplingRateHz, sampleCount, Optional.empty(), Optional.empty(), List.of());
  }

  /**
   * The same under another name.
   *
   * @param newName the record's name
   * @return a copy
   */
  public RecordHeader withName(String newName) {
    return new RecordHeader(newName, samplingRateHz, sampleCount, baseTime, baseDate, comments);
  }

  /**
   * The same with other comments.
   *
   * @param newComments one line each
   * @return a copy
   */
  public RecordHeader withComments(List<String> newComments) {
    return new RecordHeader(name, samplingRateHz, sampleCount, baseTime, baseDate, newComments);
  }
}
