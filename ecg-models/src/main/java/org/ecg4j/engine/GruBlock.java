package org.ecg4j.engine;

/**
 * A few examples on their way through all steps of a GRU's layers, forward and backward: so few
 * that what a step needs stays in the processor's caches. Blocks need nothing of each other. Arrays
 * are (example, feature) for each step; rows to which products are added are arrays of their own.
 */
final class GruBlock {
  private final GruForm form;
  private final int rows;
  private final Products.View states;

  /** For each layer and direction. */
  private final GruMemory[][] memory;

  /** For each layer, source and step, what the layer reads. */
  private final float[][][][] sources;

  /** For each layer above the first, source and step, what dropout multiplied by. */
  private final float[][][][] masks;

  private final float[] zeros;
  private final float[][] inputSums;
  private final float[][] stateSums;
  private final float[][] unitSums;
  private final boolean dropping;

  /**
   * Memory for a number of examples.
   *
   * @param keeping whether for a backward pass
   */
  GruBlock(GruForm form, int rows, boolean keeping) {
    this.form = form;
    this.rows = rows;
    this.dropping = keeping && form.dropout() > 0;
    int hidden = form.hidden();
    int size = Math.multiplyExact(rows, hidden);
    this.states = new Products.View(0, hidden, 1, rows);
    this.memory = new GruMemory[form.layers()][form.directions()];
    this.sources = new float[form.layers()][][][];
    this.masks = new float[form.layers()][][][];
    for (int layer = 0; layer < form.layers(); layer++) {
      for (int direction = 0; direction < form.directions(); direction++) {
        memory[layer][direction] = new GruMemory(form.steps(), size, keeping);
      }
      sources[layer] = sources(layer, size);
    }
    this.zeros = new float[size];
    this.inputSums = new float[rows][3 * hidden];
    this.stateSums = new float[rows][form.stateGates() * hidden];
    this.unitSums = new float[rows][hidden];
  }

  private float[][][] sources(int layer, int size) {
    if (layer == 0) {
      return new float[1][form.steps()][Math.multiplyExact(rows, form.width())];
    }
    float[][][] read = new float[form.directions()][][];
    if (dropping) {
      masks[layer] = new float[form.directions()][form.steps()][size];
      return new float[form.directions()][form.steps()][size];
    }
    for (int direction = 0; direction < read.length; direction++) {
      read[direction] = memory[layer - 1][direction].state;
    }
    return read;
  }

  int rows() {
    return rows;
  }

  GruMemory memory(int layer, int direction) {
    return memory[layer][direction];
  }

  /** What a layer read at a step. */
  float[] source(int layer, int source, int step) {
    return sources[layer][source][step];
  }

  /** Whether dropout acts between layers. */
  boolean isDropping() {
    return dropping;
  }

  /** What dropout multiplied a source of a layer by. */
  float[] mask(int layer, int source, int step) {
    return masks[layer][source][step];
  }

  /** The state before a step of a walk. */
  float[] before(int layer, int direction, int index) {
    return index == 0 ? zeros : memory[layer][direction].state[form.step(direction, index - 1)];
  }

  /**
   * Takes its examples, the first of which has a given number, from a batch (example, time,
   * feature).
   */
  void read(float[] batch, int first) {
    copyIn(batch, first, form.width(), 0, sources[0][0]);
  }

  /** Takes the masks of the dropout below a layer, (example, time, feature) for the whole batch. */
  void readMasks(int layer, float[] mask, int first) {
    for (int source = 0; source < form.directions(); source++) {
      int wide = form.directions() * form.hidden();
      copyIn(mask, first, wide, source * form.hidden(), masks[layer][source]);
    }
  }

  private void copyIn(float[] batch, int first, int wide, int column, float[][] target) {
    int width = target[0].length / rows;
    for (int row = 0; row < rows; row++) {
      int at = (first + row) * form.steps() * wide + column;
      for (int step = 0; step < form.steps(); step++) {
        System.arraycopy(batch, at + step * wide, target[step], row * width, width);
      }
    }
  }

  /** Walks a layer's directions over the steps; of the last layer as far as they are read. */
  void forward(int layer, GruWeights[] weights, boolean lastStep) {
    if (masks[layer] != null) {
      for (int source = 0; source < form.directions(); source++) {
        for (int step = 0; step < form.steps(); step++) {
          float[] below = memory[layer - 1][source].state[step];
          GruFunctions.multiply(sources[layer][source][step], below, masks[layer][source][step]);
        }
      }
    }
    for (int direction = 0; direction < form.directions(); direction++) {
      int walked = form.walked(layer, direction, lastStep);
      for (int index = 0; index < walked; index++) {
        step(layer, direction, index, weights[direction]);
      }
    }
  }

  private void step(int layer, int direction, int index, GruWeights weights) {
    int hidden = form.hidden();
    int step = form.step(direction, index);
    GruMemory m = memory[layer][direction];
    float[] before = before(layer, direction, index);
    for (float[] sum : inputSums) {
      System.arraycopy(weights.inputBias, 0, sum, 0, sum.length);
    }
    Products.View inputs = new Products.View(0, form.sourceWidth(layer), 1, rows);
    for (int source = 0; source < sources[layer].length; source++) {
      Products.add(sources[layer][source][step], inputs, weights.ofInput[source], inputSums, 0);
    }
    for (int row = 0; row < rows; row++) {
      System.arraycopy(inputSums[row], 0, stateSums[row], 0, 2 * hidden);
      if (!form.resetBefore()) {
        System.arraycopy(weights.candidateBias, 0, stateSums[row], 2 * hidden, hidden);
      }
    }
    if (index > 0) {
      Products.add(before, states, weights.ofState, stateSums, 0);
    }
    float[] reset = m.reset[step];
    float[] update = m.update[step];
    float[] candidate = m.candidate[step];
    gather(stateSums, 0, reset);
    gather(stateSums, hidden, update);
    HostFunctions.sigmoid(reset);
    HostFunctions.sigmoid(update);
    float[] product = m.product[step];
    if (form.resetBefore()) {
      GruFunctions.multiply(product, reset, before);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(inputSums[row], 2 * hidden, unitSums[row], 0, hidden);
      }
      if (index > 0) {
        Products.add(product, states, weights.ofCandidate, unitSums, 0);
      }
      gather(unitSums, 0, candidate);
    } else {
      gather(stateSums, 2 * hidden, product);
      gather(inputSums, 2 * hidden, candidate);
      GruFunctions.addProduct(candidate, reset, product);
    }
    HostFunctions.tanh(candidate);
    GruFunctions.state(m.state[step], update, before, candidate);
  }

  /** Columns of rows, from one on, to (example, unit). */
  static void gather(float[][] sums, int from, float[] target) {
    int width = target.length / sums.length;
    for (int row = 0; row < sums.length; row++) {
      System.arraycopy(sums[row], from, target, row * width, width);
    }
  }

  /** The other way round. */
  static void scatter(float[] values, float[][] target, int to) {
    int width = values.length / target.length;
    for (int row = 0; row < target.length; row++) {
      System.arraycopy(values, row * width, target[row], to, width);
    }
  }

  /**
   * Writes what the last layer gave to a batch of (example, time, feature) or (example, feature).
   */
  void write(float[] batch, int first, boolean lastStep) {
    int hidden = form.hidden();
    int wide = form.directions() * hidden;
    int from = lastStep ? form.steps() - 1 : 0;
    for (int direction = 0; direction < form.directions(); direction++) {
      float[][] state = memory[form.layers() - 1][direction].state;
      for (int row = 0; row < rows; row++) {
        int at = (first + row) * (form.steps() - from) * wide + direction * hidden;
        for (int step = from; step < form.steps(); step++) {
          int target = at + (step - from) * wide;
          System.arraycopy(state[step], row * hidden, batch, target, hidden);
        }
      }
    }
  }
}
