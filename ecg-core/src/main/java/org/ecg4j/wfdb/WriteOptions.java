package org.ecg4j.wfdb;

import java.util.Objects;
import java.util.Optional;

/**
 * How a record is written.
 *
 * @param format the signal format; empty for the smallest of 212, 16, 24 and 32 that fits
 * @param saturate whether samples outside the format's range become its nearest value and are
 *     counted; otherwise they are an error
 * @param segmentFrames the length of the segments into which the record is cut; 0 for none
 */
public record WriteOptions(Optional<SignalFormat> format, boolean saturate, long segmentFrames) {

  /** Checks that nothing is missing. */
  public WriteOptions {
    Objects.requireNonNull(format, "format");
    if (segmentFrames < 0) {
      throw new IllegalArgumentException(
          "segment length must be 0 (no segments) or more, not " + segmentFrames);
    }
  }

  /**
   * One segment, in format 212 where every sample fits into 12 bits, else in the smallest of 16, 24
   * and 32 that holds them.
   *
   * @return the options
   */
  public static WriteOptions defaults() {
    return new WriteOptions(Optional.empty(), false, 0);
  }

  /**
   * The same with a fixed signal format.
   *
   * @param newFormat the format of every signal
   * @return a copy
   */
  public WriteOptions withFormat(SignalFormat newFormat) {
    return new WriteOptions(Optional.of(newFormat), saturate, segmentFrames);
  }

  /**
   * The same with another treatment of samples that do not fit.
   *
   * @param newSaturate true to replace and count them
   * @return a copy
   */
  public WriteOptions withSaturation(boolean newSaturate) {
    return new WriteOptions(format, newSaturate, segmentFrames);
  }

  /**
   * The same as a multi-segment record.
   *
   * @param newSegmentFrames the length of each segment but the last; 0 for one segment
   * @return a copy
   */
  public WriteOptions withSegmentFrames(long newSegmentFrames) {
    return new WriteOptions(format, saturate, newSegmentFrames);
  }
}
