package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.models.NetworkCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients in the input against difference quotients of the logits, for every network. */
class InputGradientsTest {
  private static final int ROWS = 2;
  private static final int MOST_CHECKED = 20;
  private static final float HALF_STEP = 2e-3f;

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void equalDifferenceQuotients(NetworkCases.Case network) {
    SplittableRandom random = new SplittableRandom(5);
    int width = network.input().size();
    float[] values = new float[ROWS * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    try (Network net =
        Network.create(network.spec(), network.input(), network.outputs(), Device.cpu(), 3)) {
      int output = network.outputs() - 1;
      float[] gradients = net.inputGradients(values, ROWS, output);
      assertThat(gradients).hasSameSizeAs(values);
      double scale = 0;
      for (float gradient : gradients) {
        scale = Math.max(scale, Math.abs(gradient));
      }
      assertThat(scale).isPositive();
      int stride = Math.max(1, values.length / MOST_CHECKED);
      int far = 0;
      int checked = 0;
      for (int i = 0; i < values.length; i += stride) {
        int row = i / width;
        float[] moved = new float[2 * width];
        System.arraycopy(values, row * width, moved, 0, width);
        System.arraycopy(values, row * width, moved, width, width);
        moved[i % width] += HALF_STEP;
        moved[width + i % width] -= HALF_STEP;
        float[] logits = net.logits(moved, 2);
        double quotient =
            ((double) logits[output] - logits[network.outputs() + output]) / (2 * HALF_STEP);
        far += Math.abs(quotient - gradients[i]) > 0.02 * scale + 1e-4 ? 1 : 0;
        checked++;
      }
      // A step across a kink of a rectifier or a pool makes a quotient, not the gradient, wrong.
      assertThat(far).as("values whose quotient differs").isLessThanOrEqualTo(checked / 15);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void leaveTheNetworkAsItWas(NetworkCases.Case network) {
    float[] values = new float[network.input().size()];
    values[0] = 1;
    try (Network net =
        Network.create(network.spec(), network.input(), network.outputs(), Device.cpu(), 3)) {
      float[] before = net.logits(values, 1);
      float[] buffers = net.buffers();
      net.inputGradients(values, 1, 0);
      assertThat(net.logits(values, 1)).containsExactly(before, within(0f));
      assertThat(net.buffers()).isEqualTo(buffers);
    }
  }
}
