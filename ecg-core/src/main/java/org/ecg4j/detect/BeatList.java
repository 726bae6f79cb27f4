package org.ecg4j.detect;

import java.util.Arrays;

/** A growing list of beats, for the batch form. */
final class BeatList implements QrsListener {
  private long[] samples = new long[1024];
  private int size;

  @Override
  public void onBeat(long sample, double confidence) {
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, 2 * size);
    }
    samples[size++] = sample;
  }

  long[] toArray() {
    return Arrays.copyOf(samples, size);
  }
}
