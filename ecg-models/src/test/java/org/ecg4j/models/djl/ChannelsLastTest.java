package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers and gradients in this order against sums written out, and against LibTorch's own. */
class ChannelsLastTest {
  /** Enough for the order to be changed even where few steps are left. */
  private static final int ROWS = 334;

  @Test
  void valuesStayAndTheirOrderChanges() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray values = manager.randomNormal(new Shape(2, 3, 4));
      NDArray arranged = ChannelsLast.arrange(values);
      assertThat(arranged.getShape()).isEqualTo(values.getShape());
      assertThat(arranged.toFloatArray()).containsExactly(values.toFloatArray());
      // Only where the channels are next to each other is the transposed array made without a copy.
      NDArray same = arranged.transpose(0, 2, 1).reshape(24);
      same.muli(0);
      assertThat(arranged.sum().getFloat()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 1, 0", "1, 5, 2, 2", "3, 3, 1, 1", "4, 11, 4, 2", "7, 1, 1, 0", "2, 18, 1, 0"})
  void convolutionIsTheSumWrittenOut(int channels, int kernel, int stride, int padding) {
    int time = 20;
    int given = 6;
    Layer.Conv1d conv = new Layer.Conv1d(given, kernel, stride, padding, true);
    Random random = new Random(channels + kernel);
    float[] x = normal(random, ROWS * channels * time);
    float[] w = normal(random, given * channels * kernel);
    float[] bias = normal(random, given);
    int steps = (time + 2 * padding - kernel) / stride + 1;
    double[] expected = new double[ROWS * given * steps];
    for (int i = 0; i < expected.length; i++) {
      int row = i / (given * steps);
      int out = i / steps % given;
      int first = i % steps * stride - padding;
      expected[i] = bias[out];
      for (int c = 0; c < channels; c++) {
        for (int k = Math.max(0, -first); k < kernel && first + k < time; k++) {
          expected[i] +=
              (double) w[(out * channels + c) * kernel + k]
                  * x[(row * channels + c) * time + first + k];
        }
      }
    }
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray[] in = {manager.create(x, new Shape(ROWS, channels, time))};
      NDArray[] weights = {
        manager.create(w, new Shape(given, channels, kernel)), manager.create(bias)
      };
      for (boolean training : new boolean[] {false, true}) {
        NDArray result = ChannelsLast.convolution(conv, steps, false).apply(in, weights, training);
        assertThat(result.getShape()).isEqualTo(new Shape(ROWS, given, steps));
        float[] values = result.toFloatArray();
        for (int i = 0; i < values.length; i++) {
          assertThat((double) values[i]).isCloseTo(expected[i], within(1e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 3, 2, MAX",
    "3, 2, 2, MAX",
    "2, 3, 2, AVERAGE",
    "4, 5, 3, MAX",
    "1, 2, 1, AVERAGE"
  })
  void gradientsAreThoseOfTheOtherOrder(int channels, int size, int stride, Pooling.Kind kind) {
    InputSpec input = NetworkCases.input(Part.signal(channels, 37));
    NetworkPlan.Builder builder = NetworkPlan.builder("test", input);
    int value = builder.add("conv1", new Layer.Conv1d(6, 5, 1, 2, true), 0);
    value = builder.add("norm", new Layer.BatchNorm(), value);
    int block = builder.add(new Layer.Activate(Activation.TANH), value);
    value = builder.add("conv2", new Layer.Conv1d(6, 3, 1, 1, true), block);
    value = builder.add(new Layer.Add(), block, value);
    value = builder.add(new Layer.Pool(kind, size, stride), value);
    builder.add("output", new Layer.Dense(2), builder.add(new Layer.Flatten(), value));
    NetworkPlan plan = builder.build();
    assertThat(ChannelsLast.values(plan))
        .containsExactly(false, true, true, true, true, true, true, false, false);
    int rows = 40;
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Random random = new Random(channels);
      NDArray x =
          manager.create(normal(random, rows * channels * 37), new Shape(rows, channels, 37));
      NDArray slope = manager.create(normal(random, rows * 2), new Shape(rows, 2)).div(rows);
      List<float[]> ours = gradients(plan, manager, x, slope, true);
      List<float[]> theirs = gradients(plan, manager, x, slope, false);
      assertThat(ours).hasSameSizeAs(theirs).hasSize(9);
      for (int i = 0; i < ours.size(); i++) {
        assertThat(theirs.get(i)).isNotEmpty();
        assertThat(ours.get(i)).containsExactly(theirs.get(i), within(2e-5f));
      }
      // The bias before a batch normalisation alone has no gradient.
      assertThat(ours.get(1)).isNotEqualTo(new float[ours.get(1).length]);
    }
  }

  /** Logits, then the gradients of the trained weights. */
  private static List<float[]> gradients(
      NetworkPlan plan, NDManager manager, NDArray x, NDArray slope, boolean channelsLast) {
    boolean[] ordered = ChannelsLast.values(plan);
    NetworkBlock block = new NetworkBlock(plan);
    Networks.initialize(block, manager, 7);
    List<NDArray> trained = new ArrayList<>();
    NDArray[] values = new NDArray[1 + plan.nodes().size()];
    values[0] = x;
    JniUtils.setGradMode(true);
    int weight = 0;
    List<NDArray> weights = new ArrayList<>();
    block.getDirectParameters().values().forEach(p -> weights.add(p.getArray().duplicate()));
    for (int i = 0; i < plan.nodes().size(); i++) {
      NetworkPlan.Node node = plan.nodes().get(i);
      NDArray[] own = new NDArray[node.weights().size()];
      for (int j = 0; j < own.length; j++) {
        own[j] = weights.get(weight++);
        if (node.weights().get(j).trained()) {
          own[j].setRequiresGradient(true);
          trained.add(own[j]);
        }
      }
      NDArray[] in = node.inputs().stream().map(v -> values[v]).toArray(NDArray[]::new);
      // Told that its input is arranged, a convolution does not arrange it; others need not be
      // told.
      boolean told =
          channelsLast ? ordered[node.inputs().get(0)] : node.layer() instanceof Layer.Conv1d;
      Operation operation = Operations.of(node, i, told);
      values[1 + i] = operation.apply(in, own, true);
    }
    NDArray logits = values[values.length - 1];
    JniUtils.backward((PtNDArray) logits, (PtNDArray) slope, false, false);
    List<float[]> all = new ArrayList<>(List.of(logits.toFloatArray()));
    trained.forEach(array -> all.add(array.getGradient().toFloatArray()));
    return all;
  }

  private static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
