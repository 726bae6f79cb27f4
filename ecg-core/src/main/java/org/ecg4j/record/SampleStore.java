package org.ecg4j.record;

/**
 * Where a signal's digital samples are kept: an array, a memory-mapped file, or a user's own place.
 * Ranges have been checked by the caller. Implementations are read from several threads at once.
 */
public interface SampleStore {

  /**
   * Samples of at most 16 bits in an array that the store takes over.
   *
   * @param values not copied, so they must not change afterwards
   * @return the store
   */
  static SampleStore wrap(short[] values) {
    return new OfShort(values);
  }

  /**
   * Samples of up to 32 bits in an array that the store takes over.
   *
   * @param values not copied, so they must not change afterwards
   * @return the store
   */
  static SampleStore wrap(int[] values) {
    return new OfInt(values);
  }

  /**
   * The number of samples.
   *
   * @return samples
   */
  long size();

  /**
   * Copies samples in ADC units.
   *
   * @param start the first sample
   * @param count how many
   * @param target receives them; modified
   * @param offset where the first one goes
   */
  void read(long start, int count, int[] target, int offset);

  /**
   * Copies samples as (digital - baseline) / gain, NaN where the digital value is the missing code.
   *
   * @param start the first sample
   * @param count how many
   * @param target receives them; modified
   * @param offset where the first one goes
   * @param baselineAdc the digital value of 0
   * @param gainAdcPerUnit ADC units per physical unit
   * @param missingCode the digital value of a missing sample
   */
  default void readPhysical(
      long start,
      int count,
      float[] target,
      int offset,
      int baselineAdc,
      double gainAdcPerUnit,
      int missingCode) {
    int[] digital = new int[count];
    read(start, count, digital, 0);
    for (int i = 0; i < count; i++) {
      target[offset + i] = physical(digital[i], baselineAdc, gainAdcPerUnit, missingCode);
    }
  }

  private static float physical(
      int digital, int baselineAdc, double gainAdcPerUnit, int missingCode) {
    return digital == missingCode
        ? Float.NaN
        : (float) (((double) digital - baselineAdc) / gainAdcPerUnit);
  }

  /** Samples of at most 16 bits on the heap. */
  final class OfShort implements SampleStore {
    private final short[] values;

    OfShort(short[] values) {
      this.values = values;
    }

    @Override
    public long size() {
      return values.length;
    }

    @Override
    public void read(long start, int count, int[] target, int offset) {
      int from = (int) start;
      for (int i = 0; i < count; i++) {
        target[offset + i] = values[from + i];
      }
    }

    @Override
    public void readPhysical(
        long start,
        int count,
        float[] target,
        int offset,
        int baselineAdc,
        double gainAdcPerUnit,
        int missingCode) {
      int from = (int) start;
      float gain = (float) gainAdcPerUnit;
      if (gain == gainAdcPerUnit && Math.abs((long) baselineAdc) < 1 << 22) {
        // The difference and the gain are exact as floats, so that float division rounds to the
        // very same result as double division followed by a cast; it is about twice as fast.
        for (int i = 0; i < count; i++) {
          int digital = values[from + i];
          target[offset + i] = digital == missingCode ? Float.NaN : (digital - baselineAdc) / gain;
        }
      } else {
        for (int i = 0; i < count; i++) {
          target[offset + i] = physical(values[from + i], baselineAdc, gainAdcPerUnit, missingCode);
        }
      }
    }
  }

  /** Samples of up to 32 bits on the heap. */
  final class OfInt implements SampleStore {
    private final int[] values;

    OfInt(int[] values) {
      this.values = values;
    }

    @Override
    public long size() {
      return values.length;
    }

    @Override
    public void read(long start, int count, int[] target, int offset) {
      System.arraycopy(values, (int) start, target, offset, count);
    }
  }
}
