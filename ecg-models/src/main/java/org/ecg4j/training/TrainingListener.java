package org.ecg4j.training;

import org.ecg4j.evaluation.TrainingHistory;

/** Hears of a training's progress, on the thread that trains. What it throws ends the training. */
public interface TrainingListener {

  /**
   * Training begins, or goes on from a checkpoint.
   *
   * @param plan what is going to happen
   */
  default void onStart(Plan plan) {}

  /**
   * A batch was learned from.
   *
   * @param progress where training is
   */
  default void onBatch(Progress progress) {}

  /**
   * An epoch ended.
   *
   * @param epoch what was measured
   */
  default void onEpoch(TrainingHistory.Epoch epoch) {}

  /**
   * Training ended by itself, early or by request; it is not called after an exception.
   *
   * @param history all epochs
   */
  default void onEnd(TrainingHistory history) {}

  /**
   * What a training is going to do.
   *
   * @param epochs passes over the examples
   * @param batchesPerEpoch steps of a pass
   * @param examples training examples
   * @param validationExamples validation examples, or 0
   * @param weights trainable weights of the network
   * @param firstEpoch the epoch it begins with, 1 unless it goes on from a checkpoint
   */
  record Plan(
      int epochs,
      int batchesPerEpoch,
      int examples,
      int validationExamples,
      int weights,
      int firstEpoch) {}

  /**
   * Where a training is.
   *
   * @param epoch counted from 1
   * @param batch counted from 1
   * @param batchesPerEpoch steps of a pass
   * @param loss mean loss of the epoch so far
   * @param accuracy of the epoch so far, 0 to 1
   * @param learningRate of the last step
   */
  record Progress(
      int epoch,
      int batch,
      int batchesPerEpoch,
      double loss,
      double accuracy,
      double learningRate) {}

  /**
   * Listeners as one.
   *
   * @param listeners are told in this order
   * @return a listener
   */
  static TrainingListener all(TrainingListener... listeners) {
    return new CombinedListener(listeners);
  }
}
