package org.ecg4j.wfdb;

import java.util.Arrays;
import org.ecg4j.record.SampleStore;

/** Samples that are there, followed by missing ones that take no memory. */
final class PaddedStore implements SampleStore {
  private final SampleStore present;
  private final long size;
  private final int missingCode;

  PaddedStore(SampleStore present, long size, int missingCode) {
    this.present = present;
    this.size = size;
    this.missingCode = missingCode;
  }

  /** A signal of which nothing is stored. */
  static SampleStore allMissing(long size, int missingCode) {
    return new PaddedStore(SampleStore.wrap(new short[0]), size, missingCode);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long start, int count, int[] target, int offset) {
    int there = there(start, count);
    if (there > 0) {
      present.read(start, there, target, offset);
    }
    Arrays.fill(target, offset + there, offset + count, missingCode);
  }

  @Override
  public void readPhysical(
      long start,
      int count,
      float[] target,
      int offset,
      int baselineAdc,
      double gainAdcPerUnit,
      int missing) {
    int there = there(start, count);
    if (there > 0) {
      present.readPhysical(start, there, target, offset, baselineAdc, gainAdcPerUnit, missing);
    }
    Arrays.fill(target, offset + there, offset + count, Float.NaN);
  }

  private int there(long start, int count) {
    return (int) Math.max(0, Math.min(count, present.size() - start));
  }
}
