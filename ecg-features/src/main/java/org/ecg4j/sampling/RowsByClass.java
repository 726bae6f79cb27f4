package org.ecg4j.sampling;

import java.util.SplittableRandom;
import org.ecg4j.dataset.Examples;

/** The rows of each class, in order, and draws from them. */
final class RowsByClass {
  private RowsByClass() {}

  static int[][] of(Examples examples) {
    return of(examples.labels(), examples.classCounts());
  }

  static int[][] of(int[] labels, int[] classCounts) {
    int[][] rows = new int[classCounts.length][];
    for (int c = 0; c < rows.length; c++) {
      rows[c] = new int[classCounts[c]];
    }
    int[] filled = new int[rows.length];
    for (int row = 0; row < labels.length; row++) {
      rows[labels[row]][filled[labels[row]]++] = row;
    }
    return rows;
  }

  /** Brings {@code count} of the values to the front, each subset as likely as any other. */
  static void shuffleFront(int[] values, int count, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(values.length - i);
      int moved = values[i];
      values[i] = values[j];
      values[j] = moved;
    }
  }
}
