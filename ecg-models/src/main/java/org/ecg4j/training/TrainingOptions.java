package org.ecg4j.training;

import java.util.Objects;
import org.ecg4j.sampling.ClassWeights;

/**
 * How to train.
 *
 * @param epochs passes over the training examples
 * @param batchSize examples of a step
 * @param seed of the first weights, the order of examples, dropout and augmentation
 * @param loss what is made small
 * @param optimizer how weights follow their gradients
 * @param regime schedule, clipping, averaging, sampling, early stopping, augmentation
 * @param runtime device and threads
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    long seed,
    Loss loss,
    Optimizer optimizer,
    Regime regime,
    RuntimeOptions runtime) {

  /** Checks the ranges. */
  public TrainingOptions {
    Checks.atLeast("epochs", epochs, 1);
    Checks.atLeast("batch size", batchSize, 1);
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(regime, "regime");
    Objects.requireNonNull(runtime, "runtime");
  }

  /**
   * Five epochs of Adam at 0.001 with batches of 64 and balanced class weights.
   *
   * @return the options
   */
  public static TrainingOptions defaults() {
    return new TrainingOptions(
        5,
        64,
        1,
        Loss.crossEntropy().withClassWeights(ClassWeights.balanced()),
        Optimizer.adam(0.001),
        Regime.plain(),
        RuntimeOptions.defaults());
  }

  /**
   * The same with another number of epochs.
   *
   * @param newEpochs at least 1
   * @return a copy
   */
  public TrainingOptions withEpochs(int newEpochs) {
    return new TrainingOptions(newEpochs, batchSize, seed, loss, optimizer, regime, runtime);
  }

  /**
   * The same with another batch size.
   *
   * @param newBatchSize at least 1
   * @return a copy
   */
  public TrainingOptions withBatchSize(int newBatchSize) {
    return new TrainingOptions(epochs, newBatchSize, seed, loss, optimizer, regime, runtime);
  }

  /**
   * The same with another seed.
   *
   * @param newSeed any
   * @return a copy
   */
  public TrainingOptions withSeed(long newSeed) {
    return new TrainingOptions(epochs, batchSize, newSeed, loss, optimizer, regime, runtime);
  }

  /**
   * The same with another loss.
   *
   * @param newLoss what is made small
   * @return a copy
   */
  public TrainingOptions withLoss(Loss newLoss) {
    return new TrainingOptions(epochs, batchSize, seed, newLoss, optimizer, regime, runtime);
  }

  /**
   * The same with another optimiser.
   *
   * @param newOptimizer how weights follow their gradients
   * @return a copy
   */
  public TrainingOptions withOptimizer(Optimizer newOptimizer) {
    return new TrainingOptions(epochs, batchSize, seed, loss, newOptimizer, regime, runtime);
  }

  /**
   * The same optimiser with another learning rate.
   *
   * @param rate above 0
   * @return a copy
   */
  public TrainingOptions withLearningRate(double rate) {
    return withOptimizer(optimizer.withLearningRate(rate));
  }

  /**
   * The same with another regime.
   *
   * @param newRegime what happens around the optimiser
   * @return a copy
   */
  public TrainingOptions withRegime(Regime newRegime) {
    return new TrainingOptions(epochs, batchSize, seed, loss, optimizer, newRegime, runtime);
  }

  /**
   * The same with other runtime options.
   *
   * @param newRuntime device and threads
   * @return a copy
   */
  public TrainingOptions withRuntime(RuntimeOptions newRuntime) {
    return new TrainingOptions(epochs, batchSize, seed, loss, optimizer, regime, newRuntime);
  }
}
