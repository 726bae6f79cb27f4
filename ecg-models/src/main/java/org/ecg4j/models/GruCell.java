package org.ecg4j.models;

/**
 * The equations of a gated recurrent unit and who computes them. With {@code r} and {@code z} the
 * reset and update gates and {@code '} the elementwise product, each step gives {@code h' = (1 - z)
 * ' n + z ' h}; the orders differ in the candidate {@code n}.
 */
public enum GruCell {
  /**
   * The reset gate acts after the recurrent product, as PyTorch and cuDNN have it; by LibTorch's
   * own kernel, or on the processor by this library's pass in plain Java.
   */
  FUSED,
  /**
   * This library's cell, {@code n = tanh(W x + b + r ' (U h + c))}: the order that suits fused
   * kernels; equal to {@link #FUSED}.
   */
  RESET_AFTER,
  /**
   * This library's cell, {@code n = tanh(W x + b + U (r ' h) + c)}: the order of Cho et al. 2014,
   * "Learning phrase representations using RNN encoder-decoder for statistical machine
   * translation".
   */
  RESET_BEFORE
}
