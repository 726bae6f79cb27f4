package org.ecg4j.models.onnx;

import static org.ecg4j.models.onnx.OnnxGraph.integer;
import static org.ecg4j.models.onnx.OnnxGraph.integers;
import static org.ecg4j.models.onnx.OnnxGraph.text;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;

/**
 * Recurrent layers in ONNX. The initialisers keep PyTorch's order of gates; constant nodes, which
 * runtimes fold when they load the file, bring them into ONNX's: input, output, forget, cell for an
 * LSTM where PyTorch has input, forget, cell, output; update, reset, hidden for a GRU where PyTorch
 * has reset, update, candidate.
 */
final class OnnxRecurrence {
  private static final int[] LSTM_ORDER = {0, 3, 1, 2};
  private static final int[] GRU_ORDER = {1, 0, 2};
  private static final int ARRAYS_OF_A_DIRECTION = 4;

  private final OnnxGraph graph;
  private final List<String> weights;
  private final String operation;
  private final int hidden;
  private final int layers;
  private final int directions;
  private final int[] order;
  private final ProtoMessage[] attributes;

  OnnxRecurrence(OnnxGraph graph, Layer layer, List<String> weights) {
    this.graph = graph;
    this.weights = weights;
    List<ProtoMessage> noted = new ArrayList<>();
    boolean bidirectional;
    if (layer instanceof Layer.Lstm lstm) {
      operation = "LSTM";
      order = LSTM_ORDER;
      hidden = lstm.hidden();
      layers = lstm.layers();
      bidirectional = lstm.bidirectional();
    } else {
      Layer.Gru gru = (Layer.Gru) layer;
      operation = "GRU";
      order = GRU_ORDER;
      hidden = gru.hidden();
      layers = gru.layers();
      bidirectional = gru.bidirectional();
      noted.add(integer("linear_before_reset", gru.cell() == GruCell.RESET_BEFORE ? 0 : 1));
    }
    directions = bidirectional ? 2 : 1;
    noted.add(integer("hidden_size", hidden));
    noted.add(text("direction", bidirectional ? "bidirectional" : "forward"));
    attributes = noted.toArray(ProtoMessage[]::new);
  }

  /** Adds all layers over (batch, time, feature) and gives the name of their output. */
  String add(String input) {
    String rows = graph.constant(rows());
    String axis = graph.constant(0);
    String value = graph.node("Transpose", List.of(input), integers("perm", 1, 0, 2));
    for (int layer = 0; layer < layers; layer++) {
      List<String> inputs = new ArrayList<>();
      inputs.add(value);
      inputs.add(gathered(layer, 0, rows, axis));
      inputs.add(gathered(layer, 1, rows, axis));
      inputs.add(biases(layer, rows, axis));
      // (time, direction, batch, hidden) to (time, batch, direction * hidden).
      String steps = graph.node(operation, inputs, attributes);
      String sorted = graph.node("Transpose", List.of(steps), integers("perm", 0, 2, 1, 3));
      value =
          graph.node("Reshape", List.of(sorted, graph.constant(0, 0, (long) directions * hidden)));
    }
    return graph.node("Transpose", List.of(value), integers("perm", 1, 0, 2));
  }

  /** Where each row in ONNX's order is in PyTorch's. */
  private long[] rows() {
    long[] rows = new long[order.length * hidden];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (long) order[i / hidden] * hidden + i % hidden;
    }
    return rows;
  }

  /** Input or recurrent weights of both directions, one above the other. */
  private String gathered(int layer, int array, String rows, String axis) {
    List<String> parts = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      String part = reordered(layer, direction, array, rows);
      parts.add(graph.node("Unsqueeze", List.of(part, axis)));
    }
    return graph.node("Concat", parts, integer("axis", 0));
  }

  private String biases(int layer, String rows, String axis) {
    List<String> parts = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      String both =
          graph.node(
              "Concat",
              List.of(reordered(layer, direction, 2, rows), reordered(layer, direction, 3, rows)),
              integer("axis", 0));
      parts.add(graph.node("Unsqueeze", List.of(both, axis)));
    }
    return graph.node("Concat", parts, integer("axis", 0));
  }

  private String reordered(int layer, int direction, int array, String rows) {
    int index = (layer * directions + direction) * ARRAYS_OF_A_DIRECTION + array;
    return graph.node("Gather", List.of(weights.get(index), rows), integer("axis", 0));
  }
}
