package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import org.ecg4j.models.Layer;

/**
 * A convolution and the batch normalisation after it. Where no gradients are wanted the running
 * statistics are constants, so the normalisation is a factor and a summand for each channel, and
 * the convolution takes them into its own weights: one pass over the values less.
 */
final class NormalizedConvolution implements Operation {
  private final int ownWeights;
  private final Operation convolution;
  private final Operation folded;
  private final Operation normalization;

  /** Takes the operations of both layers, and that of {@link #folded}. */
  NormalizedConvolution(
      Layer.Conv1d conv, Operation convolution, Operation folded, Operation normalization) {
    this.ownWeights = conv.bias() ? 2 : 1;
    this.convolution = convolution;
    this.folded = folded;
    this.normalization = normalization;
  }

  /** The one convolution that does what both layers do. */
  static Layer.Conv1d folded(Layer.Conv1d conv) {
    return new Layer.Conv1d(conv.channels(), conv.kernel(), conv.stride(), conv.padding(), true);
  }

  /** The convolution's weights, then weight, bias, mean and variance of the normalisation. */
  @Override
  public NDArray apply(NDArray[] in, NDArray[] w, boolean training) {
    NDArray[] own = Arrays.copyOf(w, ownWeights);
    NDArray[] norm = Arrays.copyOfRange(w, ownWeights, w.length);
    if (training || JniUtils.isGradMode()) {
      try (NDArray values = convolution.apply(in, own, training)) {
        return normalization.apply(new NDArray[] {values}, norm, training);
      }
    }
    // Results belong to the manager of their first operand, here that of the weights, until moved.
    try (NDManager scratch = in[0].getManager().newSubManager()) {
      NDArray factor = norm[3].add(Layer.BatchNorm.EPSILON);
      factor.attach(scratch);
      factor.powi(-0.5).muli(norm[0]);
      NDArray summand = norm[2].mul(factor);
      summand.attach(scratch);
      summand.negi().addi(norm[1]);
      if (ownWeights > 1) {
        summand.addi(factor.mul(own[1]));
      }
      NDArray taps = own[0].mul(factor.reshape(-1, 1, 1));
      taps.attach(scratch);
      return folded.apply(in, new NDArray[] {taps, summand}, false);
    }
  }
}
