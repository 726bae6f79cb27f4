package org.ecg4j.wfdb;

/**
 * A stretch of a record.
 *
 * @param startSample the first frame, inclusive
 * @param endSample the frame after the last one; {@link Long#MAX_VALUE} for the record's end
 */
public record SampleRange(long startSample, long endSample) {

  /** Checks that the range is not upside down. */
  public SampleRange {
    if (startSample < 0 || endSample < startSample) {
      throw new IllegalArgumentException(
          "range must satisfy 0 <= start <= end, not [" + startSample + ", " + endSample + ")");
    }
  }

  /**
   * From the first frame to the last.
   *
   * @return the range of everything
   */
  public static SampleRange all() {
    return new SampleRange(0, Long.MAX_VALUE);
  }

  /**
   * Checks that the range lies within a record.
   *
   * @param frames the record's length
   * @return the frame after the last one, at most {@code frames}
   * @throws IllegalArgumentException when the range reaches beyond the record's end
   */
  long endWithin(long frames) {
    if (startSample > frames || (endSample > frames && endSample != Long.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "range ["
              + startSample
              + ", "
              + endSample
              + ") is not within the record's "
              + frames
              + " samples");
    }
    return Math.min(endSample, frames);
  }
}
