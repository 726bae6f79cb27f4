package org.ecg4j.engine;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.Layer;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.Weight;

/**
 * A GRU of a network whose weights are on the host. LibTorch has no kernel of its own for it there
 * and makes a dozen small operations of each step; {@link GruTape} and {@link GruAnswers} take them
 * together in plain Java.
 */
final class GruNode {
  private static final int MOST_ROWS_OF_A_BLOCK = 16;
  private static final int HEAP_SHARE = 8;

  /** With more, LibTorch's matrix products outweigh what its small operations cost. */
  private static final int MOST_HIDDEN = 256;

  private final int index;
  private final GruForm form;

  /** For each layer and direction, where its arrays begin in the flat weights. */
  private final int[][] places;

  /** For each layer and direction, the numbers of its arrays among the trainable ones. */
  private final int[][] slots;

  /** Whether its input depends on weights, so that gradients go on from it. */
  private final boolean weightsBelow;

  private GruNode(
      int index, GruForm form, List<Weight> own, FlatWeights weights, boolean weightsBelow) {
    this.index = index;
    this.form = form;
    this.weightsBelow = weightsBelow;
    int count = own.size() / GruWeights.ARRAYS;
    this.places = new int[count][GruWeights.ARRAYS];
    this.slots = new int[count][GruWeights.ARRAYS];
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < weights.slots().size(); i++) {
      numbers.put(weights.slots().get(i).name(), i);
    }
    for (int i = 0; i < own.size(); i++) {
      int slot = numbers.get(own.get(i).name());
      slots[i / GruWeights.ARRAYS][i % GruWeights.ARRAYS] = slot;
      places[i / GruWeights.ARRAYS][i % GruWeights.ARRAYS] = weights.slots().get(slot).offset();
    }
  }

  /** The GRUs of a network by their places in its plan, where Java is to compute them. */
  static Map<Integer, GruNode> of(
      ModelSpec spec, InputSpec input, int outputs, FlatWeights weights) {
    Map<Integer, GruNode> found = new HashMap<>();
    if (!FewRows.isAllowed(weights) || !(spec instanceof PlannedSpec planned)) {
      return found;
    }
    NetworkPlan plan = planned.plan(input, outputs);
    List<List<Integer>> shapes = new ArrayList<>();
    input.parts().forEach(part -> shapes.add(part.shape()));
    int parts = shapes.size();
    BitSet weighted = new BitSet();
    for (int i = 0; i < plan.nodes().size(); i++) {
      NetworkPlan.Node node = plan.nodes().get(i);
      boolean below = node.inputs().stream().anyMatch(weighted::get);
      if (node.layer() instanceof Layer.Gru gru && gru.hidden() <= MOST_HIDDEN) {
        GruForm form = GruForm.of(node, shapes.get(node.inputs().get(0)));
        found.put(i, new GruNode(i, form, node.weights(), weights, below));
      }
      shapes.add(node.shape());
      weighted.set(parts + i, below || node.weights().stream().anyMatch(Weight::trained));
    }
    return found;
  }

  int index() {
    return index;
  }

  /** Whether gradients go on to weights below it. */
  boolean hasWeightsBelow() {
    return weightsBelow;
  }

  GruForm form() {
    return form;
  }

  /** The shape of its states for a batch, all of them or those of the last step. */
  Shape shape(int rows, boolean lastStep) {
    int wide = form.directions() * form.hidden();
    return lastStep ? new Shape(rows, wide) : new Shape(rows, form.steps(), wide);
  }

  /** The number of those states. */
  int size(int rows, boolean lastStep) {
    return Math.toIntExact(shape(rows, lastStep).size());
  }

  /** Whether so many floats are a small part of what the heap may grow to. */
  static boolean fitsHeap(long floats) {
    return floats <= Runtime.getRuntime().maxMemory() / (HEAP_SHARE * Float.BYTES);
  }

  /** The numbers of a layer's and direction's arrays among the trainable weights. */
  int[] slots(int layer, int direction) {
    return slots[layer * form.directions() + direction];
  }

  /** Memory for all weights, for each layer and direction. */
  GruWeights[][] memoryForWeights(boolean back) {
    GruWeights[][] memory = new GruWeights[form.layers()][form.directions()];
    for (int layer = 0; layer < form.layers(); layer++) {
      for (int direction = 0; direction < form.directions(); direction++) {
        memory[layer][direction] = new GruWeights(form, layer, back);
      }
    }
    return memory;
  }

  /** Reads all weights. */
  void read(FloatBuffer flat, GruWeights[][] memory, int threads) {
    int directions = form.directions();
    HostThreads.run(
        threads, places.length, i -> memory[i / directions][i % directions].read(flat, places[i]));
  }

  /** How many examples go together, so that each thread gets as many blocks as the others. */
  static int rowsOfBlock(int rows, int threads) {
    int blocks = threads * ceil(rows, threads * MOST_ROWS_OF_A_BLOCK);
    int even = ceil(rows, blocks) + 1 & -2;
    return Math.min(rows, even);
  }

  /** A quotient rounded up. */
  static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }
}
