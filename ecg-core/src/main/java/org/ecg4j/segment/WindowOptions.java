package org.ecg4j.segment;

import java.time.Duration;
import java.util.Objects;

/**
 * How a window is cut around a beat: {@code [beat - before, beat + after)}.
 *
 * @param before signal before the beat
 * @param after signal from the beat on
 * @param edges what happens where the window passes an end of the record
 * @param normalization how the values are scaled
 */
public record WindowOptions(
    Extent before, Extent after, EdgePolicy edges, Normalization normalization) {

  /** What happens to a window that passes an end of the record. */
  public enum EdgePolicy {
    /** The beat is left out. */
    DROP,
    /** The missing values are 0 millivolts. */
    ZERO,
    /** The signal is mirrored at its first or last sample, which is not repeated. */
    REFLECT
  }

  /** How the values of a window are scaled, each lead by itself. */
  public enum Normalization {
    /** Not at all: physical units. */
    NONE,
    /** (x - mean) / standard deviation of the window. */
    WINDOW_Z_SCORE,
    /** (x - median) / interquartile range of the window. */
    WINDOW_ROBUST,
    /** (x - minimum) / (maximum - minimum) of the window. */
    WINDOW_MIN_MAX,
    /** (x - mean) / standard deviation of the whole record. */
    RECORD_Z_SCORE,
    /** (x - median) / interquartile range of the whole record. */
    RECORD_ROBUST,
    /** (x - minimum) / (maximum - minimum) of the whole record. */
    RECORD_MIN_MAX;

    /**
     * Whether the scale comes from the whole record, which a live signal does not have.
     *
     * @return true for the three of the record
     */
    public boolean needsRecord() {
      return this == RECORD_Z_SCORE || this == RECORD_ROBUST || this == RECORD_MIN_MAX;
    }
  }

  /** Checks that the window is not empty. */
  public WindowOptions {
    Objects.requireNonNull(edges, "edges");
    Objects.requireNonNull(normalization, "normalization");
    if (before.amount() == 0 && after.amount() == 0) {
      throw new IllegalArgumentException("a window needs signal before or after the beat");
    }
  }

  /**
   * Two seconds on either side; windows that do not fit in the record are left out; physical units.
   *
   * @return the course project's windows
   */
  public static WindowOptions defaults() {
    return of(Extent.of(Duration.ofSeconds(2)), Extent.of(Duration.ofSeconds(2)));
  }

  /**
   * Windows of another extent; those that do not fit are left out; physical units.
   *
   * @param before signal before the beat
   * @param after signal from the beat on
   * @return the options
   */
  public static WindowOptions of(Extent before, Extent after) {
    return new WindowOptions(before, after, EdgePolicy.DROP, Normalization.NONE);
  }

  /**
   * The same with another edge policy.
   *
   * @param newEdges what happens at the record's ends
   * @return a copy
   */
  public WindowOptions withEdges(EdgePolicy newEdges) {
    return new WindowOptions(before, after, newEdges, normalization);
  }

  /**
   * The same with another scaling.
   *
   * @param newNormalization how values are scaled
   * @return a copy
   */
  public WindowOptions withNormalization(Normalization newNormalization) {
    return new WindowOptions(before, after, edges, newNormalization);
  }

  @Override
  public String toString() {
    return "[beat - "
        + before
        + ", beat + "
        + after
        + "), edges "
        + edges
        + ", normalization "
        + normalization;
  }
}
