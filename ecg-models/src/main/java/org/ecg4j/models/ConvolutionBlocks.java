package org.ecg4j.models;

import java.util.List;

/**
 * Convolutions that keep the number of steps, each followed by what comes with it.
 *
 * @param kernel taps
 * @param pooling how steps are thinned out after each
 * @param batchNorm whether each is followed by batch normalisation
 * @param activation the function after each
 */
record ConvolutionBlocks(int kernel, Pooling pooling, boolean batchNorm, Activation activation) {

  /** Adds one block for each number of channels to a value of (channel, time). */
  int add(NetworkPlan.Builder plan, int input, List<Integer> channels) {
    int value = input;
    for (int i = 0; i < channels.size(); i++) {
      Layer layer = new Layer.Conv1d(channels.get(i), kernel, 1, kernel / 2, true);
      value = plan.add("conv" + (i + 1), layer, value);
      if (batchNorm) {
        value = plan.add("bn" + (i + 1), new Layer.BatchNorm(), value);
      }
      value = plan.add(new Layer.Activate(activation), value);
      if (pooling.size() > 1) {
        value = plan.add(new Layer.Pool(pooling.kind(), pooling.size(), pooling.size()), value);
      }
    }
    return value;
  }
}
