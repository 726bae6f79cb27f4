package org.ecg4j.models.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.io.AtomicFile;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Weight;

/**
 * Writes a network as an ONNX file (operator set 17). The graph takes the input's parts under their
 * names, each (batch, part's shape), already preprocessed, and gives {@code logits} (batch,
 * outputs); the batch may be of any size. Initialisers have PyTorch's names, shapes and order of
 * gates; dropout is left out.
 */
public final class OnnxExporter {
  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;

  /** What protobuf can hold. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private OnnxExporter() {}

  /**
   * Writes a file; an existing one is replaced only when all is written.
   *
   * @param plan the network
   * @param weights the values of {@link NetworkPlan#weights()}, by name; not modified
   * @param metadata what to note in the file, such as class names
   * @param file where to
   * @throws IOException when it cannot be written
   * @throws IllegalArgumentException when weights are missing or of another size
   */
  public static void write(
      NetworkPlan plan, Map<String, float[]> weights, Map<String, String> metadata, Path file)
      throws IOException {
    ProtoMessage model = model(plan, weights, metadata);
    AtomicFile.write(
        file,
        unfinished -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            model.writeTo(out);
          }
        });
  }

  private static ProtoMessage model(
      NetworkPlan plan, Map<String, float[]> weights, Map<String, String> metadata) {
    OnnxGraph graph = new OnnxGraph("network");
    for (Weight weight : plan.weights()) {
      graph.weight(weight.name(), weight.shape(), values(weight, weights));
    }
    List<InputSpec.Part> parts = plan.input().parts();
    List<NetworkPlan.Node> nodes = plan.nodes();
    String[] values = new String[parts.size() + nodes.size()];
    for (int i = 0; i < parts.size(); i++) {
      values[i] = parts.get(i).name();
      graph.input(values[i], parts.get(i).shape());
    }
    OnnxLayers layers = new OnnxLayers(graph);
    for (int i = 0; i < nodes.size(); i++) {
      List<String> inputs = nodes.get(i).inputs().stream().map(index -> values[index]).toList();
      values[parts.size() + i] = layers.add(nodes.get(i), inputs);
    }
    graph.node("logits", "Identity", List.of(values[values.length - 1]));
    graph.output("logits", nodes.get(nodes.size() - 1).shape());
    ProtoMessage model =
        new ProtoMessage()
            .integer(1, IR_VERSION)
            .text(2, "ECG4J")
            .message(7, graph.message())
            .message(8, new ProtoMessage().text(1, "").integer(2, OPERATOR_SET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
    if (model.size() > LARGEST) {
      throw new IllegalArgumentException(
          "an ONNX file holds at most "
              + LARGEST
              + " bytes, but this network needs "
              + model.size());
    }
    return model;
  }

  private static float[] values(Weight weight, Map<String, float[]> weights) {
    float[] values = weights.get(weight.name());
    if (values == null || values.length != weight.size()) {
      throw new IllegalArgumentException(
          "weight "
              + weight.name()
              + " of shape "
              + weight.shape()
              + " needs "
              + weight.size()
              + " values, but there are "
              + (values == null ? "none" : values.length)
              + "; given are "
              + Arrays.toString(weights.keySet().stream().sorted().toArray()));
    }
    return values;
  }
}
