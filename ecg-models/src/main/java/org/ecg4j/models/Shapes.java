package org.ecg4j.models;

import java.util.ArrayList;
import java.util.List;

/** Arithmetic on shapes that several layers share. */
final class Shapes {
  private Shapes() {}

  static int size(List<Integer> shape) {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  static List<Integer> single(List<List<Integer>> inputs) {
    require(inputs.size() == 1, "%s input", 1, inputs);
    return inputs.get(0);
  }

  static List<Integer> sequence(List<List<Integer>> inputs) {
    List<Integer> input = single(inputs);
    require(input.size() == 2, "%s axes", 2, inputs);
    return input;
  }

  static void require(boolean holds, String needs, Object value, List<List<Integer>> inputs) {
    if (!holds) {
      Object got = inputs.size() == 1 ? inputs.get(0) : inputs;
      throw new IllegalArgumentException(
          "needs " + String.format(needs, value) + ", but gets shape " + got);
    }
  }

  /** The weights of a stack of recurrent layers in PyTorch's order and naming. */
  static List<Weight> recurrentWeights(
      int gates, int hidden, int layers, boolean bidirectional, int features) {
    double bound = 1 / Math.sqrt(hidden);
    List<Weight> weights = new ArrayList<>();
    int width = features;
    for (int layer = 0; layer < layers; layer++) {
      for (int direction = 0; direction < (bidirectional ? 2 : 1); direction++) {
        String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
        weights.add(Weight.uniform("weight_ih" + suffix, bound, gates * hidden, width));
        weights.add(Weight.uniform("weight_hh" + suffix, bound, gates * hidden, hidden));
        weights.add(Weight.uniform("bias_ih" + suffix, bound, gates * hidden));
        weights.add(Weight.uniform("bias_hh" + suffix, bound, gates * hidden));
      }
      width = bidirectional ? 2 * hidden : hidden;
    }
    return List.copyOf(weights);
  }
}
