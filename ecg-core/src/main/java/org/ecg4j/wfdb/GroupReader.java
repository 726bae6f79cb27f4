package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SampleStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signals of one signal file, block by block. The header's sums are checked when the file
 * has been read from its first frame to its last, in one piece or in several.
 */
final class GroupReader implements Closeable {
  private static final int BLOCK_SAMPLES = 1 << 15;

  /** A multiple of every format's group, so that each block starts with a whole group. */
  private static final int GROUP_MULTIPLE = 6;

  private final SignalGroup group;
  private final Source source;
  private final FrameReader frames;
  private final boolean mapped;
  private final long recordFrames;
  private final boolean verify;
  private final Defects defects;
  private final long storedFrames;
  private final int[] sums;
  private long summedFrames;

  /**
   * A reader of one group.
   *
   * @param source the signal file, closed with the reader
   * @param mapped whether samples may stay in the file
   * @param recordFrames the record's length
   * @param verify whether the header's sums are checked
   */
  GroupReader(
      SignalGroup group,
      Source source,
      FrameReader frames,
      boolean mapped,
      long recordFrames,
      boolean verify,
      Defects defects)
      throws IOException {
    this.group = group;
    this.source = source;
    this.frames = frames;
    this.mapped = mapped;
    this.recordFrames = recordFrames;
    this.verify = verify;
    this.defects = defects;
    this.sums = new int[group.size()];
    long available = frames.frames();
    if (available < recordFrames) {
      defects.repairable(
          Diagnostic.ofFile(
              Code.TRUNCATED_SIGNAL,
              group.fileName(),
              recordFrames + " frames",
              Long.toString(available)));
    }
    this.storedFrames = Math.min(available, recordFrames);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /**
   * Reads chosen signals.
   *
   * @param start the first frame
   * @param end the frame after the last one
   * @param chosen which of the group's signals are wanted
   * @return a store for each wanted signal, null for the others
   */
  @Nullable SampleStore[] read(long start, long end, boolean[] chosen) throws IOException {
    if (!mapped) {
      return decode(start, end, chosen);
    }
    if (start == 0 && end == recordFrames && verify) {
      // Adds everything up without keeping it.
      decode(0, recordFrames, new boolean[chosen.length]);
    }
    return view(start, end, chosen);
  }

  private @Nullable SampleStore[] decode(long start, long end, boolean[] chosen)
      throws IOException {
    boolean whole = start == 0 && end == recordFrames && verify;
    SampleArray[] arrays = new SampleArray[chosen.length];
    // The frames to be decoded: all of them if the sums need them, else what the leads need.
    long from = whole ? 0 : storedFrames;
    long to = whole ? storedFrames : 0;
    for (int k = 0; k < chosen.length; k++) {
      if (chosen[k]) {
        int skew = group.spec(k).skewFrames();
        arrays[k] = SampleArray.of(group.format(), arrayLength(k, framesThere(k, start, end)));
        from = Math.min(from, start + skew);
        to = Math.max(to, Math.min(storedFrames, end + skew));
      }
    }
    if (isTwoLeads212(arrays)) {
      readTwoLeads212(from, to, (SampleArray.Shorts) arrays[0], (SampleArray.Shorts) arrays[1]);
    } else {
      readBlocks(from, to, start, end, arrays);
    }
    SampleStore[] stores = new SampleStore[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      if (chosen[k]) {
        stores[k] = padded(k, arrays[k].store(), end - start);
      }
    }
    return stores;
  }

  private @Nullable SampleStore[] view(long start, long end, boolean[] chosen) {
    SampleStore[] stores = new SampleStore[chosen.length];
    for (int k = 0; k < chosen.length; k++) {
      if (chosen[k]) {
        long first = start + group.spec(k).skewFrames();
        long there = framesThere(k, start, end);
        stores[k] = padded(k, new DecodingStore(frames, group, k, first, there), end - start);
      }
    }
    return stores;
  }

  /** How many of the frames in a range hold samples of a signal, counted from its start. */
  private long framesThere(int k, long start, long end) {
    return Math.max(0, Math.min(end, storedFrames - group.spec(k).skewFrames()) - start);
  }

  private SampleStore padded(int k, SampleStore store, long wantedFrames) {
    long wanted = Math.multiplyExact(wantedFrames, (long) group.spec(k).samplesPerFrame());
    return store.size() == wanted
        ? store
        : new PaddedStore(store, wanted, group.format().missingCode());
  }

  private int arrayLength(int k, long framesThere) {
    long length = Math.multiplyExact(framesThere, (long) group.spec(k).samplesPerFrame());
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "lead "
              + group.spec(k).info().lead()
              + " has "
              + length
              + " samples, too many for an array; read a range, or use SampleStorage.MAPPED");
    }
    return (int) length;
  }

  private boolean isTwoLeads212(SampleArray[] arrays) {
    return group.format() == SignalFormat.FORMAT_212
        && group.size() == 2
        && group.frameSamples() == 2
        && group.maxSkewFrames() == 0
        && arrays[0] != null
        && arrays[1] != null;
  }

  private void readTwoLeads212(
      long from, long to, SampleArray.Shorts lead0, SampleArray.Shorts lead1) throws IOException {
    PackedFrameReader packed = (PackedFrameReader) frames;
    byte[] bytes = new byte[(int) Math.min(Math.max(0, to - from), BLOCK_SAMPLES) * 3];
    int[] blockSums = new int[2];
    for (long frame = from; frame < to; frame += BLOCK_SAMPLES) {
      int count = (int) Math.min(to - frame, BLOCK_SAMPLES);
      packed.readBytes(frame, bytes, 3 * count);
      Packed212.INSTANCE.decodeTwoLeads(
          bytes, 0, count, lead0.values, lead1.values, (int) (frame - from), blockSums);
    }
    if (from == summedFrames) {
      sums[0] += blockSums[0];
      sums[1] += blockSums[1];
      summed(to);
    }
  }

  private void readBlocks(long from, long to, long start, long end, SampleArray[] arrays)
      throws IOException {
    int frameSamples = group.frameSamples();
    int perBlock = Math.max(1, BLOCK_SAMPLES / frameSamples / GROUP_MULTIPLE) * GROUP_MULTIPLE;
    int[] block =
        new int[Math.multiplyExact((int) Math.min(perBlock, Math.max(0, to - from)), frameSamples)];
    for (long frame = from; frame < to; frame += perBlock) {
      int count = (int) Math.min(to - frame, perBlock);
      frames.read(frame, count, block);
      boolean next = frame == summedFrames;
      for (int k = 0; k < arrays.length; k++) {
        SignalSpec spec = group.spec(k);
        int offset = group.offsetInFrame(k);
        if (next) {
          sums[k] += sum(block, offset, count, frameSamples, spec.samplesPerFrame());
        }
        long first = Math.max(frame, start + spec.skewFrames());
        long last = Math.min(frame + count, end + spec.skewFrames());
        if (arrays[k] != null && first < last) {
          int at = (int) (first - frame) * frameSamples + offset;
          arrays[k].append(block, at, (int) (last - first), frameSamples, spec.samplesPerFrame());
        }
      }
      if (next) {
        summed(frame + count);
      }
    }
  }

  private static int sum(int[] block, int offset, int count, int frameSamples, int perFrame) {
    int sum = 0;
    for (int i = 0; i < perFrame; i++) {
      for (int f = 0, at = offset + i; f < count; f++, at += frameSamples) {
        sum += block[at];
      }
    }
    return sum;
  }

  /** Notes that the sums reach up to a frame, and checks them when that is the last one. */
  private void summed(long toFrame) throws IOException {
    summedFrames = toFrame;
    if (!verify || toFrame < recordFrames) {
      return;
    }
    for (int k = 0; k < sums.length; k++) {
      SignalSpec spec = group.spec(k);
      if (spec.checksum().isPresent() && spec.checksum().getAsInt() != (short) sums[k]) {
        defects.repairable(
            Diagnostic.ofFile(
                Code.CHECKSUM,
                group.fileName(),
                "checksum " + spec.checksum().getAsInt() + " of lead " + spec.info().lead(),
                Integer.toString((short) sums[k])));
      }
    }
  }
}
