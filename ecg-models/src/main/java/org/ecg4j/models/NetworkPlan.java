package org.ecg4j.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;
import org.ecg4j.dataset.InputSpec;

/**
 * A network laid out for one input: its layers in the order they run, each with the values it
 * takes. Values {@code 0 .. parts - 1} are the input's parts; value {@code parts + i} is what node
 * {@code i} gives. The last node gives the logits.
 */
public final class NetworkPlan {

  /**
   * A layer in its place.
   *
   * @param name unique in the plan; its weights' names begin with it
   * @param layer what it does
   * @param inputs the values it takes
   * @param shape the shape it gives, without the batch
   * @param weights its weights, with their full names
   */
  public record Node(
      String name, Layer layer, List<Integer> inputs, List<Integer> shape, List<Weight> weights) {
    /** Copies the lists. */
    public Node {
      inputs = List.copyOf(inputs);
      shape = List.copyOf(shape);
      weights = List.copyOf(weights);
    }
  }

  private final InputSpec input;
  private final List<Node> nodes;

  private NetworkPlan(InputSpec input, List<Node> nodes) {
    this.input = input;
    this.nodes = List.copyOf(nodes);
  }

  /**
   * Begins a plan.
   *
   * @param kind the network's kind, for messages
   * @param input what examples look like
   * @return a builder without layers
   */
  public static Builder builder(String kind, InputSpec input) {
    return new Builder(kind, input);
  }

  /**
   * The input it was laid out for.
   *
   * @return the input
   */
  public InputSpec input() {
    return input;
  }

  /**
   * The layers in the order they run.
   *
   * @return the nodes, at least one
   */
  public List<Node> nodes() {
    return nodes;
  }

  /**
   * All weights in PyTorch's order.
   *
   * @return the weights with their full names
   */
  public List<Weight> weights() {
    return nodes.stream().flatMap(node -> node.weights().stream()).toList();
  }

  /**
   * The number of trained values, as PyTorch's {@code sum(p.numel() for p in parameters())}.
   *
   * @return the count; running statistics are left out
   */
  public long parameterCount() {
    return weights().stream().filter(Weight::trained).mapToLong(Weight::size).sum();
  }

  /**
   * A table of the layers with shapes and parameter counts.
   *
   * @return lines of text
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Node node : nodes) {
      long count = node.weights().stream().filter(Weight::trained).mapToLong(Weight::size).sum();
      text.append(
          String.format(Locale.ROOT, "%-24s %-18s %,12d%n", node.name(), node.shape(), count));
    }
    return text.append(
            String.format(Locale.ROOT, "%-24s %-18s %,12d%n", "total", "", parameterCount()))
        .toString();
  }

  /** Collects layers; each is checked against the shapes it gets as it is added. */
  public static final class Builder {
    private final String kind;
    private final InputSpec input;
    private final List<Node> nodes = new ArrayList<>();
    private final List<List<Integer>> shapes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private String scope = "";

    private Builder(String kind, InputSpec input) {
      this.kind = kind;
      this.input = input;
      for (InputSpec.Part part : input.parts()) {
        shapes.add(part.shape());
      }
    }

    /**
     * The input.
     *
     * @return what examples look like
     */
    public InputSpec input() {
      return input;
    }

    /**
     * The shape of a value.
     *
     * @param value an input part's index, or what {@code add} gave
     * @return the shape, without the batch
     */
    public List<Integer> shape(int value) {
      return shapes.get(value);
    }

    /**
     * Adds a layer that has weights.
     *
     * @param name what its weights' names begin with
     * @param layer the layer
     * @param inputs the values it takes
     * @return the value it gives
     * @throws IllegalArgumentException when the layer cannot take them, or the name is in use
     */
    public int add(String name, Layer layer, int... inputs) {
      String fullName = scope + name;
      if (!names.add(fullName)) {
        throw new IllegalArgumentException("two layers are named " + fullName);
      }
      List<List<Integer>> inputShapes = Arrays.stream(inputs).mapToObj(shapes::get).toList();
      List<Integer> shape;
      try {
        shape = layer.outputShape(inputShapes);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            kind + " cannot take " + input.parts() + ": layer " + fullName + " " + e.getMessage(),
            e);
      }
      nodes.add(
          new Node(
              fullName,
              layer,
              Arrays.stream(inputs).boxed().toList(),
              shape,
              layer.weights(inputShapes).stream().map(w -> w.withPrefix(fullName)).toList()));
      shapes.add(shape);
      return shapes.size() - 1;
    }

    /**
     * Adds a layer without weights, under a name of its own.
     *
     * @param layer the layer
     * @param inputs the values it takes
     * @return the value it gives
     */
    public int add(Layer layer, int... inputs) {
      String name = layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      return add(name + "_" + nodes.size(), layer, inputs);
    }

    /**
     * Adds layers whose names begin with a prefix.
     *
     * @param prefix the prefix
     * @param layers adds them and gives a value
     * @return the value
     */
    public int within(String prefix, IntSupplier layers) {
      String outer = scope;
      scope = outer + prefix + ".";
      int value = layers.getAsInt();
      scope = outer;
      return value;
    }

    /**
     * The refusal of an input.
     *
     * @param accepted what the network takes
     * @return an exception that names that and the parts there are
     */
    public IllegalArgumentException refusal(String accepted) {
      return new IllegalArgumentException(
          kind + " takes " + accepted + ", but the input is " + input.parts());
    }

    /**
     * Ends the plan.
     *
     * @return the plan; the layer added last gives its output
     */
    public NetworkPlan build() {
      return new NetworkPlan(input, nodes);
    }
  }
}
