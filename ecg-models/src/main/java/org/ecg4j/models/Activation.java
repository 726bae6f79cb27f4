package org.ecg4j.models;

/** The function applied to each value after a layer. */
public enum Activation {
  /** {@code max(0, x)}. */
  RELU,
  /** {@code x} above zero and {@code x / 100} below. */
  LEAKY_RELU,
  /** {@code x} above zero and {@code exp(x) - 1} below. */
  ELU,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code 1 / (1 + exp(-x))}. */
  SIGMOID,
  /** {@code x} itself. */
  IDENTITY
}
