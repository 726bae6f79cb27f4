package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;

/**
 * Convolutions and what follows them over (batch, channel, time) arrays whose channels lie next to
 * each other in memory. LibTorch has vector code for pools and convolutions in this order, but only
 * for pictures, so each array passes as a picture of one line; the values are the same. It is the
 * order for the processor alone, and for more than one channel.
 */
final class ChannelsLast {
  private static final int LINE = 2;

  /**
   * Steps of a whole batch below which its order is left as it is, and with it that of all that
   * follows: the weights, which LibTorch lays out anew for each order, then outweigh the values.
   */
  private static final int FEWEST_STEPS = 1000;

  private static final Shape NO_PADDING = new Shape(0, 0);
  private static final Shape ONE = new Shape(1, 1);

  private ChannelsLast() {}

  /** For each value of a plan, its parts first, whether it comes in this order. */
  static boolean[] values(NetworkPlan plan) {
    int parts = plan.input().parts().size();
    List<NetworkPlan.Node> nodes = plan.nodes();
    boolean[] ordered = new boolean[parts + nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      NetworkPlan.Node node = nodes.get(i);
      Layer layer = node.layer();
      boolean all = true;
      for (int input : node.inputs()) {
        all &= ordered[input];
      }
      boolean keeps =
          layer instanceof Layer.Pool
              || layer instanceof Layer.Activate
              || layer instanceof Layer.BatchNorm
              || layer instanceof Layer.Dropout
              || layer instanceof Layer.Add;
      ordered[parts + i] = layer instanceof Layer.Conv1d || (keeps && all);
    }
    return ordered;
  }

  /** The same values in this order. */
  static NDArray arrange(NDArray values) {
    Shape shape = values.getShape();
    try (NDArray swapped = values.transpose(0, 2, 1);
        NDArray copy = swapped.reshape(shape.get(0), shape.get(1) * shape.get(2));
        NDArray steps = copy.reshape(shape.get(0), shape.get(2), shape.get(1))) {
      return steps.transpose(0, 2, 1);
    }
  }

  /**
   * A convolution that gives a number of steps; {@code ordered} says whether its input is in this
   * order already, if it is to be at all.
   */
  static Operation convolution(Layer.Conv1d conv, int steps, boolean ordered) {
    return (in, w, training) -> {
      Shape shape = in[0].getShape();
      if (ordered || shape.get(0) * steps < FEWEST_STEPS) {
        return convolve(in[0], w, conv);
      } else if (shape.get(1) == 1) {
        // A single channel is in both orders, and LibTorch takes it for the other one.
        try (NDArray result = convolve(in[0], w, conv)) {
          return arrange(result);
        }
      }
      try (NDArray arranged = arrange(in[0])) {
        return convolve(arranged, w, conv);
      }
    };
  }

  private static NDArray convolve(NDArray values, NDArray[] w, Layer.Conv1d conv) {
    Shape stride = new Shape(1, conv.stride());
    Shape padding = new Shape(0, conv.padding());
    NDArray bias = conv.bias() ? w[1] : null;
    try (NDArray taps = w[0].expandDims(LINE)) {
      return asPicture(
          values,
          picture ->
              picture
                  .getNDArrayInternal()
                  .convolution(picture, taps, bias, stride, padding, ONE, 1)
                  .head());
    }
  }

  /** The largest value or the mean of some steps. */
  static NDArray pool(NDArray values, Layer.Pool pool) {
    Shape size = new Shape(1, pool.size());
    Shape stride = new Shape(1, pool.stride());
    return asPicture(
        values,
        picture ->
            pool.kind() == Pooling.Kind.MAX
                ? picture.getNDArrayInternal().maxPool(size, stride, NO_PADDING, false)
                : picture.getNDArrayInternal().avgPool(size, stride, NO_PADDING, false, false));
  }

  /** Runs an operation on pictures of one line. */
  static NDArray asPicture(NDArray values, UnaryOperator<NDArray> operation) {
    try (NDArray picture = values.expandDims(LINE);
        NDArray result = operation.apply(picture)) {
      return result.squeeze(LINE);
    }
  }
}
