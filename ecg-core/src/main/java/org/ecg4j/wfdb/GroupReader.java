package org.ecg4j.wfdb;

import java.io.IOException;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.SampleStore;

/**
 * Reads the signals of one signal file into arrays, block by block, and checks the header's sums
 * when all of the file is read.
 */
final class GroupReader {
  private static final int BLOCK_SAMPLES = 1 << 15;

  /** A multiple of every format's group, so that each block starts with a whole group. */
  private static final int GROUP_MULTIPLE = 6;

  private final SignalGroup group;
  private final FrameReader frames;
  private final long recordFrames;
  private final long storedFrames;
  private final Defects defects;

  /**
   * A reader of one group.
   *
   * @param recordFrames the record's length
   */
  GroupReader(SignalGroup group, FrameReader frames, long recordFrames, Defects defects)
      throws IOException {
    this.group = group;
    this.frames = frames;
    this.recordFrames = recordFrames;
    this.defects = defects;
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

  /**
   * Reads chosen signals.
   *
   * @param start the first frame
   * @param end the frame after the last one
   * @param verify whether the sums are checked when the range is the whole record
   * @param chosen which of the group's signals are wanted
   * @return a store for each wanted signal, null for the others
   */
  SampleStore[] read(long start, long end, boolean verify, boolean[] chosen) throws IOException {
    boolean whole = start == 0 && end == recordFrames && verify;
    int size = group.size();
    SampleArray[] arrays = new SampleArray[size];
    long from = whole ? 0 : storedFrames;
    long to = whole ? storedFrames : 0;
    for (int k = 0; k < size; k++) {
      if (chosen[k]) {
        int skew = group.spec(k).skewFrames();
        long there = Math.max(0, Math.min(end, storedFrames - skew) - start);
        arrays[k] = SampleArray.of(group.format(), arrayLength(k, there));
        from = Math.min(from, start + skew);
        to = Math.max(to, Math.min(storedFrames, end + skew));
      }
    }
    int[] sums = new int[size];
    if (isTwoLeads212(arrays)) {
      readTwoLeads212(
          from, to, (SampleArray.Shorts) arrays[0], (SampleArray.Shorts) arrays[1], sums);
    } else {
      readBlocks(from, to, start, end, arrays, sums);
    }
    if (whole && storedFrames == recordFrames) {
      verifySums(sums);
    }
    SampleStore[] stores = new SampleStore[size];
    for (int k = 0; k < size; k++) {
      if (arrays[k] != null) {
        long wanted = Math.multiplyExact(end - start, (long) group.spec(k).samplesPerFrame());
        SampleStore store = arrays[k].store();
        stores[k] =
            store.size() == wanted
                ? store
                : new PaddedStore(store, wanted, group.format().missingCode());
      }
    }
    return stores;
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
      long from, long to, SampleArray.Shorts lead0, SampleArray.Shorts lead1, int[] sums)
      throws IOException {
    PackedFrameReader packed = (PackedFrameReader) frames;
    byte[] bytes = new byte[(int) Math.min(to - from, BLOCK_SAMPLES) * 3];
    for (long frame = from; frame < to; frame += BLOCK_SAMPLES) {
      int count = (int) Math.min(to - frame, BLOCK_SAMPLES);
      packed.readBytes(frame, bytes, 3 * count);
      Packed212.INSTANCE.decodeTwoLeads(
          bytes, 0, count, lead0.values, lead1.values, (int) (frame - from), sums);
    }
  }

  private void readBlocks(
      long from, long to, long start, long end, SampleArray[] arrays, int[] sums)
      throws IOException {
    int frameSamples = group.frameSamples();
    int perBlock = Math.max(1, BLOCK_SAMPLES / frameSamples / GROUP_MULTIPLE) * GROUP_MULTIPLE;
    int[] block = null;
    for (long frame = from; frame < to; frame += perBlock) {
      int count = (int) Math.min(to - frame, perBlock);
      if (block == null) {
        block = new int[Math.multiplyExact(count, frameSamples)];
      }
      frames.read(frame, count, block);
      for (int k = 0; k < arrays.length; k++) {
        SignalSpec spec = group.spec(k);
        int offset = group.offsetInFrame(k);
        sums[k] += sum(block, offset, count, frameSamples, spec.samplesPerFrame());
        if (arrays[k] != null) {
          long first = Math.max(frame, start + spec.skewFrames());
          long last = Math.min(frame + count, end + spec.skewFrames());
          if (first < last) {
            int at = (int) (first - frame) * frameSamples + offset;
            arrays[k].append(block, at, (int) (last - first), frameSamples, spec.samplesPerFrame());
          }
        }
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

  private void verifySums(int[] sums) throws IOException {
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
