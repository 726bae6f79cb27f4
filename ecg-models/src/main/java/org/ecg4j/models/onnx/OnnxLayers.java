package org.ecg4j.models.onnx;

import static org.ecg4j.models.onnx.OnnxGraph.integer;
import static org.ecg4j.models.onnx.OnnxGraph.integers;
import static org.ecg4j.models.onnx.OnnxGraph.real;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ecg4j.models.Activation;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;
import org.ecg4j.models.Weight;

/** The ONNX nodes of each layer. */
final class OnnxLayers {
  private final OnnxGraph graph;

  OnnxLayers(OnnxGraph graph) {
    this.graph = graph;
  }

  /** Adds a layer and gives the name of its output. */
  String add(NetworkPlan.Node node, List<String> inputs) {
    Layer layer = node.layer();
    String input = inputs.get(0);
    List<String> weights = node.weights().stream().map(Weight::name).toList();
    if (layer instanceof Layer.Lstm || layer instanceof Layer.Gru) {
      return new OnnxRecurrence(graph, layer, weights).add(input);
    } else if (layer instanceof Layer.Dense dense) {
      return dense(dense, input, weights, node.shape().size());
    } else if (layer instanceof Layer.Conv1d conv) {
      return graph.node(
          "Conv",
          concat(input, weights),
          integers("kernel_shape", conv.kernel()),
          integers("strides", conv.stride()),
          integers("pads", conv.padding(), conv.padding()));
    } else if (layer instanceof Layer.BatchNorm) {
      return graph.node(
          "BatchNormalization", concat(input, weights), real("epsilon", Layer.BatchNorm.EPSILON));
    } else if (layer instanceof Layer.Pool pool) {
      return graph.node(
          pool.kind() == Pooling.Kind.MAX ? "MaxPool" : "AveragePool",
          inputs,
          integers("kernel_shape", pool.size()),
          integers("strides", pool.stride()));
    } else if (layer instanceof Layer.Activate activate) {
      return activate(activate.function(), input);
    } else if (layer instanceof Layer.Attention) {
      return attention(input, weights);
    } else if (layer instanceof Layer.Dropout) {
      return input;
    }
    return arrangement(layer, inputs, node.shape());
  }

  private String arrangement(Layer layer, List<String> inputs, List<Integer> shape) {
    String input = inputs.get(0);
    if (layer instanceof Layer.Reshape || layer instanceof Layer.Flatten) {
      // A length of 0 stands for the input's own: the batch.
      long[] target =
          LongStream.concat(LongStream.of(0), shape.stream().mapToLong(Integer::longValue))
              .toArray();
      return graph.node("Reshape", List.of(input, graph.constant(target)));
    } else if (layer instanceof Layer.Permute permute) {
      long[] axes =
          LongStream.concat(LongStream.of(0), permute.order().stream().mapToLong(axis -> axis + 1L))
              .toArray();
      return graph.node("Transpose", inputs, integers("perm", axes));
    } else if (layer instanceof Layer.LastStep) {
      return graph.node("Gather", List.of(input, graph.scalar(-1)), integer("axis", 1));
    } else if (layer instanceof Layer.Mean mean) {
      return graph.node(
          "ReduceMean", inputs, integers("axes", mean.axis() + 1L), integer("keepdims", 0));
    } else if (layer instanceof Layer.Concat concat) {
      return graph.node("Concat", inputs, integer("axis", concat.axis() + 1L));
    } else if (layer instanceof Layer.Add) {
      return graph.node("Add", inputs);
    }
    throw new IllegalStateException("no ONNX node for layer " + layer);
  }

  private String dense(Layer.Dense dense, String input, List<String> weights, int axes) {
    if (axes == 1) {
      return graph.node("Gemm", concat(input, weights), integer("transB", 1));
    }
    String product = graph.node("MatMul", List.of(input, transposed(weights.get(0))));
    return dense.bias() ? graph.node("Add", List.of(product, weights.get(1))) : product;
  }

  private String activate(Activation function, String input) {
    List<String> inputs = List.of(input);
    return switch (function) {
      case RELU -> graph.node("Relu", inputs);
      case LEAKY_RELU -> graph.node("LeakyRelu", inputs, real("alpha", 0.01));
      case ELU -> graph.node("Elu", inputs, real("alpha", 1));
      case TANH -> graph.node("Tanh", inputs);
      case SIGMOID -> graph.node("Sigmoid", inputs);
      case IDENTITY -> input;
    };
  }

  private String attention(String steps, List<String> weights) {
    String product = graph.node("MatMul", List.of(steps, transposed(weights.get(0))));
    String projected = graph.node("Add", List.of(product, weights.get(1)));
    String bent = graph.node("Tanh", List.of(projected));
    String scores = graph.node("MatMul", List.of(bent, transposed(weights.get(2))));
    String shares = graph.node("Softmax", List.of(scores), integer("axis", 1));
    String weighted = graph.node("Mul", List.of(shares, steps));
    return graph.node("ReduceSum", List.of(weighted, graph.constant(1)), integer("keepdims", 0));
  }

  private String transposed(String matrix) {
    return graph.node("Transpose", List.of(matrix), integers("perm", 1, 0));
  }

  private static List<String> concat(String first, List<String> others) {
    return IntStream.rangeClosed(0, others.size())
        .mapToObj(i -> i == 0 ? first : others.get(i - 1))
        .toList();
  }
}
