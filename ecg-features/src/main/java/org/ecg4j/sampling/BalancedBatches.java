package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Batches with a chosen mix of classes. In each epoch every example of every class is seen at least
 * once: the class that needs the most batches to be gone through decides how many batches an epoch
 * has, and the other classes are gone through again in a new order when they run out.
 */
public final class BalancedBatches {
  private final double[] shares;

  private BalancedBatches(double[] shares) {
    this.shares = shares;
  }

  /**
   * As many examples of each class in every batch.
   *
   * @param classCount how many classes
   * @return the mix
   */
  public static BalancedBatches even(int classCount) {
    double[] shares = new double[classCount];
    Arrays.fill(shares, 1);
    return of(shares);
  }

  /**
   * A chosen mix.
   *
   * @param shares for each class its share of a batch, in any unit; all positive
   * @return the mix
   */
  public static BalancedBatches of(double... shares) {
    double total = Arrays.stream(shares).sum();
    for (double share : shares) {
      if (!(share > 0) || Double.isInfinite(share)) {
        throw new IllegalArgumentException(
            "shares of classes must be positive, not " + Arrays.toString(shares));
      }
    }
    return new BalancedBatches(Arrays.stream(shares).map(share -> share / total).toArray());
  }

  /**
   * The batches of one epoch. Which examples are where depends on the seed and the epoch alone.
   *
   * @param labels the label of each example
   * @param batchSize examples of a batch, at least one for each class that has any
   * @param seed decides the order
   * @param epoch counted from any number
   * @return the examples of each batch
   */
  public int[][] batches(int[] labels, int batchSize, long seed, int epoch) {
    int[] counts = new int[shares.length];
    for (int label : labels) {
      if (label >= counts.length) {
        throw new IllegalArgumentException(
            "the mix has shares for " + counts.length + " classes, but a label is " + label);
      }
      counts[label]++;
    }
    if (labels.length == 0) {
      throw new IllegalArgumentException("there are no examples to make batches of");
    }
    int[][] rows = RowsByClass.of(labels, counts);
    int[] perBatch = perBatch(counts, batchSize);
    int batchCount = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        batchCount = Math.max(batchCount, (counts[c] + perBatch[c] - 1) / perBatch[c]);
      }
    }
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + epoch);
    int[][] batches = new int[batchCount][batchSize];
    int[] next = new int[counts.length];
    for (int[] batch : batches) {
      int at = 0;
      for (int c = 0; c < counts.length; c++) {
        for (int i = 0; i < perBatch[c]; i++) {
          int place = next[c]++ % counts[c];
          if (place == 0) {
            RowsByClass.shuffleFront(rows[c], counts[c], random);
          }
          batch[at++] = rows[c][place];
        }
      }
      RowsByClass.shuffleFront(batch, batch.length, random);
    }
    return batches;
  }

  /**
   * Whole numbers nearest to the shares that fill the batch, at least 1 for a class that has
   * examples.
   */
  private int[] perBatch(int[] counts, int batchSize) {
    int present = (int) Arrays.stream(counts).filter(count -> count > 0).count();
    if (batchSize < present) {
      throw new IllegalArgumentException(
          "a batch of " + batchSize + " cannot hold examples of " + present + " classes");
    }
    double total = 0;
    for (int c = 0; c < counts.length; c++) {
      total += counts[c] > 0 ? shares[c] : 0;
    }
    int[] perBatch = new int[counts.length];
    int given = 0;
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        perBatch[c] = Math.max(1, (int) Math.floor(batchSize * shares[c] / total));
        given += perBatch[c];
      }
    }
    while (given != batchSize) {
      int change = given < batchSize ? 1 : -1;
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < counts.length; c++) {
        double lacking = change * (batchSize * shares[c] / total - perBatch[c]);
        if (counts[c] > 0 && lacking > most && perBatch[c] + change >= 1) {
          most = lacking;
          best = c;
        }
      }
      perBatch[best] += change;
      given += change;
    }
    return perBatch;
  }

  /** The share of each class. */
  @Override
  public String toString() {
    return "mixed " + Arrays.toString(shares);
  }
}
