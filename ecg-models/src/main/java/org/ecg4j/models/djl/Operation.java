package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;

/** What one layer does to a batch of arrays. */
@FunctionalInterface
interface Operation {

  /**
   * Runs the layer. The inputs and weights are not modified (running statistics are, in training);
   * everything made on the way belongs to the inputs' manager.
   */
  NDArray apply(NDArray[] inputs, NDArray[] weights, boolean training);
}
