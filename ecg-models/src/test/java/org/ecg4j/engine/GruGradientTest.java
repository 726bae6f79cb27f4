package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.GruSpec;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.Readout;
import org.ecg4j.models.SequenceAxis;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The states of GRUs in plain Java against the equations of {@link GruCell} in double precision,
 * one value after another, and their gradients against difference quotients of those.
 */
class GruGradientTest {
  private static final int STEPS = 4;
  private static final int WIDTH = 3;
  private static final int HIDDEN = 5;
  private static final int ROWS = 3;
  private static final double HALF_STEP = 1e-5;
  private static final InputSpec INPUT = NetworkCases.input(Part.signal(WIDTH, STEPS));

  static Stream<GruSpec> specs() {
    List<GruSpec> specs = new ArrayList<>();
    for (GruCell cell : List.of(GruCell.RESET_AFTER, GruCell.RESET_BEFORE)) {
      for (int layers = 1; layers <= 2; layers++) {
        for (boolean both : new boolean[] {false, true}) {
          for (Readout readout : List.of(Readout.LAST_STEP, Readout.FLATTEN)) {
            specs.add(new GruSpec(layers, HIDDEN, both, 0, readout, SequenceAxis.TIME, cell));
          }
        }
      }
    }
    return specs.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void equalTheEquations(GruSpec spec) {
    boolean last = spec.readout() == Readout.LAST_STEP;
    try (Network net = Network.create(spec, INPUT, 1, Device.cpu(), 1)) {
      Map<Integer, GruNode> nodes = GruNode.of(spec, INPUT, 1, net.weights());
      assertThat(nodes).as("a processor with a fused multiply-add").hasSize(1);
      GruNode node = nodes.values().iterator().next();
      double[] weights = values(net.weightCount(), 2, 0.8);
      double[] batch = values(ROWS * STEPS * WIDTH, 3, 1);
      net.setTrainable(floats(weights));
      GruPass pass = new GruPass(node);
      float[] states = pass.forward(net.weights().host(), floats(batch), ROWS, last, 2);
      double[] direction = values(states.length, 4, 1);
      assertClose(states, equations(spec, weights, batch, last), 2e-6);

      float[] ofBatch = pass.backward(floats(direction), true, 2);
      double[] expected = quotients(batch, direction, b -> equations(spec, weights, b, last));
      assertClose(ofBatch, expected, 1e-5);
      double[] ofWeights = quotients(weights, direction, w -> equations(spec, w, batch, last));
      List<FlatWeights.Slot> slots = net.weights().slots();
      List<Integer> seen = new ArrayList<>();
      pass.gradients(
          (gradient, slot) -> {
            int from = slots.get(slot).offset();
            double[] own = Arrays.copyOfRange(ofWeights, from, from + gradient.length);
            assertThat(gradient).hasSize(slots.get(slot).size());
            assertClose(gradient, own, 1e-5);
            seen.add(slot);
          });
      assertThat(seen).as("all but the dense layer's").hasSize(slots.size() - 2);
      assertThat(seen).doesNotHaveDuplicates();
    }
  }

  private interface Function {
    double[] of(double[] values);
  }

  /** Central differences of the product of a function's values with a direction. */
  private static double[] quotients(double[] at, double[] direction, Function function) {
    double[] quotients = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] moved = at.clone();
      moved[i] = at[i] + HALF_STEP;
      double up = dot(function.of(moved), direction);
      moved[i] = at[i] - HALF_STEP;
      quotients[i] = (up - dot(function.of(moved), direction)) / (2 * HALF_STEP);
    }
    return quotients;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** All states of the last layer, or those of the last step. */
  private static double[] equations(GruSpec spec, double[] weights, double[] batch, boolean last) {
    int directions = spec.bidirectional() ? 2 : 1;
    int wide = directions * HIDDEN;
    int from = last ? STEPS - 1 : 0;
    double[] states = new double[ROWS * (STEPS - from) * wide];
    for (int row = 0; row < ROWS; row++) {
      double[][] steps = new double[STEPS][WIDTH];
      for (int t = 0; t < STEPS; t++) {
        System.arraycopy(batch, (row * STEPS + t) * WIDTH, steps[t], 0, WIDTH);
      }
      int at = 0;
      for (int layer = 0; layer < spec.layers(); layer++) {
        double[][] next = new double[STEPS][wide];
        for (int direction = 0; direction < directions; direction++) {
          double[] state = new double[HIDDEN];
          for (int i = 0; i < STEPS; i++) {
            int t = direction == 0 ? i : STEPS - 1 - i;
            state = step(spec.cell(), weights, at, steps[t], state);
            System.arraycopy(state, 0, next[t], direction * HIDDEN, HIDDEN);
          }
          at += 3 * HIDDEN * (steps[0].length + HIDDEN + 2);
        }
        steps = next;
      }
      for (int t = from; t < STEPS; t++) {
        int place = (row * (STEPS - from) + t - from) * wide;
        System.arraycopy(steps[t], 0, states, place, wide);
      }
    }
    return states;
  }

  private static double[] step(GruCell cell, double[] w, int at, double[] input, double[] state) {
    int recurrent = at + 3 * HIDDEN * input.length;
    int inputBias = recurrent + 3 * HIDDEN * HIDDEN;
    int stateBias = inputBias + 3 * HIDDEN;
    double[] next = new double[HIDDEN];
    double[] gates = new double[2 * HIDDEN];
    for (int j = 0; j < 2 * HIDDEN; j++) {
      double sum = w[inputBias + j] + row(w, at, j, input);
      sum += w[stateBias + j] + row(w, recurrent, j, state);
      gates[j] = 1 / (1 + Math.exp(-sum));
    }
    double[] reset = new double[HIDDEN];
    for (int j = 0; j < HIDDEN; j++) {
      reset[j] = gates[j] * state[j];
    }
    for (int j = 0; j < HIDDEN; j++) {
      int gate = 2 * HIDDEN + j;
      double product =
          cell == GruCell.RESET_BEFORE
              ? w[stateBias + gate] + row(w, recurrent, gate, reset)
              : gates[j] * (w[stateBias + gate] + row(w, recurrent, gate, state));
      double candidate = Math.tanh(w[inputBias + gate] + row(w, at, gate, input) + product);
      double keep = gates[HIDDEN + j];
      next[j] = (1 - keep) * candidate + keep * state[j];
    }
    return next;
  }

  private static double row(double[] weights, int at, int row, double[] values) {
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      sum += weights[at + row * values.length + k] * values[k];
    }
    return sum;
  }

  /** Values that single precision holds exactly, so that both sides start from the same. */
  private static double[] values(int count, long seed, double size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("value " + i)
          .isCloseTo(expected[i], within(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
