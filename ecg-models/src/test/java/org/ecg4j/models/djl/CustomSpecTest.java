package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.util.Map;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.ModelSpecProvider;
import org.ecg4j.models.NetworkCases;
import org.junit.jupiter.api.Test;

class CustomSpecTest {
  private static final InputSpec INPUT = NetworkCases.input(Part.signal(2, 6));

  /** Registered as a service of the tests. */
  public static final class Provider implements ModelSpecProvider {
    @Override
    public String kind() {
      return "custom:one-layer";
    }

    @Override
    public ModelSpec restore(Map<String, String> options) {
      return oneLayer(Boolean.parseBoolean(options.get("bias")));
    }
  }

  private static CustomSpec oneLayer(boolean bias) {
    return CustomSpec.of(
        "one-layer",
        Map.of("bias", Boolean.toString(bias)),
        (input, outputs) -> {
          if (input.parts().size() > 1) {
            throw new IllegalArgumentException("one-layer takes one part, not " + input.parts());
          }
          return new SequentialBlock()
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(outputs).optBias(bias).build());
        });
  }

  @Test
  void runsTheUsersBlock() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.build(oneLayer(false), INPUT, 3);
      Networks.initialize(block, manager, 1);
      assertThat(Networks.parameters(block).size()).isEqualTo(1);
      NDArray weight = Networks.parameters(block).valueAt(0).getArray();
      NDArray input = manager.arange(24f).reshape(2, 2, 6);
      NDArray logits = Networks.forward(block, new NDList(input), false);
      NDArray expected = input.reshape(2, 12).matMul(weight.transpose());
      assertThat(logits.toFloatArray()).containsExactly(expected.toFloatArray(), offset(1e-4f));
      assertThat(Networks.values(block).values().iterator().next())
          .isEqualTo(weight.toFloatArray());
    }
  }

  @Test
  void startDependsOnTheSeed() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      float[][] weights = new float[3][];
      long[] seeds = {1, 1, 2};
      for (int i = 0; i < seeds.length; i++) {
        Block block = Networks.build(oneLayer(false), INPUT, 1);
        Networks.initialize(block, manager, seeds[i]);
        weights[i] = Networks.parameters(block).valueAt(0).getArray().toFloatArray();
      }
      assertThat(weights[0]).isEqualTo(weights[1]).isNotEqualTo(weights[2]);
    }
  }

  @Test
  void comesBackThroughItsProvider() {
    CustomSpec spec = oneLayer(true);
    assertThat(ModelSpec.restore(spec.kind(), spec.options())).isEqualTo(spec);
    assertThatThrownBy(() -> ModelSpec.restore("custom:other", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("custom:other")
        .hasMessageContaining("custom:one-layer")
        .hasMessageContaining("ModelSpecProvider");
  }

  @Test
  void itsOwnRefusalReachesTheCaller() {
    InputSpec two = NetworkCases.input(Part.signal(2, 6), Part.features("rr", 4));
    assertThatThrownBy(() -> oneLayer(true).check(two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rr (feature 4)");
  }

  @Test
  void outputsOfTheWrongShapeAreRefused() {
    CustomSpec wrong =
        CustomSpec.of(
            "wrong", Map.of(), (input, outputs) -> Linear.builder().setUnits(outputs).build());
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = Networks.build(wrong, INPUT, 1);
      Networks.initialize(block, manager, 1);
      NDList input = new NDList(manager.ones(new Shape(4, 2, 6)));
      assertThatThrownBy(() -> Networks.forward(block, input, false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("(4, 2, 1)")
          .hasMessageContaining("(4, 1)");
    }
  }
}
