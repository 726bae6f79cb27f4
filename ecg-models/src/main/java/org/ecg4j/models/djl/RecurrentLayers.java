package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Recurrent layers of a planned network that something other than LibTorch may compute. */
@FunctionalInterface
public interface RecurrentLayers {

  /**
   * What a recurrent layer gives.
   *
   * @param node the layer's place among the plan's nodes
   * @param input (batch, time, feature); the caller closes it
   * @param lastStep whether only the last step's states are wanted
   * @return states (batch, time, feature), or (batch, feature) of the last step, owned by the
   *     input's manager; {@code null} leaves the layer to LibTorch
   */
  @Nullable NDArray states(int node, NDArray input, boolean lastStep);
}
