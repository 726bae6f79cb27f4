package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without gradients a normalisation is folded into the convolution; with them LibTorch does it. */
class NormalizedConvolutionTest {
  @ParameterizedTest
  @CsvSource({"1, true", "3, true", "3, false"})
  void foldedAnswersAreThoseOfBothLayers(int channels, boolean bias) {
    NetworkPlan.Builder plan =
        NetworkPlan.builder("t", NetworkCases.input(Part.signal(channels, 20)));
    int value = plan.add("conv", new Layer.Conv1d(4, 5, 2, 2, bias), 0);
    value = plan.add("norm", new Layer.BatchNorm(), value);
    value = plan.add(new Layer.Activate(Activation.TANH), value);
    plan.add("output", new Layer.Dense(2), plan.add(new Layer.Flatten(), value));
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NetworkBlock block = new NetworkBlock(plan.build());
      Networks.initialize(block, manager, 5);
      set(block, manager, "norm.weight", 1.5f, -0.5f, 0.25f, 2);
      set(block, manager, "norm.bias", 0.1f, 0.2f, -0.3f, 0);
      set(block, manager, "norm.running_mean", 0.5f, -0.25f, 0, 1);
      set(block, manager, "norm.running_var", 0.5f, 2, 1e-6f, 3);
      NDArray input = manager.randomNormal(new Shape(6, channels, 20));
      float[] apart = block.run(new NDList(input), false).toFloatArray();
      int before = manager.getManagedArrays().size();
      try (NDManager step = manager.newSubManager()) {
        NDArray own = input.duplicate();
        own.attach(step);
        JniUtils.setGradMode(false);
        assertThat(block.run(new NDList(own), false).toFloatArray())
            .containsExactly(apart, within(2e-6f));
      } finally {
        JniUtils.setGradMode(true);
      }
      assertThat(apart).hasSize(12);
      assertThat(manager.getManagedArrays()).as("left by the folding").hasSize(before);
      set(block, manager, "norm.running_var", 1, 1, 1, 1);
      assertThat(block.run(new NDList(input), false).toFloatArray()).isNotEqualTo(apart);
    }
  }

  private static void set(NetworkBlock block, NDManager manager, String name, float... values) {
    Parameter parameter = block.getDirectParameters().get(name);
    Networks.bind(parameter, manager.create(values));
  }
}
