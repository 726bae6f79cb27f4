package org.ecg4j.engine;

import org.ecg4j.models.Activation;

/** Functions of each value of an array, in loops that the JIT compiler vectorises. */
final class HostFunctions {
  /** Beyond it the hyperbolic tangent is 1 in single precision. */
  private static final float TANH_LIMIT = 9;

  /*
   * tanh(x) = x P(x^2) / Q(x^2) within 2e-8 on [-9, 9], with rounding 4e-7: a least-squares fit of
   * both polynomials, reweighted until the relative error was even.
   */
  private static final float P1 = 1.3381012e-1f;
  private static final float P2 = 3.4955724e-3f;
  private static final float P3 = 2.0608823e-5f;
  private static final float P4 = 1.3354309e-8f;
  private static final float Q1 = 4.6714327e-1f;
  private static final float Q2 = 2.5876923e-2f;
  private static final float Q3 = 3.2856088e-4f;
  private static final float Q4 = 7.776412e-7f;

  private HostFunctions() {}

  /** Applies an activation in place. */
  static void apply(Activation function, float[] values) {
    switch (function) {
      case RELU -> relu(values);
      case TANH -> tanh(values);
      case SIGMOID -> sigmoid(values);
      case LEAKY_RELU -> {
        for (int p = 0; p < values.length; p++) {
          values[p] = Math.max(values[p], 0.01f * values[p]);
        }
      }
      case ELU -> {
        for (int p = 0; p < values.length; p++) {
          values[p] = values[p] > 0 ? values[p] : (float) Math.expm1(values[p]);
        }
      }
      case IDENTITY -> {
        // Nothing to do.
      }
    }
  }

  private static void relu(float[] values) {
    for (int p = 0; p < values.length; p++) {
      values[p] = Math.max(0, values[p]);
    }
  }

  /** The hyperbolic tangent in place. Two loops, as one of both would not be vectorised. */
  static void tanh(float[] values) {
    for (int p = 0; p < values.length; p++) {
      values[p] = Math.max(-TANH_LIMIT, Math.min(TANH_LIMIT, values[p]));
    }
    for (int p = 0; p < values.length; p++) {
      float x = values[p];
      float z = x * x;
      float over = Math.fma(Math.fma(Math.fma(Math.fma(P4, z, P3), z, P2), z, P1), z, 1);
      float under = Math.fma(Math.fma(Math.fma(Math.fma(Q4, z, Q3), z, Q2), z, Q1), z, 1);
      values[p] = x * over / under;
    }
  }

  /** The logistic function in place. */
  static void sigmoid(float[] values) {
    for (int p = 0; p < values.length; p++) {
      values[p] = 0.5f * values[p];
    }
    tanh(values);
    for (int p = 0; p < values.length; p++) {
      values[p] = Math.fma(0.5f, values[p], 0.5f);
    }
  }

  /** The logistic function from the hyperbolic tangent of half its argument. */
  static float sigmoidOfHalf(float tanh) {
    return Math.fma(0.5f, tanh, 0.5f);
  }
}
