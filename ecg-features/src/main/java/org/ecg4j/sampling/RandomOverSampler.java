package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.dataset.TrainingSet;

/**
 * Repeats examples of small classes, drawn with replacement. The examples there were come first, in
 * their order.
 */
public final class RandomOverSampler implements Sampler {
  private final SamplingStrategy strategy;
  private final long seed;

  private RandomOverSampler(SamplingStrategy strategy, long seed) {
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
  public static RandomOverSampler of(SamplingStrategy strategy, long seed) {
    return new RandomOverSampler(strategy, seed);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] add = strategy.toAdd(train.classNames(), train.classCounts());
    int[][] rows = RowsByClass.of(train);
    int size = train.size();
    int[] chosen = Arrays.copyOf(identity(size), size + Arrays.stream(add).sum());
    SplittableRandom random = new SplittableRandom(seed);
    int at = size;
    for (int c = 0; c < add.length; c++) {
      for (int i = 0; i < add[c]; i++) {
        if (rows[c].length == 0) {
          throw new IllegalArgumentException(
              "class " + train.classNames().get(c) + " has no example to repeat");
        }
        chosen[at++] = rows[c][random.nextInt(rows[c].length)];
      }
    }
    return train.select(chosen, "random over-sampling, " + strategy + ", seed " + seed);
  }

  private static int[] identity(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    return indices;
  }
}
