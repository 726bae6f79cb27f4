package org.ecg4j.engine;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;

/**
 * Recurrent layers over one example, (time, feature) to (time, feature), or to the features of the
 * last step alone; a backward direction then walks that one step. The products with the input are
 * made for all steps at once.
 */
final class HostRecurrence implements HostLayer {
  private static final int ARRAYS_OF_A_DIRECTION = 4;

  private final int time;
  private final int hidden;
  private final int directions;
  private final boolean lastOnly;
  private final Cell[] cells;

  /** One direction of one layer. */
  private interface Cell {
    Walk bind(int steps);
  }

  /** A cell with memory of its own. */
  private interface Walk {

    /** Steps through (time, width) and writes each state to {@code target} at its place. */
    void run(float[] steps, int width, Places places, float[] target);
  }

  /** Which steps are walked, and where their states go: {@code base + step * stride}. */
  private record Places(int from, int count, boolean reverse, int base, int stride) {
    int step(int i) {
      return reverse ? from + count - 1 - i : from + i;
    }
  }

  private HostRecurrence(int time, int hidden, int directions, boolean lastOnly, Cell[] cells) {
    this.time = time;
    this.hidden = hidden;
    this.directions = directions;
    this.lastOnly = lastOnly;
    this.cells = cells;
  }

  /** Packs the weights of a recurrent layer, given in the plan's order. */
  static HostRecurrence of(
      Layer layer, List<Integer> input, boolean lastOnly, List<float[]> weights) {
    int width = input.get(1);
    int hidden = layer instanceof Layer.Lstm lstm ? lstm.hidden() : ((Layer.Gru) layer).hidden();
    boolean both =
        layer instanceof Layer.Lstm lstm
            ? lstm.bidirectional()
            : ((Layer.Gru) layer).bidirectional();
    int directions = both ? 2 : 1;
    Cell[] cells = new Cell[weights.size() / ARRAYS_OF_A_DIRECTION];
    for (int i = 0; i < cells.length; i++) {
      int wide = i < directions ? width : directions * hidden;
      int at = i * ARRAYS_OF_A_DIRECTION;
      List<float[]> own = weights.subList(at, at + ARRAYS_OF_A_DIRECTION);
      cells[i] =
          layer instanceof Layer.Gru gru
              ? gru(hidden, wide, own, gru.cell() == GruCell.RESET_BEFORE)
              : lstm(hidden, wide, own);
    }
    return new HostRecurrence(input.get(0), hidden, directions, lastOnly, cells);
  }

  @Override
  public Run bind() {
    int layers = cells.length / directions;
    int wide = directions * hidden;
    Walk[] walks = Arrays.stream(cells).map(cell -> cell.bind(time)).toArray(Walk[]::new);
    float[][] between = new float[layers - 1][time * wide];
    return (inputs, output) -> {
      float[] steps = inputs[0];
      for (int layer = 0; layer < layers; layer++) {
        boolean last = layer == layers - 1;
        float[] target = last ? output : between[layer];
        int width = steps.length / time;
        for (int d = 0; d < directions; d++) {
          boolean one = last && lastOnly;
          int from = one && d == 1 ? time - 1 : 0;
          int stride = one ? 0 : wide;
          Places places = new Places(from, time - from, d == 1, d * hidden, stride);
          walks[layer * directions + d].run(steps, width, places, target);
        }
        steps = target;
      }
    };
  }

  /** The products of the steps walked with the input weights, on top of the biases. */
  private static void project(
      float[] steps, int width, Places places, float[][] weights, float[] bias, float[][] sums) {
    for (int t = places.from(); t < places.from() + places.count(); t++) {
      System.arraycopy(bias, 0, sums[t], 0, bias.length);
    }
    int offset = places.from() * width;
    Products.View view = new Products.View(offset, width, 1, places.count());
    Products.add(steps, view, weights, sums, places.from());
  }

  /** Gates in PyTorch's order: input, forget, candidate, output. */
  private static Cell lstm(int hidden, int width, List<float[]> w) {
    float[] ofInput = w.get(0).clone();
    float[] ofState = w.get(1).clone();
    float[] bias = sum(w.get(2), w.get(3));
    for (int gate = 0; gate < 4; gate++) {
      if (gate != 2) {
        halve(ofInput, gate * hidden * width, hidden * width);
        halve(ofState, gate * hidden * hidden, hidden * hidden);
        halve(bias, gate * hidden, hidden);
      }
    }
    float[][] inputRows = Products.columns(ofInput, 4 * hidden, width);
    float[][] stateRows = Products.columns(ofState, 4 * hidden, hidden);
    return steps -> {
      float[][] sums = new float[steps][4 * hidden];
      float[] cell = new float[hidden];
      float[] state = new float[hidden];
      return (input, wide, places, target) -> {
        project(input, wide, places, inputRows, bias, sums);
        Arrays.fill(cell, 0);
        for (int i = 0; i < places.count(); i++) {
          int step = places.step(i);
          float[] gates = sums[step];
          if (i > 0) {
            Products.add(state, 0, 1, stateRows, gates);
          }
          HostFunctions.tanh(gates);
          for (int j = 0; j < hidden; j++) {
            float in = HostFunctions.sigmoidOfHalf(gates[j]);
            float forget = HostFunctions.sigmoidOfHalf(gates[hidden + j]);
            cell[j] = forget * cell[j] + in * gates[2 * hidden + j];
          }
          System.arraycopy(cell, 0, state, 0, hidden);
          HostFunctions.tanh(state);
          for (int j = 0; j < hidden; j++) {
            state[j] *= HostFunctions.sigmoidOfHalf(gates[3 * hidden + j]);
          }
          System.arraycopy(state, 0, target, places.base() + step * places.stride(), hidden);
        }
      };
    };
  }

  /** Gates in PyTorch's order: reset, update, candidate; see {@link GruCell} for the two orders. */
  private static Cell gru(int hidden, int width, List<float[]> w, boolean resetBefore) {
    float[] ofInput = w.get(0).clone();
    float[] ofState = Arrays.copyOf(w.get(1), 2 * hidden * hidden);
    float[] bias = w.get(2).clone();
    for (int j = 0; j < 2 * hidden; j++) {
      bias[j] += w.get(3)[j];
    }
    halve(ofInput, 0, 2 * hidden * width);
    halve(ofState, 0, 2 * hidden * hidden);
    halve(bias, 0, 2 * hidden);
    float[] ofCandidate = Arrays.copyOfRange(w.get(1), 2 * hidden * hidden, 3 * hidden * hidden);
    float[] candidateBias = Arrays.copyOfRange(w.get(3), 2 * hidden, 3 * hidden);
    float[][] inputRows = Products.columns(ofInput, 3 * hidden, width);
    float[][] gateRows = Products.columns(ofState, 2 * hidden, hidden);
    float[][] candidateRows = Products.columns(ofCandidate, hidden, hidden);
    return steps -> {
      float[][] sums = new float[steps][3 * hidden];
      float[] gates = new float[2 * hidden];
      float[] candidate = new float[hidden];
      float[] reset = new float[hidden];
      float[] state = new float[hidden];
      return (input, wide, places, target) -> {
        project(input, wide, places, inputRows, bias, sums);
        Arrays.fill(state, 0);
        for (int i = 0; i < places.count(); i++) {
          int step = places.step(i);
          float[] own = sums[step];
          System.arraycopy(own, 0, gates, 0, gates.length);
          Products.add(state, 0, 1, gateRows, gates);
          HostFunctions.tanh(gates);
          System.arraycopy(candidateBias, 0, candidate, 0, hidden);
          for (int j = 0; j < hidden; j++) {
            float open = HostFunctions.sigmoidOfHalf(gates[j]);
            reset[j] = resetBefore ? open * state[j] : open;
          }
          Products.add(resetBefore ? reset : state, 0, 1, candidateRows, candidate);
          for (int j = 0; j < hidden; j++) {
            float product = resetBefore ? candidate[j] : reset[j] * candidate[j];
            candidate[j] = own[2 * hidden + j] + product;
          }
          HostFunctions.tanh(candidate);
          for (int j = 0; j < hidden; j++) {
            float keep = HostFunctions.sigmoidOfHalf(gates[hidden + j]);
            state[j] = candidate[j] + keep * (state[j] - candidate[j]);
          }
          System.arraycopy(state, 0, target, places.base() + step * places.stride(), hidden);
        }
      };
    };
  }

  private static float[] sum(float[] a, float[] b) {
    float[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /** The logistic function is the hyperbolic tangent of half its argument, moved. */
  private static void halve(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] *= 0.5f;
    }
  }
}
