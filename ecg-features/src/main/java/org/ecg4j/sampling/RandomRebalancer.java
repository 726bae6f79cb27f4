package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ecg4j.dataset.TrainingSet;

/**
 * Over- and under-sampling together: brings two classes to a chosen ratio while the number of
 * examples stays what it was. The smaller class is repeated, the larger one loses examples, and
 * neither as much as when one alone does the work.
 */
public final class RandomRebalancer implements Sampler {
  private final double minorityToMajority;
  private final long seed;

  private RandomRebalancer(double minorityToMajority, long seed) {
    this.minorityToMajority = minorityToMajority;
    this.seed = seed;
  }

  /**
   * A sampler.
   *
   * @param minorityToMajority the size of the smaller class over that of the larger afterwards,
   *     above 0 and at most 1
   * @param seed decides the draws
   * @return the sampler
   */
  public static RandomRebalancer of(double minorityToMajority, long seed) {
    SamplingStrategy.ratio(minorityToMajority); // checks the range
    return new RandomRebalancer(minorityToMajority, seed);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] counts = train.classCounts();
    int minority = SamplingStrategy.minorityOf(counts);
    int majority = SamplingStrategy.majorityOf(counts);
    long present = Arrays.stream(counts).filter(count -> count > 0).count();
    if (present != 2) {
      throw new IllegalArgumentException("a ratio is for two classes, not " + present);
    }
    if (counts[minority] == counts[majority] && minorityToMajority == 1) {
      return train;
    }
    int fewer = (int) Math.round(train.size() * minorityToMajority / (1 + minorityToMajority));
    if (fewer < counts[minority]) {
      throw new IllegalArgumentException(
          "the classes are nearer to each other already than the ratio " + minorityToMajority);
    }
    Map<String, Integer> more = new LinkedHashMap<>();
    more.put(train.classNames().get(minority), fewer);
    Map<String, Integer> less = new LinkedHashMap<>();
    less.put(train.classNames().get(majority), train.size() - fewer);
    return RandomOverSampler.of(SamplingStrategy.counts(more), seed)
        .then(RandomUnderSampler.of(SamplingStrategy.counts(less), seed))
        .sample(train);
  }
}
