package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.GradientCollector;
import ai.djl.util.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays that Python torch wrote for one network: inputs, weights, outputs, gradients. */
final class TorchCase implements AutoCloseable {
  /** Stands for a gradient that is 0 by its mathematics, where torch has its rounding errors. */
  static final String ZERO = "0";

  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  TorchCase(String name) {
    try (InputStream in = TorchCase.class.getResourceAsStream("/golden/torch/" + name + ".npz")) {
      assertThat(in).as("golden case " + name).isNotNull();
      for (NDArray array : NDList.decode(manager, in)) {
        arrays.put(array.getName(), array);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NDArray get(String name) {
    assertThat(arrays).containsKey(name);
    return arrays.get(name);
  }

  NDManager manager() {
    return manager;
  }

  /** The names of torch's weights, in its order. */
  List<String> weightNames() {
    return arrays.keySet().stream()
        .filter(name -> name.startsWith("w."))
        .map(name -> name.substring(2))
        .toList();
  }

  /** Loads torch's weights in its order; the names need not agree, the shapes must. */
  void loadInOrder(Block block) {
    List<String> names = weightNames();
    List<Parameter> parameters = new ArrayList<>();
    Networks.initialize(block, manager, 1);
    for (Pair<String, Parameter> pair : Networks.parameters(block)) {
      if (pair.getValue().requiresGradient()) {
        parameters.add(pair.getValue());
      }
    }
    assertThat(parameters).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i++) {
      set(parameters.get(i), "w." + names.get(i));
    }
  }

  /** Loads torch's weights and statistics by name; both sides must have the same names. */
  void loadByName(Block block) {
    ParameterList parameters = Networks.parameters(block);
    Networks.initialize(block, manager, 1);
    assertThat(parameters.keys()).containsExactlyElementsOf(weightNames());
    for (Pair<String, Parameter> pair : parameters) {
      set(pair.getValue(), "w." + pair.getKey());
    }
  }

  private void set(Parameter parameter, String name) {
    Networks.bind(parameter, get(name).duplicate());
  }

  /**
   * Runs forward and backward, and compares the output, the gradient in each input and the gradient
   * of each weight with torch's of the given name, or with {@link #ZERO}.
   */
  void checkForwardAndBackward(Block block, NDList inputs, Map<String, String> gradients) {
    inputs.forEach(input -> input.setRequiresGradient(true));
    NDArray output;
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      output = Networks.forward(block, inputs, true);
      collector.backward(output.mul(get("v").reshape(output.getShape())).sum());
    }
    assertClose("y", output, get("y"));
    for (Pair<String, Parameter> pair : Networks.parameters(block)) {
      if (pair.getValue().requiresGradient()) {
        NDArray gradient = pair.getValue().getArray().getGradient();
        String name = gradients.get(pair.getKey());
        NDArray expected = name.equals(ZERO) ? gradient.zerosLike() : get("g." + name);
        assertClose("gradient of " + pair.getKey(), gradient, expected);
      }
    }
  }

  static void assertClose(String what, NDArray actual, NDArray expected) {
    assertClose(what, actual, expected, 1e-5);
  }

  static void assertClose(String what, NDArray actual, NDArray expected, double tolerance) {
    float[] got = actual.toFloatArray();
    float[] wanted = expected.toFloatArray();
    assertThat(got).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(got[i] - wanted[i]) <= tolerance * Math.max(1, Math.abs(wanted[i])))) {
        throw new AssertionError(
            what + " differs at " + i + ": " + got[i] + ", torch has " + wanted[i]);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
