package org.ecg4j.training;

import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;

/** Changes a training example a little each time it is used, so that a network sees more kinds. */
public interface Augmenter {

  /**
   * Prepares it for examples of one form; each call gives a worker that one thread may use.
   *
   * @param input what the examples are
   * @return the worker
   * @throws IllegalArgumentException when it cannot take such examples
   */
  Worker bind(InputSpec input);

  /**
   * What it does, for the model's record of its training.
   *
   * @return a line of text
   */
  String describe();

  /** An augmenter at work on one thread. */
  @FunctionalInterface
  interface Worker {

    /**
     * Changes an example in place.
     *
     * @param values the example's values; modified
     * @param random the only source of chance it may use; it depends on the seed, the epoch and the
     *     example
     */
    void apply(float[] values, SplittableRandom random);
  }
}
