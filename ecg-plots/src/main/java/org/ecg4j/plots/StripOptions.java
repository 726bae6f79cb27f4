package org.ecg4j.plots;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a record a strip shows.
 *
 * @param start from the record's beginning
 * @param length above zero, at most {@link #LONGEST}; a strip ends with its record if that is
 *     earlier
 * @param leads the leads from top to bottom; empty for all that measure a voltage
 * @param annotator whose annotations are drawn; empty for the first one of the record, where there
 *     is one
 */
public record StripOptions(
    Duration start, Duration length, List<String> leads, Optional<String> annotator) {

  /** The longest strip: 1.5 m of paper. */
  public static final Duration LONGEST = Duration.ofSeconds(60);

  /** Checks the ranges. */
  public StripOptions {
    Objects.requireNonNull(annotator, "annotator");
    leads = List.copyOf(leads);
    if (start.isNegative()) {
      throw new IllegalArgumentException("start must not be negative, but is " + start);
    }
    if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "length must be above zero and at most " + LONGEST + ", not " + length);
    }
  }

  /**
   * The first ten seconds, all leads, the record's first annotator.
   *
   * @return the options
   */
  public static StripOptions defaults() {
    return new StripOptions(Duration.ZERO, Duration.ofSeconds(10), List.of(), Optional.empty());
  }

  /**
   * The same from another time.
   *
   * @param newStart from the record's beginning
   * @return a copy
   */
  public StripOptions withStart(Duration newStart) {
    return new StripOptions(newStart, length, leads, annotator);
  }

  /**
   * The same of another length.
   *
   * @param newLength above zero, at most {@link #LONGEST}
   * @return a copy
   */
  public StripOptions withLength(Duration newLength) {
    return new StripOptions(start, newLength, leads, annotator);
  }

  /**
   * The same with other leads.
   *
   * @param newLeads from top to bottom; none for all that measure a voltage
   * @return a copy
   */
  public StripOptions withLeads(String... newLeads) {
    return new StripOptions(start, length, List.of(newLeads), annotator);
  }

  /**
   * The same with another annotator.
   *
   * @param newAnnotator such as {@code atr}
   * @return a copy
   */
  public StripOptions withAnnotator(String newAnnotator) {
    return new StripOptions(start, length, leads, Optional.of(newAnnotator));
  }
}
