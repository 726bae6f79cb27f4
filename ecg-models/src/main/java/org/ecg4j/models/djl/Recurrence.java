package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;

/**
 * Recurrent layers over (batch, time, feature). DJL's own bidirectional layers hand their weights
 * over in an order LibTorch does not expect, so the engine's functions are called directly, with
 * the weights in LibTorch's order: for each layer and direction input weights, recurrent weights
 * and both biases.
 */
final class Recurrence {
  private static final int ARRAYS_OF_A_DIRECTION = 4;

  /** One call of the engine over a number of layers without dropout between them. */
  private interface Kernel {
    NDArray run(NDArray input, NDArray[] weights, int layers, boolean training);
  }

  private Recurrence() {}

  static Operation of(Layer.Lstm lstm, int index) {
    int directions = lstm.bidirectional() ? 2 : 1;
    Kernel kernel =
        (input, weights, layers, training) -> {
          NDArray zeros = zeros(input, layers * directions, lstm.hidden());
          return first(
              input
                  .getNDArrayInternal()
                  .lstm(
                      input,
                      new NDList(zeros, zeros),
                      new NDList(weights),
                      true,
                      layers,
                      0,
                      training,
                      lstm.bidirectional(),
                      true));
        };
    return stacked(kernel, lstm.layers(), directions, lstm.dropout(), index);
  }

  static Operation of(Layer.Gru gru, int index) {
    int directions = gru.bidirectional() ? 2 : 1;
    if (gru.cell() != GruCell.FUSED) {
      GruEquations cell = new GruEquations(gru.hidden(), gru.bidirectional(), gru.cell());
      return stacked(
          (input, weights, layers, training) -> cell.run(input, weights, layers),
          gru.layers(),
          directions,
          gru.dropout(),
          index);
    }
    Kernel kernel =
        (input, weights, layers, training) ->
            first(
                input
                    .getNDArrayInternal()
                    .gru(
                        input,
                        zeros(input, layers * directions, gru.hidden()),
                        new NDList(weights),
                        true,
                        layers,
                        0,
                        training,
                        gru.bidirectional(),
                        true));
    return stacked(kernel, gru.layers(), directions, gru.dropout(), index);
  }

  /** All layers at once, or one after another where dropout comes between them. */
  private static Operation stacked(
      Kernel kernel, int layers, int directions, double dropout, int index) {
    if (dropout == 0 || layers == 1) {
      return (in, w, training) -> kernel.run(in[0], w, layers, training);
    }
    int arrays = directions * ARRAYS_OF_A_DIRECTION;
    SeededDropout[] between = new SeededDropout[layers - 1];
    for (int i = 0; i < between.length; i++) {
      // Beyond the indices of nodes, so that no two masks of a network are alike.
      between[i] = new SeededDropout(dropout, (i + 1) << 16 | index);
    }
    return (in, w, training) -> {
      if (!training) {
        return kernel.run(in[0], w, layers, false);
      }
      NDArray value = in[0];
      for (int layer = 0; layer < layers; layer++) {
        NDArray[] own = Arrays.copyOfRange(w, layer * arrays, (layer + 1) * arrays);
        value = kernel.run(layer == 0 ? value : between[layer - 1].apply(value), own, 1, true);
      }
      return value;
    };
  }

  private static NDArray zeros(NDArray input, int rows, int hidden) {
    return input
        .getManager()
        .zeros(
            new Shape(rows, input.getShape().get(0), hidden), DataType.FLOAT32, input.getDevice());
  }

  /** The outputs of all steps; the final states are let go at once. */
  private static NDArray first(NDList outputs) {
    for (int i = 1; i < outputs.size(); i++) {
      outputs.get(i).close();
    }
    return outputs.head();
  }
}
