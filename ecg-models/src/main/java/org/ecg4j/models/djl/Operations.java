package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import org.ecg4j.models.Activation;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;

/** The engine's operations behind each layer. */
final class Operations {
  private static final Shape NO_PADDING = new Shape(0);
  private static final Shape ONE = new Shape(1);
  private static final int MOST_SLICES = 4;

  private Operations() {}

  /**
   * The operation of a node; {@code index} tells apart the dropout masks of a plan's layers, and
   * {@code channelsLast} says whether its input is in that order on a processor.
   */
  static Operation of(NetworkPlan.Node node, int index, boolean channelsLast) {
    Layer layer = node.layer();
    if (Recurrence.isRecurrent(layer)) {
      return Recurrence.of(layer, index);
    } else if (layer instanceof Layer.Conv1d conv) {
      return convolution(conv, node.shape().get(1), channelsLast);
    } else if (layer instanceof Layer.Dense dense) {
      return dense(dense);
    } else if (layer instanceof Layer.BatchNorm) {
      return normalization(channelsLast);
    } else if (layer instanceof Layer.Pool pool) {
      return pool(pool, channelsLast);
    } else if (layer instanceof Layer.Activate activate) {
      return activate(activate.function());
    } else if (layer instanceof Layer.Dropout dropout) {
      SeededDropout seeded = new SeededDropout(dropout.rate(), index);
      return (in, w, training) -> training && dropout.rate() > 0 ? seeded.apply(in[0]) : in[0];
    } else if (layer instanceof Layer.Attention) {
      return Operations::attend;
    }
    return arrangement(layer, node.shape());
  }

  /** Layers that move or combine values without weights. */
  private static Operation arrangement(Layer layer, List<Integer> shape) {
    if (layer instanceof Layer.Reshape || layer instanceof Layer.Flatten) {
      long[] target = new long[shape.size() + 1];
      target[0] = -1;
      for (int i = 0; i < shape.size(); i++) {
        target[i + 1] = shape.get(i);
      }
      return (in, w, training) -> in[0].reshape(target);
    } else if (layer instanceof Layer.Permute permute) {
      int[] axes = new int[permute.order().size() + 1];
      for (int i = 1; i < axes.length; i++) {
        axes[i] = permute.order().get(i - 1) + 1;
      }
      return (in, w, training) -> in[0].transpose(axes);
    } else if (layer instanceof Layer.LastStep) {
      return (in, w, training) -> lastStep(in[0]);
    } else if (layer instanceof Layer.Mean mean) {
      int[] axis = {mean.axis() + 1};
      return (in, w, training) -> in[0].mean(axis);
    } else if (layer instanceof Layer.Concat concat) {
      int axis = concat.axis() + 1;
      return (in, w, training) -> {
        NDList others = new NDList(in);
        return others.remove(0).getNDArrayInternal().concat(others, axis);
      };
    } else if (layer instanceof Layer.Add) {
      return (in, w, training) -> in[0].add(in[1]);
    }
    throw new IllegalStateException("no operation for layer " + layer);
  }

  private static Operation dense(Layer.Dense dense) {
    return (in, w, training) ->
        in[0].getNDArrayInternal().linear(in[0], w[0], dense.bias() ? w[1] : null).head();
  }

  static Operation convolution(Layer.Conv1d conv, int steps, boolean channelsLast) {
    if (steps == 1 && conv.padding() < conv.kernel()) {
      return oneStepConvolution(conv);
    }
    Operation onHost = ChannelsLast.convolution(conv, steps, channelsLast);
    Operation onCard = convolution(conv);
    return (in, w, training) -> (isOnHost(in[0]) ? onHost : onCard).apply(in, w, training);
  }

  private static boolean isOnHost(NDArray array) {
    return !array.getDevice().isGpu();
  }

  private static Operation convolution(Layer.Conv1d conv) {
    Shape stride = new Shape(conv.stride());
    Shape padding = new Shape(conv.padding());
    return (in, w, training) ->
        in[0]
            .getNDArrayInternal()
            .convolution(in[0], w[0], conv.bias() ? w[1] : null, stride, padding, ONE, 1)
            .head();
  }

  /**
   * With one step to give, a convolution is a dense layer over the steps its taps meet; those that
   * meet padding, which LibTorch multiplies by zero, are left out.
   */
  private static Operation oneStepConvolution(Layer.Conv1d conv) {
    return (in, w, training) -> {
      long time = in[0].getShape().get(2);
      long firstTap = conv.padding();
      long endTap = Math.min(conv.kernel(), time + conv.padding());
      NDManager owner = in[0].getManager();
      NDArray values = columns(in[0], 0, endTap - firstTap, owner);
      NDArray taps = columns(w[0], firstTap, endTap, owner);
      return values
          .getNDArrayInternal()
          .linear(values, taps, conv.bias() ? w[1] : null)
          .head()
          .expandDims(2);
    };
  }

  /** A range of the last axis, flattened with the axis before it. */
  private static NDArray columns(NDArray array, long from, long to, NDManager owner) {
    NDArray range = JniUtils.slice((PtNDArray) array, 2, from, to, 1);
    range.attach(owner);
    return range.reshape(array.getShape().get(0), -1);
  }

  private static Operation normalization(boolean channelsLast) {
    return (in, w, training) ->
        channelsLast && isOnHost(in[0])
            ? ChannelsLast.asPicture(in[0], picture -> normalize(picture, w, training))
            : normalize(in[0], w, training);
  }

  /** DJL counts momentum the other way round: as the share the old statistics keep. */
  private static NDArray normalize(NDArray values, NDArray[] w, boolean training) {
    return values
        .getNDArrayInternal()
        .batchNorm(
            values,
            w[2],
            w[3],
            w[0],
            w[1],
            1,
            (float) (1 - Layer.BatchNorm.MOMENTUM),
            (float) Layer.BatchNorm.EPSILON,
            training)
        .head();
  }

  private static Operation pool(Layer.Pool pool, boolean channelsLast) {
    boolean sliced = pool.kind() == Pooling.Kind.MAX && pool.size() <= MOST_SLICES;
    return (in, w, training) -> {
      if (sliced && !training && !JniUtils.isGradMode()) {
        return largest(in[0], pool);
      }
      return channelsLast && isOnHost(in[0])
          ? ChannelsLast.pool(in[0], pool)
          : pool(in[0].getNDArrayInternal(), pool);
    };
  }

  private static NDArray pool(NDArrayEx values, Layer.Pool pool) {
    Shape size = new Shape(pool.size());
    Shape stride = new Shape(pool.stride());
    return pool.kind() == Pooling.Kind.MAX
        ? values.maxPool(size, stride, NO_PADDING, false)
        : values.avgPool(size, stride, NO_PADDING, false, false);
  }

  /**
   * A maximum pool as the maximum of slices: half the time of LibTorch's pool, but without its
   * choice of one among equal values, which gradients go by.
   */
  private static NDArray largest(NDArray values, Layer.Pool pool) {
    long steps = (values.getShape().get(2) - pool.size()) / pool.stride() + 1;
    NDArray largest = values;
    for (int i = 0; i < pool.size(); i++) {
      long end = i + (steps - 1) * pool.stride() + 1;
      NDArray slice = JniUtils.slice((PtNDArray) values, 2, i, end, pool.stride());
      if (i == 0) {
        largest = slice;
        continue;
      }
      NDArray before = largest;
      largest = before.maximum(slice);
      before.close();
      slice.close();
    }
    return largest;
  }

  private static Operation activate(Activation function) {
    return (in, w, training) -> {
      NDArrayEx input = in[0].getNDArrayInternal();
      return switch (function) {
        case RELU -> input.relu();
        case LEAKY_RELU -> input.leakyRelu(0.01f);
        case ELU -> input.elu(1);
        case TANH -> input.tanh();
        case SIGMOID -> input.sigmoid();
        case IDENTITY -> in[0];
      };
    };
  }

  /** The last step of (batch, time, feature). */
  static NDArray lastStep(NDArray states) {
    long steps = states.getShape().get(1);
    if (steps == 1) {
      return states.squeeze(1);
    }
    try (NDList parts = states.split(new long[] {steps - 1}, 1)) {
      return parts.get(1).squeeze(1);
    }
  }

  private static NDArray attend(NDArray[] in, NDArray[] w, boolean training) {
    NDArray steps = in[0];
    NDArrayEx engine = steps.getNDArrayInternal();
    NDArray projected = engine.linear(steps, w[0], w[1]).head().getNDArrayInternal().tanh();
    NDArray scores = projected.getNDArrayInternal().linear(projected, w[2], null).head();
    // (batch, 1, time) times (batch, time, feature): the weighted sum as one matrix product.
    return scores.softmax(1).transpose(0, 2, 1).matMul(steps).squeeze(1);
  }
}
