package org.ecg4j.models;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * One step of a network, as a value: what it does to shapes, and which weights it has. Shapes leave
 * out the batch. Sequences are (channel, time) for convolutions and pools, and (time, feature) for
 * recurrent layers and attention.
 */
public sealed interface Layer {

  /**
   * The shape it gives.
   *
   * @param inputs the shapes it gets
   * @return the shape
   * @throws IllegalArgumentException when it cannot take them; the message says what it needs
   */
  List<Integer> outputShape(List<List<Integer>> inputs);

  /**
   * Its weights, in PyTorch's order.
   *
   * @param inputs the shapes it gets
   * @return the weights
   */
  default List<Weight> weights(List<List<Integer>> inputs) {
    return List.of();
  }

  /**
   * The same values in another shape.
   *
   * @param shape the new shape; holds as many values as the input
   */
  record Reshape(List<Integer> shape) implements Layer {
    /** Copies the shape. */
    public Reshape {
      shape = List.copyOf(shape);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.require(
          Shapes.size(shape) == Shapes.size(Shapes.single(inputs)),
          "as many values as shape %s has",
          shape,
          inputs);
      return shape;
    }
  }

  /** All values in one axis. */
  record Flatten() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.size(Shapes.single(inputs)));
    }
  }

  /**
   * The axes in another order.
   *
   * @param order which axis of the input each axis of the output is, without the batch
   */
  record Permute(List<Integer> order) implements Layer {
    /** Checks that each axis is there once. */
    public Permute {
      order = List.copyOf(order);
      for (int axis = 0; axis < order.size(); axis++) {
        if (!order.contains(axis)) {
          throw new IllegalArgumentException("order " + order + " leaves out axis " + axis);
        }
      }
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.single(inputs);
      Shapes.require(input.size() == order.size(), "%s axes", order.size(), inputs);
      return order.stream().map(input::get).toList();
    }
  }

  /**
   * Joins arrays along one axis; the other axes must agree.
   *
   * @param axis the axis along which they are joined, without the batch
   */
  record Concat(int axis) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      int joined = 0;
      List<Integer> shape = new ArrayList<>(inputs.get(0));
      for (List<Integer> input : inputs) {
        Shapes.require(
            input.size() == shape.size() && axis < input.size(), "%s axes", shape.size(), inputs);
        joined += input.get(axis);
        shape.set(axis, input.get(axis));
        Shapes.require(
            shape.equals(input), "equal lengths along the axes other than %s", axis, inputs);
      }
      shape.set(axis, joined);
      return List.copyOf(shape);
    }
  }

  /** The sum of arrays of one shape. */
  record Add() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      Shapes.require(
          inputs.size() == 2 && new HashSet<>(inputs).size() == 1,
          "%s arrays of one shape",
          2,
          inputs);
      return inputs.get(0);
    }
  }

  /**
   * {@code weight x + bias} on the last axis.
   *
   * @param units values it gives
   * @param bias whether there is a bias
   */
  record Dense(int units, boolean bias) implements Layer {
    /** Checks the units. */
    public Dense {
      Checks.positive("units", units);
    }

    /**
     * With a bias.
     *
     * @param units values it gives
     */
    public Dense(int units) {
      this(units, true);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> shape = new ArrayList<>(Shapes.single(inputs));
      shape.set(shape.size() - 1, units);
      return List.copyOf(shape);
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      List<Integer> input = inputs.get(0);
      int width = input.get(input.size() - 1);
      double bound = 1 / Math.sqrt(width);
      List<Weight> weights = new ArrayList<>();
      weights.add(Weight.uniform("weight", bound, units, width));
      if (bias) {
        weights.add(Weight.uniform("bias", bound, units));
      }
      return List.copyOf(weights);
    }
  }

  /**
   * A convolution along time (a cross-correlation, as everywhere in this field), zero-padded at
   * both ends.
   *
   * @param channels channels it gives
   * @param kernel taps
   * @param stride steps between its outputs
   * @param padding zeros put at each end
   * @param bias whether there is a bias
   */
  record Conv1d(int channels, int kernel, int stride, int padding, boolean bias) implements Layer {
    /** Checks the sizes. */
    public Conv1d {
      Checks.positive("channels", channels);
      Checks.positive("kernel", kernel);
      Checks.positive("stride", stride);
      Checks.notNegative("padding", padding);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.sequence(inputs);
      int padded = input.get(1) + 2 * padding;
      Shapes.require(padded >= kernel, "at least %s time steps", kernel - 2 * padding, inputs);
      return List.of(channels, (padded - kernel) / stride + 1);
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      int from = inputs.get(0).get(0);
      double bound = 1 / Math.sqrt((double) from * kernel);
      Weight weight = Weight.uniform("weight", bound, channels, from, kernel);
      return bias ? List.of(weight, Weight.uniform("bias", bound, channels)) : List.of(weight);
    }
  }

  /**
   * Batch normalisation of each channel. The running statistics move by a tenth of the way a batch,
   * and 1e-5 is added to the variance, as PyTorch does.
   */
  record BatchNorm() implements Layer {
    /** The share a batch has in the running statistics. */
    public static final double MOMENTUM = 0.1;

    /** What is added to the variance. */
    public static final double EPSILON = 1e-5;

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.single(inputs);
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      int channels = inputs.get(0).get(0);
      return List.of(
          Weight.constant("weight", Weight.Start.ONE, true, channels),
          Weight.constant("bias", Weight.Start.ZERO, true, channels),
          Weight.constant("running_mean", Weight.Start.ZERO, false, channels),
          Weight.constant("running_var", Weight.Start.ONE, false, channels));
    }
  }

  /**
   * The largest value or the mean of a few time steps; an incomplete rest is left out.
   *
   * @param kind which of the two
   * @param size time steps
   * @param stride time steps between its outputs
   */
  record Pool(Pooling.Kind kind, int size, int stride) implements Layer {
    /** Checks the sizes. */
    public Pool {
      Checks.positive("size", size);
      Checks.positive("stride", stride);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> input = Shapes.sequence(inputs);
      Shapes.require(input.get(1) >= size, "at least %s time steps", size, inputs);
      return List.of(input.get(0), (input.get(1) - size) / stride + 1);
    }
  }

  /**
   * A function of each value.
   *
   * @param function the function
   */
  record Activate(Activation function) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.single(inputs);
    }
  }

  /**
   * Zeroes values by chance in training and scales the others so that the mean stays; does nothing
   * otherwise.
   *
   * @param rate the share of values zeroed, below 1
   */
  record Dropout(double rate) implements Layer {
    /** Checks the rate. */
    public Dropout {
      Checks.rate("rate", rate);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return Shapes.single(inputs);
    }
  }

  /**
   * Long short-term memory over (time, feature), states starting at zero; gives every step's hidden
   * state, forward and backward side by side.
   *
   * @param hidden units of each direction
   * @param layers layers, each over the outputs of the one before
   * @param bidirectional whether it also runs backwards
   * @param dropout dropout between layers in training
   */
  record Lstm(int hidden, int layers, boolean bidirectional, double dropout) implements Layer {
    /** Checks the sizes. */
    public Lstm {
      Checks.positive("hidden", hidden);
      Checks.positive("layers", layers);
      Checks.rate("dropout", dropout);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.sequence(inputs).get(0), bidirectional ? 2 * hidden : hidden);
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      return Shapes.recurrentWeights(4, hidden, layers, bidirectional, inputs.get(0).get(1));
    }
  }

  /**
   * Gated recurrent units over (time, feature), states starting at zero; gives every step's hidden
   * state, forward and backward side by side.
   *
   * @param hidden units of each direction
   * @param layers layers, each over the outputs of the one before
   * @param bidirectional whether it also runs backwards
   * @param dropout dropout between layers in training
   * @param cell which equations, and who computes them
   */
  record Gru(int hidden, int layers, boolean bidirectional, double dropout, GruCell cell)
      implements Layer {
    /** Checks the sizes. */
    public Gru {
      Checks.positive("hidden", hidden);
      Checks.positive("layers", layers);
      Checks.rate("dropout", dropout);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.sequence(inputs).get(0), bidirectional ? 2 * hidden : hidden);
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      return Shapes.recurrentWeights(3, hidden, layers, bidirectional, inputs.get(0).get(1));
    }
  }

  /** The last time step of (time, feature). */
  record LastStep() implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.sequence(inputs).get(1));
    }
  }

  /**
   * The mean along an axis.
   *
   * @param axis the axis, without the batch
   */
  record Mean(int axis) implements Layer {
    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      List<Integer> shape = new ArrayList<>(Shapes.single(inputs));
      shape.remove(axis);
      return List.copyOf(shape);
    }
  }

  /**
   * Additive attention over (time, feature): with {@code u_t = tanh(W h_t + b)} and weights {@code
   * a = softmax(v u)} over time, gives {@code sum a_t h_t}.
   *
   * @param units length of {@code u_t}
   */
  record Attention(int units) implements Layer {
    /** Checks the units. */
    public Attention {
      Checks.positive("units", units);
    }

    @Override
    public List<Integer> outputShape(List<List<Integer>> inputs) {
      return List.of(Shapes.sequence(inputs).get(1));
    }

    @Override
    public List<Weight> weights(List<List<Integer>> inputs) {
      int features = inputs.get(0).get(1);
      double bound = 1 / Math.sqrt(features);
      return List.of(
          Weight.uniform("project.weight", bound, units, features),
          Weight.uniform("project.bias", bound, units),
          Weight.uniform("score.weight", 1 / Math.sqrt(units), 1, units));
    }
  }
}
