package org.ecg4j.wfdb;

import org.ecg4j.record.SampleStore;

/** An array being filled with one signal's samples: two bytes each where that is enough. */
abstract class SampleArray {
  private int length;

  /** An array for samples of a format. */
  static SampleArray of(SignalFormat format, int size) {
    return format.bits() <= 16 ? new Shorts(size) : new Ints(size);
  }

  /** The store that takes the array over. */
  abstract SampleStore store();

  /** Appends this signal's samples of some frames out of interleaved ones. */
  final void append(int[] block, int from, int frames, int frameSamples, int perFrame) {
    put(block, from, frames, frameSamples, perFrame, length);
    length += frames * perFrame;
  }

  abstract void put(int[] block, int from, int frames, int frameSamples, int perFrame, int to);

  /** Samples of at most 16 bits. */
  static final class Shorts extends SampleArray {
    final short[] values;

    Shorts(int size) {
      this.values = new short[size];
    }

    @Override
    SampleStore store() {
      return SampleStore.wrap(values);
    }

    @Override
    void put(int[] block, int from, int frames, int frameSamples, int perFrame, int to) {
      int at = to;
      for (int i = 0; i < perFrame; i++) {
        at = to + i;
        for (int f = 0, k = from + i; f < frames; f++, k += frameSamples, at += perFrame) {
          values[at] = (short) block[k];
        }
      }
    }
  }

  /** Samples of more than 16 bits. */
  static final class Ints extends SampleArray {
    final int[] values;

    Ints(int size) {
      this.values = new int[size];
    }

    @Override
    SampleStore store() {
      return SampleStore.wrap(values);
    }

    @Override
    void put(int[] block, int from, int frames, int frameSamples, int perFrame, int to) {
      int at = to;
      for (int i = 0; i < perFrame; i++) {
        at = to + i;
        for (int f = 0, k = from + i; f < frames; f++, k += frameSamples, at += perFrame) {
          values[at] = block[k];
        }
      }
    }
  }
}
