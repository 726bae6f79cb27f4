package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.ecg4j.record.SampleStore;

/** One signal's samples left in its file and decoded when they are asked for. */
final class DecodingStore implements SampleStore {
  private static final int BLOCK_SAMPLES = 1 << 13;

  private final FrameReader frames;
  private final int frameSamples;
  private final int offsetInFrame;
  private final int perFrame;
  private final long firstFrame;
  private final long size;

  /**
   * A store of one signal.
   *
   * @param group the signals of its file
   * @param k its place in the group
   * @param firstFrame the stored frame that holds its first sample
   * @param frameCount how many frames it has; all of them are in the file
   */
  DecodingStore(FrameReader frames, SignalGroup group, int k, long firstFrame, long frameCount) {
    this.frames = frames;
    this.frameSamples = group.frameSamples();
    this.offsetInFrame = group.offsetInFrame(k);
    this.perFrame = group.spec(k).samplesPerFrame();
    this.firstFrame = firstFrame;
    this.size = Math.multiplyExact(frameCount, (long) perFrame);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long start, int count, int[] target, int offset) {
    int perBlock = Math.max(1, BLOCK_SAMPLES / frameSamples);
    long end = start + count;
    long lastFrame = (end + perFrame - 1) / perFrame;
    int[] block = null;
    int at = offset;
    for (long frame = start / perFrame; frame < lastFrame; frame += perBlock) {
      int some = (int) Math.min(perBlock, lastFrame - frame);
      if (block == null) {
        block = new int[some * frameSamples];
      }
      try {
        frames.read(firstFrame + frame, some, block);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      long from = Math.max(start, frame * perFrame);
      long to = Math.min(end, (frame + some) * perFrame);
      for (long sample = from; sample < to; sample++) {
        long inBlock = sample - frame * perFrame;
        int place = (int) (inBlock / perFrame) * frameSamples + (int) (inBlock % perFrame);
        target[at++] = block[place + offsetInFrame];
      }
    }
  }
}
