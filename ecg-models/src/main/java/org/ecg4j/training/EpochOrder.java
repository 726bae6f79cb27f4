package org.ecg4j.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ecg4j.sampling.BalancedBatches;

/** The order of the examples in each epoch; a function of the seed and the epoch alone. */
final class EpochOrder {
  private static final long ORDER = 0x6F72646572L;

  private final Optional<BalancedBatches> mix;
  private final long seed;
  private final int[] labels;
  private final int batchSize;

  EpochOrder(Optional<BalancedBatches> mix, long seed, int[] labels, int batchSize) {
    this.mix = mix;
    this.seed = seed;
    this.labels = labels;
    this.batchSize = batchSize;
  }

  /** How many batches each epoch has. */
  int batchCount() {
    return mix.isPresent()
        ? mix.get().batches(labels, batchSize, seed, 0).length
        : (labels.length + batchSize - 1) / batchSize;
  }

  /** The order of an epoch, counted from 0. */
  int[] of(int epoch) {
    if (mix.isPresent()) {
      return Arrays.stream(mix.get().batches(labels, batchSize, seed, epoch))
          .flatMapToInt(Arrays::stream)
          .toArray();
    }
    SplittableRandom random = Seeds.random(seed, ORDER, epoch);
    int[] order = new int[labels.length];
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[i];
      order[i] = order[j];
      order[j] = other;
    }
    return order;
  }
}
