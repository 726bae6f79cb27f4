package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.dataset.TrainingSet;

/**
 * Keeps a random part of large classes, drawn without replacement. Those kept stay in their order.
 */
public final class RandomUnderSampler implements Sampler {
  private final SamplingStrategy strategy;
  private final long seed;

  private RandomUnderSampler(SamplingStrategy strategy, long seed) {
    this.strategy = strategy;
    this.seed = seed;
  }

  /**
   * A sampler.
   *
   * @param strategy which classes and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static RandomUnderSampler of(SamplingStrategy strategy, long seed) {
    return new RandomUnderSampler(strategy, seed);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] keep = strategy.toKeep(train.classNames(), train.classCounts());
    int[][] rows = RowsByClass.of(train);
    int[] chosen = new int[Arrays.stream(keep).sum()];
    SplittableRandom random = new SplittableRandom(seed);
    int at = 0;
    for (int c = 0; c < keep.length; c++) {
      if (keep[c] < rows[c].length) {
        RowsByClass.shuffleFront(rows[c], keep[c], random);
      }
      System.arraycopy(rows[c], 0, chosen, at, keep[c]);
      at += keep[c];
    }
    Arrays.sort(chosen);
    return train.select(chosen, "random under-sampling, " + strategy + ", seed " + seed);
  }
}
