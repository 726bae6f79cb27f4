package org.ecg4j.wfdb;

import java.io.IOException;

/**
 * Frames of format 8. Each byte is the difference to the same signal's sample before, so that a
 * frame is known only after all frames before it: going forward is cheap, going back starts again.
 */
final class DifferenceFrameReader implements FrameReader {
  private static final int BLOCK_BYTES = 1 << 16;

  private final Source source;
  private final String fileName;
  private final long byteOffset;
  private final int frameSamples;

  private final int[] signalOf;

  private final int[] initialValues;
  private final int[] current;
  private long nextFrame;

  DifferenceFrameReader(Source source, SignalGroup group) {
    this.source = source;
    this.fileName = group.fileName();
    this.byteOffset = group.byteOffset();
    this.frameSamples = group.frameSamples();
    this.signalOf = group.signalOfEachSample();
    this.initialValues = new int[group.size()];
    for (int k = 0; k < group.size(); k++) {
      SignalSpec spec = group.spec(k);
      initialValues[k] = spec.initialValue().orElse(spec.info().adcZero());
    }
    this.current = initialValues.clone();
  }

  @Override
  public long frames() throws IOException {
    return Math.max(0, source.size() - byteOffset) / frameSamples;
  }

  @Override
  public boolean randomAccess() {
    return false;
  }

  @Override
  public synchronized void read(long frame, int count, int[] out) throws IOException {
    if (frame < nextFrame) {
      System.arraycopy(initialValues, 0, current, 0, current.length);
      nextFrame = 0;
    }
    int blockFrames = Math.max(1, BLOCK_BYTES / frameSamples);
    byte[] bytes = new byte[blockFrames * frameSamples];
    while (nextFrame < frame) {
      int some = (int) Math.min(blockFrames, frame - nextFrame);
      advance(bytes, some, new int[0], 0);
    }
    int done = 0;
    while (done < count) {
      int some = Math.min(blockFrames, count - done);
      advance(bytes, some, out, done * frameSamples);
      done += some;
    }
  }

  private void advance(byte[] bytes, int frames, int[] out, int to) throws IOException {
    int length = frames * frameSamples;
    long position = byteOffset + nextFrame * frameSamples;
    int got = SourceBytes.read(source, position, bytes, 0, length);
    if (got < length) {
      throw new IOException(fileName + " ended at byte " + (position + got) + " while it was read");
    }
    boolean keep = out.length > 0;
    int place = 0;
    for (int i = 0; i < length; i++) {
      int signal = signalOf[place];
      current[signal] += bytes[i];
      if (keep) {
        out[to + i] = current[signal];
      }
      place = place + 1 == frameSamples ? 0 : place + 1;
    }
    nextFrame += frames;
  }
}
