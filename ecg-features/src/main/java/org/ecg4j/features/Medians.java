package org.ecg4j.features;

import java.util.Arrays;

/** Medians; of an even number of values the mean of the middle two. */
final class Medians {
  private Medians() {}

  /** The median of at least one value; the array is not modified. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
