package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;

/** Writes frames of interleaved samples in one signal format. */
interface FrameWriter extends Closeable {
  /**
   * Writes whole frames. Every call but the last must give a multiple of six frames, so that each
   * starts with a whole group of any format.
   *
   * @param block interleaved samples within the format's range; a lossy format replaces them with
   *     what will be read back
   * @param frames how many
   */
  void write(int[] block, int frames) throws IOException;
}
