package org.ecg4j.sampling;

import org.ecg4j.dataset.TrainingSet;

/** Changes which examples a training set has. */
@FunctionalInterface
public interface Sampler {

  /**
   * Resamples a training set. Real examples are chosen by index and not copied; synthetic ones are
   * appended and name both parents.
   *
   * @param train the examples
   * @return a new training set; the old one is not changed
   */
  TrainingSet sample(TrainingSet train);

  /**
   * This sampler followed by another.
   *
   * @param next works on what this one gives
   * @return both as one sampler
   */
  default Sampler then(Sampler next) {
    return train -> next.sample(sample(train));
  }
}
