package org.ecg4j.engine;

/**
 * What a GRU does to each value apart from the products, forward and backward, each function one
 * loop that the JIT compiler vectorises. With gates {@code r} and {@code z}, candidate {@code n}
 * and states {@code h}, the equations are those of {@link org.ecg4j.models.GruCell}.
 */
final class GruFunctions {
  private GruFunctions() {}

  /** {@code sum += a ' b}. */
  static void addProduct(float[] sum, float[] a, float[] b) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] = Math.fma(a[p], b[p], sum[p]);
    }
  }

  /** {@code product = a ' b}. */
  static void multiply(float[] product, float[] a, float[] b) {
    for (int p = 0; p < product.length; p++) {
      product[p] = a[p] * b[p];
    }
  }

  /** {@code sum += a}. */
  static void add(float[] sum, float[] a) {
    for (int p = 0; p < sum.length; p++) {
      sum[p] = sum[p] + a[p];
    }
  }

  /** {@code h = n + z ' (before - n)}. */
  static void state(float[] h, float[] z, float[] before, float[] n) {
    for (int p = 0; p < h.length; p++) {
      h[p] = Math.fma(z[p], before[p] - n[p], n[p]);
    }
  }

  /** The gradient in the candidate's sum from that in the state. */
  static void candidateGradient(float[] gradient, float[] ofState, float[] z, float[] n) {
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] = ofState[p] * (1 - z[p]) * (1 - n[p] * n[p]);
    }
  }

  /**
   * The gradient in the update gate's sum from that in the state; {@code n} less {@code before}.
   */
  static void updateGradient(
      float[] gradient, float[] ofState, float[] before, float[] n, float[] z) {
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] = ofState[p] * (before[p] - n[p]) * z[p] * (1 - z[p]);
    }
  }

  /** The gradient in the reset gate's sum from that in its product with a factor. */
  static void resetGradient(float[] gradient, float[] ofProduct, float[] factor, float[] r) {
    for (int p = 0; p < gradient.length; p++) {
      gradient[p] = ofProduct[p] * factor[p] * r[p] * (1 - r[p]);
    }
  }
}
