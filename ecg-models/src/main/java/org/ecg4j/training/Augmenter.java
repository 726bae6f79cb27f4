package org.ecg4j.training;

import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.features.Augmentation;

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

  /**
   * The changes of an {@link Augmentation}, made on examples in the form in which they are trained
   * on: changes of the waveform need examples that have one.
   *
   * @param augmentation the changes, without mixup; the training's seed decides, not its own
   * @return the augmenter
   * @throws IllegalArgumentException when it mixes examples
   */
  static Augmenter of(Augmentation augmentation) {
    if (augmentation.mixes()) {
      throw new IllegalArgumentException(
          "an augmenter changes one example at a time and cannot mix two: " + augmentation);
    }
    return new Augmenter() {
      @Override
      public Worker bind(InputSpec input) {
        return augmentation.bind(input)::apply;
      }

      @Override
      public String describe() {
        return augmentation.describe();
      }
    };
  }

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
