package org.ecg4j.engine;

import java.util.Arrays;

/**
 * The way of a block's gradients back through the layers and steps of a GRU. A walk goes some steps
 * at a time and leaves the gradients in the gates' sums for {@link GruGradients}, which needs those
 * of all blocks.
 */
final class GruBackBlock {
  private final GruForm form;
  private final GruBlock block;
  private final int first;
  private final Products.View states;

  /** For each layer, source and step, the gradient in what the layer read. */
  private final float[][][][] ofSources;

  /** The gradients in the sums of a few steps: those with the input, and those with the state. */
  private final float[][][] inputRows;

  private final float[][][] stateRows;
  private final float[][][] candidateRows;

  private final float[] flow;
  private final float[] arrived;
  private final float[] reset;
  private final float[] update;
  private final float[] candidate;
  private final float[] product;
  private final float[][] unitSums;
  private final float[][] inputSums;

  /**
   * Memory for the way back of a block.
   *
   * @param first the number of its first example in the batch
   * @param most steps at a time
   */
  GruBackBlock(GruForm form, GruBlock block, int first, int most) {
    this.form = form;
    this.block = block;
    this.first = first;
    int rows = block.rows();
    int hidden = form.hidden();
    int size = rows * hidden;
    this.states = new Products.View(0, hidden, 1, rows);
    this.ofSources = new float[form.layers()][][][];
    for (int layer = 1; layer < form.layers(); layer++) {
      ofSources[layer] = new float[form.directions()][form.steps()][size];
    }
    this.inputRows = new float[most][rows][3 * hidden];
    this.stateRows = new float[most][rows][form.stateGates() * hidden];
    this.candidateRows = new float[form.resetBefore() ? most : 0][rows][hidden];
    this.flow = new float[size];
    this.arrived = new float[size];
    this.reset = new float[size];
    this.update = new float[size];
    this.candidate = new float[size];
    this.product = new float[size];
    this.unitSums = new float[rows][hidden];
    this.inputSums = new float[rows][form.width()];
  }

  /** Whether its memory is for these examples and so many steps at a time. */
  boolean fits(int otherFirst, int rows, int most) {
    return first == otherFirst && block.rows() == rows && inputRows.length == most;
  }

  int first() {
    return first;
  }

  GruBlock block() {
    return block;
  }

  float[][] inputRows(int step) {
    return inputRows[step];
  }

  float[][] stateRows(int step) {
    return stateRows[step];
  }

  float[][] candidateRows(int step) {
    return candidateRows[step];
  }

  /** Begins a layer; the first layer's sources get gradients only where somebody asks for them. */
  void begin(int layer, boolean inputGradient) {
    if (layer == 0 && inputGradient && ofSources[0] == null) {
      int size = Math.multiplyExact(block.rows(), form.width());
      ofSources[0] = new float[1][form.steps()][size];
    }
    if (layer > 0 || inputGradient) {
      for (float[][] source : ofSources[layer]) {
        for (float[] gradient : source) {
          Arrays.fill(gradient, 0);
        }
      }
    }
  }

  /**
   * Walks a direction back from one step before {@code end} to {@code from}, counted in its own
   * order.
   */
  void walk(
      int layer, int direction, GruWeights weights, int from, int end, GruPass.Arriving arriving) {
    if (end == form.walked(layer, direction, arriving.lastStep)) {
      Arrays.fill(flow, 0);
    }
    for (int index = end - 1; index >= from; index--) {
      arrive(layer, direction, form.step(direction, index), arriving);
      step(layer, direction, index, index - from, weights, arriving.inputGradient);
    }
  }

  /** Adds what comes to a step's state from above it. */
  private void arrive(int layer, int direction, int step, GruPass.Arriving arriving) {
    if (layer < form.layers() - 1) {
      float[] gradient = ofSources[layer + 1][direction][step];
      if (block.isDropping()) {
        GruFunctions.addProduct(flow, gradient, block.mask(layer + 1, direction, step));
      } else {
        GruFunctions.add(flow, gradient);
      }
      return;
    }
    if (arriving.lastStep && step < form.steps() - 1) {
      return;
    }
    int hidden = form.hidden();
    int wide = form.directions() * hidden;
    int steps = arriving.lastStep ? 1 : form.steps();
    int place = arriving.lastStep ? 0 : step;
    for (int row = 0; row < block.rows(); row++) {
      int at = ((first + row) * steps + place) * wide + direction * hidden;
      System.arraycopy(arriving.gradient, at, arrived, row * hidden, hidden);
    }
    GruFunctions.add(flow, arrived);
  }

  private void step(
      int layer, int direction, int index, int place, GruWeights weights, boolean inputGradient) {
    int hidden = form.hidden();
    int step = form.step(direction, index);
    GruMemory m = block.memory(layer, direction);
    float[] before = block.before(layer, direction, index);
    GruFunctions.candidateGradient(candidate, flow, m.update[step], m.candidate[step]);
    GruFunctions.updateGradient(update, flow, before, m.candidate[step], m.update[step]);
    GruFunctions.multiply(flow, flow, m.update[step]);
    if (form.resetBefore()) {
      resetBefore(m, step, before, index, weights);
    } else {
      GruFunctions.multiply(product, candidate, m.reset[step]);
      GruFunctions.resetGradient(reset, candidate, m.product[step], m.reset[step]);
    }
    float[][] inputs = inputRows[place];
    GruBlock.scatter(reset, inputs, 0);
    GruBlock.scatter(update, inputs, hidden);
    GruBlock.scatter(candidate, inputs, 2 * hidden);
    float[][] ofStates = stateRows[place];
    GruBlock.scatter(reset, ofStates, 0);
    GruBlock.scatter(update, ofStates, hidden);
    if (form.resetBefore()) {
      GruBlock.scatter(candidate, candidateRows[place], 0);
    } else {
      GruBlock.scatter(product, ofStates, 2 * hidden);
    }
    if (index > 0) {
      GruBlock.scatter(flow, unitSums, 0);
      Products.add(reset, states, weights.stateBack[0], unitSums, 0);
      Products.add(update, states, weights.stateBack[1], unitSums, 0);
      if (!form.resetBefore()) {
        Products.add(product, states, weights.stateBack[2], unitSums, 0);
      }
      GruBlock.gather(unitSums, 0, flow);
    }
    if (layer > 0 || inputGradient) {
      for (int source = 0; source < ofSources[layer].length; source++) {
        float[][] sums = layer == 0 ? inputSums : unitSums;
        toSource(ofSources[layer][source][step], weights.inputBack[source], sums);
      }
    }
  }

  /** The state's share by way of the reset gate, which acts before the candidate's product. */
  private void resetBefore(GruMemory m, int step, float[] before, int index, GruWeights weights) {
    if (index == 0) {
      Arrays.fill(reset, 0);
      return;
    }
    for (float[] sum : unitSums) {
      Arrays.fill(sum, 0);
    }
    Products.add(candidate, states, weights.stateBack[2], unitSums, 0);
    GruBlock.gather(unitSums, 0, product);
    GruFunctions.resetGradient(reset, product, before, m.reset[step]);
    GruFunctions.addProduct(flow, product, m.reset[step]);
  }

  private void toSource(float[] gradient, float[][][] back, float[][] sums) {
    GruBlock.scatter(gradient, sums, 0);
    Products.add(reset, states, back[0], sums, 0);
    Products.add(update, states, back[1], sums, 0);
    Products.add(candidate, states, back[2], sums, 0);
    GruBlock.gather(sums, 0, gradient);
  }

  /** Writes the gradient in the input to a batch (example, time, feature). */
  void write(float[] batch) {
    int width = form.width();
    for (int row = 0; row < block.rows(); row++) {
      for (int step = 0; step < form.steps(); step++) {
        int at = ((first + row) * form.steps() + step) * width;
        System.arraycopy(ofSources[0][0][step], row * width, batch, at, width);
      }
    }
  }
}
