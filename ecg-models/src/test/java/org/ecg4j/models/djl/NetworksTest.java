package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.Arrays;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Models;
import org.ecg4j.models.NetworkCases;
import org.junit.jupiter.api.Test;

class NetworksTest {
  private static final InputSpec INPUT =
      NetworkCases.input(Part.spectrogram("spectrogram", 1, 33, 46));

  @Test
  void startsAsTorchDoes() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.build(Models.cnnGru(), INPUT, 1);
      Networks.initialize(block, manager, 5);
      // Bounds by hand: 1 / sqrt(inputs times taps), 1 / sqrt(hidden units), 1 / sqrt(inputs).
      checkUniform(block, "conv2.weight", 1 / Math.sqrt(32 * 5));
      checkUniform(block, "gru.weight_hh_l0_reverse", 1 / Math.sqrt(64));
      checkUniform(block, "gru.weight_ih_l0", 1 / Math.sqrt(64));
      checkUniform(block, "attention.project.weight", 1 / Math.sqrt(128));
      assertThat(values(block, "bn1.weight")).containsOnly(1);
      assertThat(values(block, "bn1.bias")).containsOnly(0);
      assertThat(values(block, "bn1.running_mean")).containsOnly(0);
      assertThat(values(block, "bn1.running_var")).containsOnly(1);
    }
  }

  private static void checkUniform(Block block, String name, double bound) {
    float[] values = values(block, name);
    double square = 0;
    for (float value : values) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo((float) bound);
      square += (double) value * value;
    }
    // The variance of a uniform distribution; five standard errors of its estimate.
    double variance = bound * bound / 3;
    double error = 5 * variance * Math.sqrt(0.8 / values.length);
    assertThat(square / values.length).isCloseTo(variance, within(error));
  }

  private static float[] values(Block block, String name) {
    return Networks.parameters(block).get(name).getArray().toFloatArray();
  }

  @Test
  void startDependsOnTheSeedAlone() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block first = Networks.build(Models.biLstm(), INPUT, 1);
      Block second = Networks.build(Models.biLstm(), INPUT, 1);
      Networks.initialize(first, manager, 5);
      manager.randomUniform(0, 1, new Shape(100));
      Networks.initialize(second, manager, 5);
      assertThat(values(first, "lstm.weight_ih_l0")).isEqualTo(values(second, "lstm.weight_ih_l0"));
      Networks.initialize(second, manager, 6);
      assertThat(values(first, "lstm.weight_ih_l0"))
          .isNotEqualTo(values(second, "lstm.weight_ih_l0"));
      assertThat(Arrays.copyOf(values(first, "lstm.bias_ih_l0"), 10))
          .isNotEqualTo(Arrays.copyOf(values(first, "lstm.bias_hh_l0"), 10));
    }
  }

  @Test
  void bothForwardPathsAgree() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      for (NetworkCases.Case network : NetworkCases.all()) {
        Block block = Networks.build(network.spec(), network.input(), network.outputs());
        Networks.initialize(block, manager, 5);
        NDList inputs = new NDList();
        for (Part part : network.input().parts()) {
          long[] shape = part.shape().stream().mapToLong(Integer::longValue).toArray();
          inputs.add(
              manager
                  .arange(part.size() * 2f)
                  .sin()
                  .reshape(new Shape(2).addAll(new Shape(shape))));
        }
        float[] expected =
            block
                .forward(new ParameterStore(manager, false), inputs, false)
                .singletonOrThrow()
                .toFloatArray();
        assertThat(Networks.forward(block, inputs, false).toFloatArray()).isEqualTo(expected);
        assertThat(block.getOutputShapes(inputs.getShapes()))
            .containsExactly(new Shape(2, network.outputs()));
      }
    }
  }

  @Test
  void forwardLeavesNothingBehindInTheWeightsManager() {
    try (NDManager weights = NDManager.newBaseManager("PyTorch")) {
      for (NetworkCases.Case network : NetworkCases.all()) {
        Block block = Networks.build(network.spec(), network.input(), network.outputs());
        Networks.initialize(block, weights, 5);
        int before = weights.getManagedArrays().size();
        try (NDManager step = weights.newSubManager()) {
          NDList inputs = new NDList();
          for (Part part : network.input().parts()) {
            long[] shape = part.shape().stream().mapToLong(Integer::longValue).toArray();
            inputs.add(step.ones(new Shape(2).addAll(new Shape(shape))));
          }
          NDArray logits = Networks.forward(block, inputs, true);
          assertThat(logits.getManager()).as(network.name()).isSameAs(step);
        }
        assertThat(weights.getManagedArrays().size()).as(network.name()).isEqualTo(before);
      }
    }
  }

  @Test
  void bindPutsViewsInPlace() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.build(Models.biLstm().withHiddenUnits(2), INPUT, 1);
      Networks.initialize(block, manager, 5);
      Parameter bias = Networks.parameters(block).get("output.bias");
      NDArray flat = manager.create(new float[] {1, 2, 3});
      Networks.bind(bias, flat.get("1:2"));
      assertThat(bias.getArray().hasGradient()).isTrue();
      assertThat(bias.getArray().toFloatArray()).containsExactly(2);
      assertThatThrownBy(() -> Networks.bind(bias, flat))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("output.bias has shape (1), but the array has (3)");
      for (Pair<String, Parameter> pair : Networks.parameters(block)) {
        assertThat(pair.getKey()).isEqualTo(pair.getValue().getName());
      }
    }
  }

  @Test
  void wrongNumberOfPartsIsRefused() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.build(Models.biLstm().withHiddenUnits(2), INPUT, 1);
      Networks.initialize(block, manager, 5);
      NDArray array = manager.ones(new Shape(1, 1, 33, 46));
      assertThatThrownBy(() -> Networks.forward(block, new NDList(array, array), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the network takes 1 arrays, not 2");
    }
  }
}
