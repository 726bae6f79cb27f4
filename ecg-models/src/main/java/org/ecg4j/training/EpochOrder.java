package org.ecg4j.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The order of the examples in each epoch; a function of the seed and the epoch alone. */
final class EpochOrder {
  private static final long ORDER = 0x6F72646572L;

  private final Regime.Sampling sampling;
  private final long seed;
  private final int[][] rowsOfClass;
  private final int size;

  EpochOrder(Regime.Sampling sampling, long seed, int[] labels, int[] classCounts) {
    this.sampling = sampling;
    this.seed = seed;
    this.size = labels.length;
    this.rowsOfClass = new int[classCounts.length][];
    int[] filled = new int[classCounts.length];
    Arrays.setAll(rowsOfClass, c -> new int[classCounts[c]]);
    for (int i = 0; i < size; i++) {
      rowsOfClass[labels[i]][filled[labels[i]]++] = i;
    }
  }

  /** The order of an epoch, counted from 0. */
  int[] of(int epoch) {
    SplittableRandom random = Seeds.random(seed, ORDER, epoch);
    int[] order = new int[size];
    if (sampling == Regime.Sampling.SHUFFLED) {
      Arrays.setAll(order, i -> i);
    } else {
      fillBalanced(order, random);
    }
    shuffle(order, random);
    return order;
  }

  private void fillBalanced(int[] order, SplittableRandom random) {
    int[][] classes =
        Arrays.stream(rowsOfClass).filter(rows -> rows.length > 0).toArray(int[][]::new);
    int[] taken = new int[classes.length];
    for (int i = 0; i < size; i++) {
      int c = i % classes.length;
      int[] rows = classes[c];
      if (taken[c] % rows.length == 0) {
        classes[c] = rows = rows.clone();
        shuffle(rows, random);
      }
      order[i] = rows[taken[c]++ % rows.length];
    }
  }

  private static void shuffle(int[] values, SplittableRandom random) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = values[i];
      values[i] = values[j];
      values[j] = other;
    }
  }
}
