package org.ecg4j.wfdb;

import java.util.Objects;

/**
 * One segment line of a multi-segment header.
 *
 * @param name the segment's record name; {@code ~} for a gap without samples
 * @param frameCount its length in frames; 0 for the layout segment of a variable-layout record
 */
public record SegmentSpec(String name, long frameCount) {

  /** Checks name and length. */
  public SegmentSpec {
    Objects.requireNonNull(name, "name");
    if (frameCount < 0) {
      throw new IllegalArgumentException("frame count must not be negative: " + frameCount);
    }
  }

  /**
   * Whether it is a gap.
   *
   * @return true when no samples are stored
   */
  public boolean isGap() {
    return name.equals("~");
  }
}
