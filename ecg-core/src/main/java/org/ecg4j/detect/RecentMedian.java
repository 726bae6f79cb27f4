package org.ecg4j.detect;

import java.util.Arrays;

/** The median of the last eight values: a level that one odd beat cannot move. */
final class RecentMedian {
  private static final int SIZE = 8;

  private final double[] values = new double[SIZE];
  private final double[] sorted = new double[SIZE];
  private int count;
  private int next;
  private double median;

  void add(double value) {
    values[next] = value;
    next = (next + 1) % SIZE;
    count = Math.min(count + 1, SIZE);
    System.arraycopy(values, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    median = count % 2 == 1 ? sorted[count / 2] : 0.5 * (sorted[count / 2 - 1] + sorted[count / 2]);
  }

  int count() {
    return count;
  }

  double orElse(double fallback) {
    return count == 0 ? fallback : median;
  }

  void clear() {
    count = 0;
    next = 0;
  }
}
