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
    NDArray run(NDArray input, NDArray[] weights, Stack stack, boolean training);
  }

  /** Layers of one call. */
  private record Stack(int layers, boolean bidirectional) {
    int states() {
      return bidirectional ? 2 * layers : layers;
    }
  }

  private final Kernel kernel;
  private final Stack stack;
  private final SeededDropout[] between;

  private Recurrence(Kernel kernel, Stack stack, double dropout, int index) {
    this.kernel = kernel;
    this.stack = stack;
    this.between = new SeededDropout[dropout == 0 ? 0 : stack.layers() - 1];
    for (int i = 0; i < between.length; i++) {
      between[i] = new SeededDropout(dropout, DropoutKey.betweenLayers(index, i));
    }
  }

  /** Whether a layer is recurrent. */
  static boolean isRecurrent(Layer layer) {
    return layer instanceof Layer.Lstm || layer instanceof Layer.Gru;
  }

  /** The states of all steps. */
  static Operation of(Layer layer, int index) {
    Recurrence recurrence = create(layer, index);
    return (in, w, training) -> recurrence.states(in[0], w, recurrence.stack.layers(), training);
  }

  /**
   * The states of the last step alone, (batch, feature). What a backward direction knows there, it
   * knows from that step only, so its walk over all the others is left out.
   */
  static Operation ofLastStep(Layer layer, int index) {
    Recurrence recurrence = create(layer, index);
    return (in, w, training) -> recurrence.lastState(in[0], w, training);
  }

  private static Recurrence create(Layer layer, int index) {
    if (layer instanceof Layer.Lstm lstm) {
      Stack stack = new Stack(lstm.layers(), lstm.bidirectional());
      return new Recurrence(lstm(lstm.hidden()), stack, lstm.dropout(), index);
    }
    Layer.Gru gru = (Layer.Gru) layer;
    Stack stack = new Stack(gru.layers(), gru.bidirectional());
    return new Recurrence(
        gru.cell() == GruCell.FUSED ? gru(gru.hidden()) : equations(gru),
        stack,
        gru.dropout(),
        index);
  }

  private static Kernel lstm(int hidden) {
    return (input, weights, stack, training) -> {
      NDArray zeros = zeros(input, stack.states(), hidden);
      return first(
          input
              .getNDArrayInternal()
              .lstm(
                  input,
                  new NDList(zeros, zeros),
                  new NDList(weights),
                  true,
                  stack.layers(),
                  0,
                  training,
                  stack.bidirectional(),
                  true));
    };
  }

  private static Kernel gru(int hidden) {
    return (input, weights, stack, training) ->
        first(
            input
                .getNDArrayInternal()
                .gru(
                    input,
                    zeros(input, stack.states(), hidden),
                    new NDList(weights),
                    true,
                    stack.layers(),
                    0,
                    training,
                    stack.bidirectional(),
                    true));
  }

  private static Kernel equations(Layer.Gru gru) {
    return (input, weights, stack, training) ->
        new GruEquations(gru.hidden(), stack.bidirectional(), gru.cell())
            .run(input, weights, stack.layers());
  }

  /** The first layers, all at once or one after another where dropout comes between them. */
  private NDArray states(NDArray input, NDArray[] weights, int layers, boolean training) {
    if (between.length == 0 || !training) {
      Stack first = new Stack(layers, stack.bidirectional());
      return kernel.run(input, arrays(weights, 0, layers), first, training);
    }
    NDArray value = input;
    for (int layer = 0; layer < layers; layer++) {
      NDArray dropped = layer == 0 ? value : between[layer - 1].apply(value);
      Stack one = new Stack(1, stack.bidirectional());
      value = kernel.run(dropped, arrays(weights, layer, layer + 1), one, training);
    }
    return value;
  }

  private NDArray lastState(NDArray input, NDArray[] weights, boolean training) {
    if (!stack.bidirectional()) {
      return Operations.lastStep(states(input, weights, stack.layers(), training));
    }
    int below = stack.layers() - 1;
    NDArray value = below == 0 ? input : states(input, weights, below, training);
    if (below > 0 && between.length > 0 && training) {
      value = between[below - 1].apply(value);
    }
    NDArray[] own = arrays(weights, below, stack.layers());
    NDArray[] forward = Arrays.copyOfRange(own, 0, ARRAYS_OF_A_DIRECTION);
    NDArray[] backward = Arrays.copyOfRange(own, ARRAYS_OF_A_DIRECTION, own.length);
    Stack one = new Stack(1, false);
    NDArray end = Operations.lastStep(value).expandDims(1);
    return Operations.lastStep(kernel.run(value, forward, one, training))
        .concat(Operations.lastStep(kernel.run(end, backward, one, training)), 1);
  }

  /** The weights of layers from one up to another. */
  private NDArray[] arrays(NDArray[] weights, int from, int to) {
    int each = (stack.bidirectional() ? 2 : 1) * ARRAYS_OF_A_DIRECTION;
    return Arrays.copyOfRange(weights, from * each, to * each);
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
