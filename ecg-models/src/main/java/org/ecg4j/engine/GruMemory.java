package org.ecg4j.engine;

import java.util.Arrays;

/**
 * What one direction of one layer computed for a block of examples: for each step an array of
 * (example, unit). Where nothing is kept for a backward pass, all steps share their arrays but for
 * the states, which the next layer reads.
 */
final class GruMemory {
  final float[][] reset;
  final float[][] update;
  final float[][] candidate;

  /** The candidate's product with the state, or the state after the reset gate. */
  final float[][] product;

  final float[][] state;

  GruMemory(int steps, int size, boolean keeping) {
    this.reset = arrays(steps, size, keeping);
    this.update = arrays(steps, size, keeping);
    this.candidate = arrays(steps, size, keeping);
    this.product = arrays(steps, size, keeping);
    this.state = arrays(steps, size, true);
  }

  /** An array for each step, or the same for all. */
  static float[][] arrays(int steps, int size, boolean keeping) {
    if (keeping) {
      return new float[steps][size];
    }
    float[][] arrays = new float[steps][];
    Arrays.fill(arrays, new float[size]);
    return arrays;
  }
}
