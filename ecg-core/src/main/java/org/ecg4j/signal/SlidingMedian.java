package org.ecg4j.signal;

import java.util.Arrays;

/**
 * The median of the last k values, in O(log k) a value. The values lie in a ring; two binary heaps
 * of ring slots hold the lower and the upper half, and each slot knows its place in its heap, so
 * that the value that leaves the window is found at once. NaN takes a slot but no place in a heap.
 */
final class SlidingMedian {
  private static final int IN_NO_HEAP = -1;

  private final double[] values;
  // place[slot] is the index within the heap that isLow[slot] names.
  private final int[] place;
  private final boolean[] isLow;
  // Largest value first.
  private final int[] low;
  private int lowSize;
  // Smallest value first.
  private final int[] high;
  private int highSize;
  private int next;

  SlidingMedian(int length) {
    values = new double[length];
    place = new int[length];
    Arrays.fill(place, IN_NO_HEAP);
    isLow = new boolean[length];
    low = new int[length];
    high = new int[length];
  }

  /** Puts a value in the place of the oldest one. */
  void add(double value) {
    int slot = next;
    next = next + 1 == values.length ? 0 : next + 1;
    if (place[slot] != IN_NO_HEAP) {
      remove(slot);
    }
    values[slot] = value;
    if (!Double.isNaN(value)) {
      insert(slot, lowSize > 0 && value <= values[low[0]]);
    }
    while (lowSize > highSize + 1) {
      move(low[0]);
    }
    while (highSize > lowSize) {
      move(high[0]);
    }
  }

  /** The median of the known values, the mean of the middle two of an even number, else NaN. */
  double median() {
    if (lowSize == 0) {
      return Double.NaN;
    }
    return lowSize > highSize
        ? values[low[0]]
        : values[low[0]] + (values[high[0]] - values[low[0]]) / 2;
  }

  private void move(int slot) {
    boolean wasLow = isLow[slot];
    remove(slot);
    insert(slot, !wasLow);
  }

  private void insert(int slot, boolean toLow) {
    isLow[slot] = toLow;
    int at = toLow ? lowSize++ : highSize++;
    put(slot, at);
    up(at, toLow);
  }

  private void remove(int slot) {
    boolean fromLow = isLow[slot];
    int at = place[slot];
    int last = fromLow ? --lowSize : --highSize;
    int moved = (fromLow ? low : high)[last];
    place[slot] = IN_NO_HEAP;
    if (moved != slot) {
      put(moved, at);
      up(at, fromLow);
      down(place[moved], fromLow);
    }
  }

  private void put(int slot, int at) {
    (isLow[slot] ? low : high)[at] = slot;
    place[slot] = at;
  }

  private boolean before(int slot, int other, boolean inLow) {
    return inLow ? values[slot] > values[other] : values[slot] < values[other];
  }

  private void up(int from, boolean inLow) {
    int[] heap = inLow ? low : high;
    int at = from;
    int slot = heap[at];
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!before(slot, heap[parent], inLow)) {
        break;
      }
      put(heap[parent], at);
      at = parent;
    }
    put(slot, at);
  }

  private void down(int from, boolean inLow) {
    int[] heap = inLow ? low : high;
    int size = inLow ? lowSize : highSize;
    int at = from;
    int slot = heap[at];
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && before(heap[child + 1], heap[child], inLow)) {
        child++;
      }
      if (!before(heap[child], slot, inLow)) {
        break;
      }
      put(heap[child], at);
      at = child;
    }
    put(slot, at);
  }
}
