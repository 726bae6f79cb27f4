package org.ecg4j.engine;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.models.Layer;

/**
 * A convolution of one example, (channel, time) to (channel, time), as products over the input's
 * channels; taps that would read padding are left out.
 */
final class HostConvolution implements HostLayer {
  /** Sums shorter than this are too short for vector code, so the taps of one go side by side. */
  private static final int SHORT = 96;

  private final Layer.Conv1d layer;
  private final int from;
  private final int time;
  private final int steps;
  private final boolean sideBySide;
  private final float[] bias;

  /**
   * For each tap (or for all side by side) and input channel, the weights of the channels given.
   */
  private final float[][][] taps;

  HostConvolution(
      Layer.Conv1d layer, List<Integer> input, List<Integer> output, float[] weight, float[] bias) {
    this.layer = layer;
    this.from = input.get(0);
    this.time = input.get(1);
    this.steps = output.get(1);
    this.bias = bias;
    this.sideBySide = layer.stride() == 1 && layer.channels() < SHORT && steps > 1;
    this.taps = sideBySide ? new float[][][] {packSideBySide(weight)} : pack(weight);
  }

  private float[][][] pack(float[] weight) {
    float[][][] packed = new float[layer.kernel()][from][layer.channels()];
    for (int o = 0; o < layer.channels(); o++) {
      for (int c = 0; c < from; c++) {
        for (int k = 0; k < layer.kernel(); k++) {
          packed[k][c][o] = weight[(o * from + c) * layer.kernel() + k];
        }
      }
    }
    return packed;
  }

  private float[][] packSideBySide(float[] weight) {
    int channels = layer.channels();
    float[][] packed = new float[from][layer.kernel() * channels];
    for (int o = 0; o < channels; o++) {
      for (int c = 0; c < from; c++) {
        for (int k = 0; k < layer.kernel(); k++) {
          packed[c][k * channels + o] = weight[(o * from + c) * layer.kernel() + k];
        }
      }
    }
    return packed;
  }

  @Override
  public Run bind() {
    float[][] sums = new float[steps][layer.channels()];
    float[][] products = sideBySide ? new float[time][layer.kernel() * layer.channels()] : sums;
    return (inputs, output) -> {
      for (float[] row : sums) {
        System.arraycopy(bias, 0, row, 0, row.length);
      }
      if (sideBySide) {
        addSideBySide(inputs[0], products, sums);
      } else {
        addTaps(inputs[0], sums);
      }
      for (int t = 0; t < steps; t++) {
        float[] row = sums[t];
        for (int o = 0; o < row.length; o++) {
          output[o * steps + t] = row[o];
        }
      }
    };
  }

  private void addTaps(float[] input, float[][] sums) {
    for (int k = 0; k < taps.length; k++) {
      int shift = k - layer.padding();
      int first = firstStep(shift);
      int end = endStep(shift);
      if (first < end) {
        int offset = first * layer.stride() + shift;
        Products.View view = new Products.View(offset, layer.stride(), time, end - first);
        Products.add(input, view, taps[k], sums, first);
      }
    }
  }

  private void addSideBySide(float[] input, float[][] products, float[][] sums) {
    for (float[] row : products) {
      Arrays.fill(row, 0);
    }
    Products.add(input, new Products.View(0, 1, time, time), taps[0], products, 0);
    int channels = layer.channels();
    for (int k = 0; k < layer.kernel(); k++) {
      int shift = k - layer.padding();
      int end = endStep(shift);
      for (int t = firstStep(shift); t < end; t++) {
        float[] row = sums[t];
        float[] product = products[t + shift];
        int at = k * channels;
        for (int o = 0; o < channels; o++) {
          row[o] += product[at + o];
        }
      }
    }
  }

  /** The first output step whose tap lies in the input. */
  private int firstStep(int shift) {
    return shift >= 0 ? 0 : (-shift + layer.stride() - 1) / layer.stride();
  }

  /** The step after the last whose tap lies in the input. */
  private int endStep(int shift) {
    int last = time - 1 - shift;
    return last < 0 ? 0 : Math.min(steps, last / layer.stride() + 1);
  }
}
