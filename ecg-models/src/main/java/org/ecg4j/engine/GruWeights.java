package org.ecg4j.engine;

import java.nio.FloatBuffer;

/**
 * The weights of one direction of one layer, packed for {@link Products}: transposed for the
 * forward pass, as they are for the backward pass. Gates come in PyTorch's order: reset, update,
 * candidate.
 */
final class GruWeights {
  /** What PyTorch keeps for each direction: input and recurrent weights, then both biases. */
  static final int ARRAYS = 4;

  private static final int TILE = 16;

  /** Added to the products with the input; the recurrent bias too where it can be. */
  final float[] inputBias;

  /** Of the candidate's product with the state, where the reset gate comes after that. */
  final float[] candidateBias;

  /** For each source and each of its features, the weights of all gates. */
  final float[][][] ofInput;

  /** For each state, the weights of all gates, or of the first two. */
  final float[][] ofState;

  /** For each state, the weights of the candidate, where they are not among the others. */
  final float[][] ofCandidate;

  /** For each source, gate and unit, the weights of the source's features. */
  final float[][][][] inputBack;

  /** For each gate and unit, the weights of the states. */
  final float[][][] stateBack;

  private final GruForm form;
  private final float[] bias;
  private final float[] tile;

  /** Memory for a layer's weights, without what the backward pass needs where it is not asked. */
  GruWeights(GruForm form, int layer, boolean back) {
    this.form = form;
    int hidden = form.hidden();
    int sources = form.sources(layer);
    int width = form.sourceWidth(layer);
    this.inputBias = new float[3 * hidden];
    this.bias = new float[3 * hidden];
    this.candidateBias = new float[hidden];
    this.ofInput = new float[sources][width][3 * hidden];
    this.ofState = new float[hidden][form.stateGates() * hidden];
    this.ofCandidate = form.resetBefore() ? new float[hidden][hidden] : new float[0][];
    this.inputBack = new float[back ? sources : 0][3][hidden][width];
    this.stateBack = new float[back ? 3 : 0][hidden][hidden];
    this.tile = new float[TILE * Math.max(sources * width, hidden)];
  }

  /** Reads the weights, whose four arrays begin at given places of the flat buffer. */
  void read(FloatBuffer flat, int[] places) {
    int hidden = form.hidden();
    int width = ofInput[0].length;
    int all = ofInput.length * width;
    transpose(flat, places[0], 3 * hidden, all, ofInput);
    transpose(flat, places[1], ofState[0].length, hidden, new float[][][] {ofState});
    if (form.resetBefore()) {
      int candidates = places[1] + 2 * hidden * hidden;
      transpose(flat, candidates, hidden, hidden, new float[][][] {ofCandidate});
    }
    for (int source = 0; source < inputBack.length; source++) {
      for (int row = 0; row < 3 * hidden; row++) {
        float[] target = inputBack[source][row / hidden][row % hidden];
        flat.get(places[0] + row * all + source * width, target);
      }
    }
    for (int gate = 0; gate < stateBack.length; gate++) {
      for (int row = 0; row < hidden; row++) {
        flat.get(places[1] + (gate * hidden + row) * hidden, stateBack[gate][row]);
      }
    }
    flat.get(places[2], inputBias);
    flat.get(places[3], bias);
    int together = form.resetBefore() ? 3 * hidden : 2 * hidden;
    for (int j = 0; j < together; j++) {
      inputBias[j] += bias[j];
    }
    System.arraycopy(bias, 2 * hidden, candidateBias, 0, hidden);
  }

  /** Writes a row-major matrix's columns to rows of their own, a few rows at a time. */
  private void transpose(FloatBuffer flat, int from, int height, int width, float[][][] targets) {
    int each = width / targets.length;
    for (int row = 0; row < height; row += TILE) {
      int count = Math.min(TILE, height - row);
      flat.get(from + row * width, tile, 0, count * width);
      for (int column = 0; column < width; column++) {
        float[] target = targets[column / each][column % each];
        for (int i = 0; i < count; i++) {
          target[row + i] = tile[i * width + column];
        }
      }
    }
  }
}
