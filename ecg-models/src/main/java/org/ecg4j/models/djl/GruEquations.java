package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.ecg4j.models.GruCell;

/**
 * A gated recurrent unit from its equations, in both orders of the reset gate; see {@link GruCell}.
 * The products with the input are one matrix product over all steps; only those with the state are
 * made step by step. Weights are PyTorch's: rows of the reset gate, the update gate, the candidate.
 */
final class GruEquations {
  private static final int ARRAYS_OF_A_DIRECTION = 4;
  private final int hidden;
  private final boolean bidirectional;
  private final boolean resetBefore;

  GruEquations(int hidden, boolean bidirectional, GruCell order) {
    this.hidden = hidden;
    this.bidirectional = bidirectional;
    this.resetBefore = order == GruCell.RESET_BEFORE;
  }

  /** Every step's state of the last layer, (batch, time, directions * hidden). */
  NDArray run(NDArray input, NDArray[] weights, int layers) {
    NDArray steps = input.transpose(1, 0, 2);
    int at = 0;
    for (int layer = 0; layer < layers; layer++) {
      NDArray forward = direction(steps, weights, at, false);
      at += ARRAYS_OF_A_DIRECTION;
      if (bidirectional) {
        NDArray backward = direction(steps, weights, at, true);
        at += ARRAYS_OF_A_DIRECTION;
        forward = forward.concat(backward, 2);
      }
      steps = forward;
    }
    return steps.transpose(1, 0, 2);
  }

  /** States of one layer and direction, (time, batch, hidden) from (time, batch, feature). */
  private NDArray direction(NDArray steps, NDArray[] weights, int at, boolean reverse) {
    NDArray inputs = linear(steps, weights[at], weights[at + 2]);
    int count = (int) steps.getShape().get(0);
    long[] gateEnds = {2L * hidden};
    NDList gateAndCandidate = inputs.split(gateEnds, 2);
    NDList gateInputs = gateAndCandidate.get(0).split(count, 0);
    NDList candidateInputs = gateAndCandidate.get(1).split(count, 0);
    NDList recurrent = new NDList(weights[at + 1], weights[at + 3]);
    if (resetBefore) {
      recurrent = recurrentParts(steps, recurrent, gateEnds);
    }
    NDArray state =
        steps
            .getManager()
            .zeros(
                new Shape(1, steps.getShape().get(1), hidden), DataType.FLOAT32, steps.getDevice());
    NDArray[] states = new NDArray[count];
    for (int i = 0; i < count; i++) {
      int step = reverse ? count - 1 - i : i;
      state =
          resetBefore
              ? stepResettingBefore(
                  state, gateInputs.get(step), candidateInputs.get(step), recurrent)
              : stepResettingAfter(
                  state, gateInputs.get(step), candidateInputs.get(step), recurrent, gateEnds);
      states[step] = state;
    }
    if (count == 1) {
      return states[0];
    }
    NDList others = new NDList(Arrays.asList(states).subList(1, count));
    return states[0].getNDArrayInternal().concat(others, 0);
  }

  private NDArray stepResettingAfter(
      NDArray state, NDArray gateInput, NDArray candidateInput, NDList weights, long[] gateEnds) {
    NDList products = linear(state, weights.get(0), weights.get(1)).split(gateEnds, 2);
    NDList gates = gateInput.add(products.get(0)).getNDArrayInternal().sigmoid().split(2, 2);
    NDArray candidate = candidateInput.add(gates.get(0).mul(products.get(1))).tanh();
    return candidate.add(gates.get(1).mul(state.sub(candidate)));
  }

  private NDArray stepResettingBefore(
      NDArray state, NDArray gateInput, NDArray candidateInput, NDList weights) {
    NDArray product = linear(state, weights.get(0), weights.get(2));
    NDList gates = gateInput.add(product).getNDArrayInternal().sigmoid().split(2, 2);
    NDArray reset = gates.get(0).mul(state);
    NDArray candidate = candidateInput.add(linear(reset, weights.get(1), weights.get(3))).tanh();
    return candidate.add(gates.get(1).mul(state.sub(candidate)));
  }

  /** Gate weights, candidate weights, gate bias, candidate bias, owned by the steps' manager. */
  private static NDList recurrentParts(NDArray steps, NDList recurrent, long[] gateEnds) {
    NDList parts = new NDList();
    for (NDArray array : recurrent) {
      parts.addAll(array.split(gateEnds, 0));
    }
    parts.attach(steps.getManager());
    return parts;
  }

  private static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
    return input.getNDArrayInternal().linear(input, weight, bias).head();
  }
}
