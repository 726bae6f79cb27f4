package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.models.djl.RecurrentLayers;
import org.jspecify.annotations.Nullable;

/**
 * The GRUs of a network in training, each a cut in LibTorch's graph: what goes in is copied out of
 * LibTorch, and what comes out is a fresh leaf. {@link #backward} then goes back through the cuts,
 * last first, after LibTorch has gone back from the logits.
 */
final class GruTape implements RecurrentLayers {

  /** A GRU of the step. */
  private record Cut(GruPass pass, PtNDArray input, boolean asksForGradient, NDArray leaf) {}

  private final Map<Integer, GruNode> nodes;
  private final FlatWeights weights;
  private final Map<Integer, GruPass> passes = new HashMap<>();
  private final List<Cut> cuts = new ArrayList<>();

  GruTape(Map<Integer, GruNode> nodes, FlatWeights weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  @Override
  public @Nullable NDArray states(int index, NDArray input, boolean lastStep) {
    GruNode node = nodes.get(index);
    int rows = Math.toIntExact(input.getShape().get(0));
    if (node == null || !GruNode.fitsHeap(node.form().kept(rows))) {
      return null;
    }
    GruPass pass = passes.computeIfAbsent(index, i -> new GruPass(node));
    float[] given =
        pass.forward(weights.host(), input.toFloatArray(), rows, lastStep, TorchRuntime.threads());
    Shape shape = node.shape(rows, lastStep);
    NDArray leaf = input.getManager().create(given, shape);
    leaf.setRequiresGradient(true);
    // The network closes what it was given, and what it gave, once nothing needs them any more.
    PtNDArray own = (PtNDArray) input.reshape(input.getShape());
    cuts.add(new Cut(pass, own, node.hasWeightsBelow(), leaf));
    return leaf.reshape(shape);
  }

  /** Whether there is a cut, so that LibTorch's graph is gone through more than once. */
  boolean isCut() {
    return !cuts.isEmpty();
  }

  /** Goes back through the cuts, once LibTorch has gone back from the logits. */
  void backward() {
    int threads = TorchRuntime.threads();
    for (int i = cuts.size() - 1; i >= 0; i--) {
      Cut cut = cuts.get(i);
      float[] arrived;
      try (NDArray gradient = cut.leaf().getGradient()) {
        arrived = gradient.toFloatArray();
      }
      float[] gradient = cut.pass().backward(arrived, cut.asksForGradient(), threads);
      if (cut.asksForGradient()) {
        PtNDArray input = cut.input();
        NDArray direction = input.getManager().create(gradient, input.getShape());
        JniUtils.backward(input, (PtNDArray) direction, i > 0, false);
      }
    }
  }

  /** The gradients of the cuts' weights, by their numbers among the trainable ones. */
  Map<Integer, float[]> gradients() {
    Map<Integer, float[]> gradients = new HashMap<>();
    for (Cut cut : cuts) {
      cut.pass().gradients((array, slot) -> gradients.put(slot, array));
    }
    return gradients;
  }

  /** Ends a step. */
  void clear() {
    cuts.clear();
  }
}
