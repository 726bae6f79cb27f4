package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Thirty steps of each optimiser against PyTorch's. */
class OptimizerTest {

  static Stream<Arguments> optimizers() {
    return Stream.of(
        Arguments.of("adam lr 0.05", Optimizer.adam(0.05), 0.0),
        Arguments.of("adamw lr 0.05 decay 0.1", Optimizer.adamW(0.05, 0.1), 0.0),
        Arguments.of("adam lr 0.05 l2 0.1", new Adam(0.05, 0.9, 0.999, 1e-8, 0.1, false), 0.0),
        Arguments.of("sgd lr 0.01 momentum 0.9", Optimizer.sgd(0.01, 0.9), 0.0),
        Arguments.of(
            "sgd lr 0.01 momentum 0.9 nesterov", Optimizer.sgd(0.01, 0.9).withNesterov(true), 0.0),
        Arguments.of("adam lr 0.05 clip_grad_norm 1.0", Optimizer.adam(0.05), 1.0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("optimizers")
  void followsPytorch(String name, Optimizer optimizer, double clip) {
    JsonObject golden = Golden.lossesAndOptimizers();
    JsonObject problem = golden.getAsJsonObject("problem");
    float[] a = Golden.floats(problem.get("A"));
    float[] b = Golden.floats(problem.get("b"));
    float[] w = Golden.floats(problem.get("w0"));
    JsonArray expected =
        golden
            .getAsJsonObject("optimizers")
            .getAsJsonObject(name)
            .getAsJsonArray("w_after_each_step");
    OptimizerState state = OptimizerState.of(optimizer, w.length);
    for (int step = 0; step < expected.size(); step++) {
      float[] g = gradient(a, b, w);
      double norm = 0;
      for (float value : g) {
        norm += (double) value * value;
      }
      double scale = clip == 0 ? 1 : Math.min(1, clip / (Math.sqrt(norm) + 1e-6));
      state.begin(optimizer.learningRate(), scale);
      // In two stretches, as a flat buffer is gone through.
      state.update(w, g, 0, 5);
      float[] tailW = java.util.Arrays.copyOfRange(w, 5, 8);
      state.update(tailW, java.util.Arrays.copyOfRange(g, 5, 8), 5, 3);
      System.arraycopy(tailW, 0, w, 5, 3);
      float[] target = Golden.floats(expected.get(step));
      for (int i = 0; i < w.length; i++) {
        assertThat(Math.abs(w[i] - target[i]))
            .as("step %d weight %d", step, i)
            .isLessThanOrEqualTo(2e-5f * Math.max(1, Math.abs(target[i])));
      }
    }
  }

  private static float[] gradient(float[] a, float[] b, float[] w) {
    float[] g = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      double sum = -b[i];
      for (int j = 0; j < w.length; j++) {
        sum += (double) a[i * w.length + j] * w[j];
      }
      g[i] = (float) sum;
    }
    return g;
  }

  @Test
  void refusesBadOptions() {
    assertThatThrownBy(() -> Optimizer.adam(0)).hasMessageContaining("learning rate");
    assertThatThrownBy(() -> Optimizer.adam(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Optimizer.sgd(0.1, 0).withNesterov(true))
        .hasMessageContaining("momentum");
  }
}
