package org.ecg4j.models.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.Pair;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.Weight;

/**
 * Builds DJL blocks from specs. A block takes one array for each part of the input, in order, each
 * of shape (batch, part's shape), and gives one array (batch, outputs) of logits.
 */
public final class Networks {
  private Networks() {}

  /**
   * Builds a network; its weights have shapes but no values yet.
   *
   * @param spec the network
   * @param input what examples look like
   * @param outputs logits: 1 for normal against abnormal, else one for each class
   * @return the block
   * @throws IllegalArgumentException when the network cannot take the input
   */
  public static Block build(ModelSpec spec, InputSpec input, int outputs) {
    if (spec instanceof PlannedSpec planned) {
      return new NetworkBlock(planned.plan(input, outputs));
    }
    if (spec instanceof CustomSpec custom) {
      return new CustomBlock(custom.factory().create(input, outputs), input, outputs);
    }
    throw new IllegalArgumentException(
        "no block is known for a network of kind "
            + spec.kind()
            + "; a spec implements PlannedSpec or is a CustomSpec");
  }

  /**
   * The weights, running statistics included, in PyTorch's order and under its names.
   *
   * @param block what {@link #build} gave
   * @return names and parameters
   */
  public static ParameterList parameters(Block block) {
    return block instanceof NetworkBlock network
        ? network.getDirectParameters()
        : block.getParameters();
  }

  /**
   * Gives every weight new values as PyTorch would by default: uniform within {@code 1 /
   * sqrt(inputs)} for dense and convolution layers and {@code 1 / sqrt(hidden)} for recurrent ones.
   * They depend on the seed and the network only, not on the engine's generator; those of a {@link
   * CustomSpec} come from its own initialisers after the engine's generator has been seeded.
   *
   * @param block what {@link #build} gave
   * @param manager owns the arrays
   * @param seed the seed
   */
  public static void initialize(Block block, NDManager manager, long seed) {
    if (block instanceof CustomBlock custom) {
      custom.initialize(manager, seed);
      return;
    }
    NetworkBlock network = (NetworkBlock) block;
    List<Weight> weights = network.plan().weights();
    ParameterList parameters = parameters(block);
    for (int i = 0; i < weights.size(); i++) {
      Weight weight = weights.get(i);
      Parameter parameter = parameters.valueAt(i);
      bind(parameter, manager.create(startValues(weight, seed, i), parameter.getShape()));
    }
  }

  /**
   * The values of all weights, running statistics included, as PyTorch's state dict has them.
   *
   * @param block what {@link #build} gave, with values
   * @return names and copies of the values, in PyTorch's order
   */
  public static Map<String, float[]> values(Block block) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Pair<String, Parameter> pair : parameters(block)) {
      values.put(pair.getKey(), pair.getValue().getArray().toFloatArray());
    }
    return values;
  }

  /**
   * Puts an array in a parameter's place, a view into a larger one for instance; the array it had
   * is closed. A trained parameter's array starts to collect gradients.
   *
   * @param parameter one of {@link #parameters}
   * @param array of the parameter's shape; it belongs to whoever made it
   * @throws IllegalArgumentException when the shapes differ
   */
  public static void bind(Parameter parameter, NDArray array) {
    Shape shape = parameter.getShape();
    if (!shape.equals(array.getShape())) {
      throw new IllegalArgumentException(
          "parameter "
              + parameter.getName()
              + " has shape "
              + shape
              + ", but the array has "
              + array.getShape());
    }
    // Parameter.setArray refuses parameters whose shape is known, so the array comes in as if an
    // initialiser had made it.
    parameter.close();
    parameter.setInitializer((manager, wanted, type) -> array);
    parameter.initialize(array.getManager(), array.getDataType());
    parameter.setInitializer(Initializer.ZEROS);
  }

  private static float[] startValues(Weight weight, long seed, int index) {
    float[] values = new float[weight.size()];
    switch (weight.start()) {
      case UNIFORM -> {
        SplittableRandom random =
            new SplittableRandom(Mixing.mix(seed + (index + 1) * Mixing.STEP));
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * weight.bound());
        }
      }
      case ONE -> Arrays.fill(values, 1);
      case ZERO -> {
        // Arrays start at zero.
      }
    }
    return values;
  }

  /**
   * A forward pass over the parameters' own arrays: less work than through a parameter store. In
   * training mode dropout acts, with the masks of {@link DropoutKey}, and running statistics move.
   *
   * @param block what {@link #build} gave, with values
   * @param inputs one array for each part of the input, not modified
   * @param training whether the network is being trained
   * @return logits (batch, outputs), owned by the inputs' manager
   */
  public static NDArray forward(Block block, NDList inputs, boolean training) {
    if (block instanceof NetworkBlock network) {
      return network.run(inputs, training);
    }
    NDManager manager = inputs.head().getManager();
    return block.forward(new ParameterStore(manager, false), inputs, training).singletonOrThrow();
  }

  /**
   * A forward pass over a store's arrays in which recurrent layers may be computed elsewhere.
   *
   * @param block what {@link #build} gave for a planned network
   * @param store has an array for each parameter
   * @param inputs one array for each part of the input, not modified
   * @param training whether the network is being trained
   * @param recurrent asked for each recurrent layer
   * @return logits (batch, outputs), owned by the inputs' manager
   */
  public static NDArray forward(
      Block block,
      ParameterStore store,
      NDList inputs,
      boolean training,
      RecurrentLayers recurrent) {
    return ((NetworkBlock) block).run(store, inputs, training, recurrent);
  }
}
