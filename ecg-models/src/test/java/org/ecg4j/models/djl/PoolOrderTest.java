package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The largest values are taken before the activation when nothing else reads it; a layer that
 * changes nothing between the two prevents that, and answers and gradients must be the same.
 */
class PoolOrderTest {
  private static final InputSpec INPUT = NetworkCases.input(Part.signal(3, 20));

  @ParameterizedTest
  @EnumSource(Activation.class)
  void answersAndGradientsAreThoseOfTheLayersInOrder(Activation activation) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NetworkBlock swapped = new NetworkBlock(plan(activation, false));
      NetworkBlock inOrder = new NetworkBlock(plan(activation, true));
      Networks.initialize(swapped, manager, 3);
      Networks.initialize(inOrder, manager, 3);
      NDArray one = manager.randomNormal(new Shape(6, 3, 20));
      NDArray other = one.duplicate();
      float[] answers = answersAndGradient(swapped, one);
      assertThat(answers)
          .hasSize(12)
          .containsExactly(answersAndGradient(inOrder, other), within(1e-6f));
      float[] gradient = one.getGradient().toFloatArray();
      assertThat(gradient)
          .containsExactly(other.getGradient().toFloatArray(), within(1e-6f))
          .hasSize(6 * 3 * 20)
          .contains(0f);
      double sum = 0;
      for (float value : gradient) {
        sum += Math.abs(value);
      }
      assertThat(sum).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "3, 2", "3, 3", "4, 1", "5, 2"})
  void slicesAreThePool(int size, int stride) {
    NetworkPlan.Builder plan = NetworkPlan.builder("test", INPUT);
    plan.add(new Layer.Flatten(), plan.add(new Layer.Pool(Pooling.Kind.MAX, size, stride), 0));
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NetworkBlock block = new NetworkBlock(plan.build());
      NDArray input = manager.randomNormal(new Shape(6, 3, 20));
      float[] pool = block.run(new NDList(input), false).toFloatArray();
      JniUtils.setGradMode(false);
      assertThat(pool).hasSize(6 * 3 * ((20 - size) / stride + 1));
      assertThat(block.run(new NDList(input), false).toFloatArray()).containsExactly(pool);
    } finally {
      JniUtils.setGradMode(true);
    }
  }

  private static NetworkPlan plan(Activation activation, boolean apart) {
    NetworkPlan.Builder plan = NetworkPlan.builder("test", INPUT);
    int value = plan.add("conv", new Layer.Conv1d(5, 3, 1, 0, true), 0);
    value = plan.add(new Layer.Activate(activation), value);
    if (apart) {
      value = plan.add(new Layer.Reshape(plan.shape(value)), value);
    }
    value = plan.add(new Layer.Pool(Pooling.Kind.MAX, 3, 2), value);
    plan.add("output", new Layer.Dense(2), plan.add(new Layer.Flatten(), value));
    return plan.build();
  }

  private static float[] answersAndGradient(NetworkBlock block, NDArray input) {
    input.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      NDArray answers = block.run(new NDList(input), false);
      collector.backward(answers.square().sum());
      return answers.toFloatArray();
    }
  }
}
