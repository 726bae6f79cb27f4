package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Frames in format 8. A difference that 8 bits cannot say is cut, and the following ones catch up,
 * so that steep changes are smeared; the block is changed to what can be read back.
 */
final class DifferenceFrameWriter implements FrameWriter {
  private final int[] signalOf;
  private final OutputStream out;
  private final int[] current;
  private boolean started;

  /**
   * A writer.
   *
   * @param perFrame each signal's samples a frame
   */
  DifferenceFrameWriter(int[] perFrame, OutputStream out) {
    this.signalOf = SignalGroup.signalOfEachSample(perFrame);
    this.current = new int[perFrame.length];
    this.out = out;
  }

  @Override
  public void write(int[] block, int frames) throws IOException {
    if (!started && frames > 0) {
      started = true;
      // The header's initial value is the first sample, so that the first difference is 0.
      for (int i = signalOf.length - 1; i >= 0; i--) {
        current[signalOf[i]] = block[i];
      }
    }
    byte[] bytes = new byte[frames * signalOf.length];
    int place = 0;
    for (int i = 0; i < bytes.length; i++) {
      int signal = signalOf[place];
      long step = (long) block[i] - current[signal];
      bytes[i] = (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, step));
      current[signal] += bytes[i];
      block[i] = current[signal];
      place = place + 1 == signalOf.length ? 0 : place + 1;
    }
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
