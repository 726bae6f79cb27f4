package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.ecg4j.dataset.InputSpec;
import org.jspecify.annotations.Nullable;

/** A user's block, held to the contract of {@link BlockFactory}. */
final class CustomBlock extends AbstractBlock {
  private final Block inner;
  private final Shape[] shapesOfOne;
  private final int outputs;

  CustomBlock(Block inner, InputSpec input, int outputs) {
    this.inner = addChildBlock("network", inner);
    this.outputs = outputs;
    this.shapesOfOne =
        input.parts().stream()
            .map(part -> new Shape(1).addAll(NetworkBlock.shape(part.shape())))
            .toArray(Shape[]::new);
  }

  /** Starts the weights; the engine's generator is global, so nothing else may draw meanwhile. */
  void initialize(NDManager manager, long seed) {
    synchronized (CustomBlock.class) {
      manager.getEngine().setRandomSeed(Math.floorMod(seed, Integer.MAX_VALUE));
      inner.clear();
      initialize(manager, DataType.FLOAT32, shapesOfOne);
    }
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    inner.initialize(manager, type, shapes);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> params) {
    NDList given = inner.forward(store, inputs, training);
    NDArray logits = given.singletonOrThrow();
    Shape wanted = new Shape(inputs.head().getShape().get(0), outputs);
    if (!logits.getShape().equals(wanted)) {
      throw new IllegalStateException(
          "the custom network gave an array of shape "
              + logits.getShape()
              + " where logits of shape "
              + wanted
              + " are needed");
    }
    return given;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {new Shape(shapes[0].get(0), outputs)};
  }
}
