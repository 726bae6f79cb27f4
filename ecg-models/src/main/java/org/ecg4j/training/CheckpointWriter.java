package org.ecg4j.training;

import org.ecg4j.engine.Network;

/** Where a training keeps its state; the default keeps none. */
interface CheckpointWriter {
  /** Keeps nothing. */
  CheckpointWriter NONE = new CheckpointWriter() {};

  /** Goes back to the last state kept, if there is one. */
  default void restore(Network network, OptimizerState optimizer, TrainingState state) {}

  /** Keeps the state if it is time to. */
  default void afterBatch(Network network, OptimizerState optimizer, TrainingState state) {}

  /** Keeps the state. */
  default void save(Network network, OptimizerState optimizer, TrainingState state) {}
}
