package org.ecg4j.engine;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;

/** The layers of a {@link HostPass} other than convolutions and recurrent ones. */
final class HostLayers {
  /** Results shorter than this are made by dot products. */
  private static final int SHORT = 8;

  private HostLayers() {}

  /**
   * Packs a layer.
   *
   * @param node the layer in its place
   * @param inputs the shapes of the values it takes
   * @param weights its weights in the plan's order
   */
  static HostLayer of(NetworkPlan.Node node, List<List<Integer>> inputs, List<float[]> weights) {
    Layer layer = node.layer();
    List<Integer> input = inputs.get(0);
    if (layer instanceof Layer.Conv1d conv) {
      float[] bias = conv.bias() ? weights.get(1) : new float[conv.channels()];
      return new HostConvolution(conv, input, node.shape(), weights.get(0), bias);
    } else if (layer instanceof Layer.Dense dense) {
      float[] bias = dense.bias() ? weights.get(1) : new float[dense.units()];
      return dense(weights.get(0), bias, size(node.shape()) / dense.units());
    } else if (layer instanceof Layer.BatchNorm) {
      return normalization(weights, size(input) / input.get(0));
    } else if (layer instanceof Layer.Activate activate) {
      return HostLayer.stateless(
          (in, out) -> {
            System.arraycopy(in[0], 0, out, 0, out.length);
            HostFunctions.apply(activate.function(), out);
          });
    } else if (layer instanceof Layer.Pool pool) {
      return pool(pool, input, node.shape().get(1));
    } else if (layer instanceof Layer.Attention attention) {
      return attention(attention.units(), input, weights);
    } else if (layer instanceof Layer.Lstm || layer instanceof Layer.Gru) {
      return HostRecurrence.of(layer, input, false, weights);
    }
    return arrangement(layer, inputs);
  }

  /** Layers that move or combine values without weights. */
  private static HostLayer arrangement(Layer layer, List<List<Integer>> inputs) {
    List<Integer> input = inputs.get(0);
    if (layer instanceof Layer.Permute permute) {
      int[] origin = origins(input, permute.order());
      return HostLayer.stateless(
          (in, out) -> {
            for (int i = 0; i < out.length; i++) {
              out[i] = in[0][origin[i]];
            }
          });
    } else if (layer instanceof Layer.Concat concat) {
      return concat(concat.axis(), inputs);
    } else if (layer instanceof Layer.Mean mean) {
      return mean(mean.axis(), input);
    } else if (layer instanceof Layer.Add) {
      return HostLayer.stateless(
          (in, out) -> {
            float[] a = in[0];
            float[] b = in[1];
            for (int p = 0; p < out.length; p++) {
              out[p] = a[p] + b[p];
            }
          });
    } else if (layer instanceof Layer.LastStep) {
      return HostLayer.stateless(
          (in, out) -> System.arraycopy(in[0], in[0].length - out.length, out, 0, out.length));
    }
    throw new IllegalStateException("no plain form of layer " + layer);
  }

  private static HostLayer dense(float[] weight, float[] bias, int steps) {
    int units = bias.length;
    int width = weight.length / units;
    if (units < SHORT) {
      float[][] rows = new float[units][];
      Arrays.setAll(rows, u -> Arrays.copyOfRange(weight, u * width, (u + 1) * width));
      return HostLayer.stateless(
          (in, out) -> {
            for (int i = 0; i < out.length; i++) {
              out[i] = bias[i % units] + Products.dot(in[0], i / units * width, rows[i % units]);
            }
          });
    }
    float[][] columns = Products.columns(weight, units, width);
    return () -> {
      float[][] sums = new float[steps][units];
      return (in, out) -> {
        for (float[] row : sums) {
          System.arraycopy(bias, 0, row, 0, units);
        }
        Products.add(in[0], new Products.View(0, width, 1, steps), columns, sums, 0);
        for (int s = 0; s < steps; s++) {
          System.arraycopy(sums[s], 0, out, s * units, units);
        }
      };
    };
  }

  /** Scale and shift of each channel, from weight, bias, running mean and running variance. */
  private static HostLayer normalization(List<float[]> weights, int stepsOfAChannel) {
    int channels = weights.get(0).length;
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    for (int c = 0; c < channels; c++) {
      double root = Math.sqrt(weights.get(3)[c] + Layer.BatchNorm.EPSILON);
      scale[c] = (float) (weights.get(0)[c] / root);
      shift[c] = (float) (weights.get(1)[c] - weights.get(2)[c] * (weights.get(0)[c] / root));
    }
    return HostLayer.stateless(
        (in, out) -> {
          for (int c = 0; c < channels; c++) {
            int end = (c + 1) * stepsOfAChannel;
            for (int p = c * stepsOfAChannel; p < end; p++) {
              out[p] = Math.fma(in[0][p], scale[c], shift[c]);
            }
          }
        });
  }

  private static HostLayer pool(Layer.Pool pool, List<Integer> input, int steps) {
    int time = input.get(1);
    boolean max = pool.kind() == Pooling.Kind.MAX;
    float share = 1f / pool.size();
    return HostLayer.stateless(
        (in, out) -> {
          float[] values = in[0];
          for (int i = 0; i < out.length; i++) {
            int at = i / steps * time + i % steps * pool.stride();
            float result = values[at];
            for (int p = at + 1; p < at + pool.size(); p++) {
              result = max ? Math.max(result, values[p]) : result + values[p];
            }
            out[i] = max ? result : result * share;
          }
        });
  }

  /** Where each value of a permuted array comes from. */
  private static int[] origins(List<Integer> input, List<Integer> order) {
    int axes = input.size();
    int[] strides = new int[axes];
    int size = 1;
    for (int axis = axes - 1; axis >= 0; axis--) {
      strides[axis] = size;
      size *= input.get(axis);
    }
    int[] origins = new int[size];
    for (int i = 0; i < size; i++) {
      int rest = i;
      for (int axis = axes - 1; axis >= 0; axis--) {
        int length = input.get(order.get(axis));
        origins[i] += rest % length * strides[order.get(axis)];
        rest /= length;
      }
    }
    return origins;
  }

  private static HostLayer concat(int axis, List<List<Integer>> inputs) {
    int[] blocks = inputs.stream().mapToInt(s -> size(s.subList(axis, s.size()))).toArray();
    int rows = size(inputs.get(0).subList(0, axis));
    return HostLayer.stateless(
        (in, out) -> {
          int at = 0;
          for (int row = 0; row < rows; row++) {
            for (int i = 0; i < in.length; i++) {
              System.arraycopy(in[i], row * blocks[i], out, at, blocks[i]);
              at += blocks[i];
            }
          }
        });
  }

  private static HostLayer mean(int axis, List<Integer> input) {
    int count = input.get(axis);
    int inner = size(input.subList(axis + 1, input.size()));
    return HostLayer.stateless(
        (in, out) -> {
          for (int i = 0; i < out.length; i++) {
            int at = i / inner * count * inner + i % inner;
            double sum = 0;
            for (int k = 0; k < count; k++) {
              sum += in[0][at + k * inner];
            }
            out[i] = (float) (sum / count);
          }
        });
  }

  private static HostLayer attention(int units, List<Integer> input, List<float[]> weights) {
    int time = input.get(0);
    int width = input.get(1);
    float[][] columns = Products.columns(weights.get(0), units, width);
    float[] bias = weights.get(1);
    float[] score = weights.get(2);
    return () -> {
      float[][] sums = new float[time][units];
      double[] shares = new double[time];
      return (in, out) -> {
        for (float[] row : sums) {
          System.arraycopy(bias, 0, row, 0, units);
        }
        Products.add(in[0], new Products.View(0, width, 1, time), columns, sums, 0);
        for (int t = 0; t < time; t++) {
          HostFunctions.tanh(sums[t]);
          shares[t] = Products.dot(sums[t], 0, score);
        }
        softmax(shares);
        Arrays.fill(out, 0);
        for (int t = 0; t < time; t++) {
          for (int j = 0; j < width; j++) {
            out[j] += (float) shares[t] * in[0][t * width + j];
          }
        }
      };
    };
  }

  private static void softmax(double[] values) {
    double highest = Arrays.stream(values).max().orElse(0);
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.exp(values[i] - highest);
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
  }

  static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
