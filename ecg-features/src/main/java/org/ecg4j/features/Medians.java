package org.ecg4j.features;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

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

  /** The median of all values so far, in O(log n) a value. */
  static final class Running {
    private final PriorityQueue<Double> low = new PriorityQueue<>(Comparator.reverseOrder());
    private final PriorityQueue<Double> high = new PriorityQueue<>();

    void add(double value) {
      low.add(value);
      high.add(low.remove());
      if (high.size() > low.size()) {
        low.add(high.remove());
      }
    }

    double medianOr(double ifNone) {
      if (low.isEmpty()) {
        return ifNone;
      }
      return low.size() > high.size() ? low.element() : (low.element() + high.element()) / 2;
    }
  }
}
