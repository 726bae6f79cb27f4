package org.ecg4j.wfdb;

import java.io.IOException;

/**
 * Reads the frames of one signal file as they are stored: a frame holds every sample of one frame
 * interval, signal after signal.
 */
interface FrameReader {
  /** Whole frames in the file. */
  long frames() throws IOException;

  /**
   * Decodes whole frames.
   *
   * @param frame the first one; the range lies within {@link #frames()}
   * @param count how many
   * @param out receives {@code count * frameSamples} values from index 0 on
   */
  void read(long frame, int count, int[] out) throws IOException;

  /** Whether any frame can be reached without decoding those before it. */
  boolean randomAccess();
}
