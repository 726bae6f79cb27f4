package org.ecg4j.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a network's parameters are during one step. A network itself holds no state of a training,
 * so several can use it at once.
 */
final class StepWeights extends ParameterStore {
  private final IdentityHashMap<Parameter, NDArray> arrays = new IdentityHashMap<>();

  StepWeights(NDManager step) {
    super(step, false);
  }

  void put(Parameter parameter, NDArray array) {
    arrays.put(parameter, array);
  }

  NDArray get(Parameter parameter) {
    NDArray array = arrays.get(parameter);
    if (array == null) {
      throw new IllegalStateException(
          "parameter " + parameter.getName() + " is not among those the network declares");
    }
    return array;
  }

  @Override
  public @Nullable NDArray getValue(
      @Nullable Parameter parameter, Device device, boolean training) {
    return parameter == null ? null : get(parameter);
  }
}
