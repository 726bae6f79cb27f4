package org.ecg4j.models.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the nodes and arrays of an ONNX graph; field numbers are those of onnx.proto. */
final class OnnxGraph {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final String BATCH = "batch";

  private final ProtoMessage graph = new ProtoMessage();
  private final Map<List<Long>, String> constants = new HashMap<>();
  private int nodeCount;

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  static ProtoMessage integer(String name, long value) {
    return new ProtoMessage().text(1, name).integer(3, value).integer(20, 2);
  }

  static ProtoMessage real(String name, double value) {
    return new ProtoMessage().text(1, name).real(2, (float) value).integer(20, 1);
  }

  static ProtoMessage text(String name, String value) {
    return new ProtoMessage().text(1, name).text(4, value).integer(20, 3);
  }

  static ProtoMessage integers(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.integer(8, value);
    }
    return attribute.integer(20, 7);
  }

  /** Adds a node with one output and gives the output's name. */
  String node(String operation, List<String> inputs, ProtoMessage... attributes) {
    return node("/" + operation + "_" + nodeCount, operation, inputs, attributes);
  }

  /** Adds a node whose one output has a name of the caller's. */
  String node(String output, String operation, List<String> inputs, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, "node_" + nodeCount++).text(4, operation);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return output;
  }

  /** Adds an array of floats; the values are not copied. */
  void weight(String name, List<Integer> shape, float[] values) {
    ProtoMessage tensor = new ProtoMessage();
    shape.forEach(length -> tensor.integer(1, length));
    graph.message(5, tensor.integer(2, FLOAT).text(8, name).floats(9, values));
  }

  /** The name of a vector of integers; equal ones are kept once. */
  String constant(long... values) {
    List<Long> key = Arrays.stream(values).boxed().toList();
    return constants.computeIfAbsent(
        key, absent -> addIntegers(new long[] {values.length}, values));
  }

  /** The name of an integer without axes. */
  String scalar(long value) {
    return addIntegers(new long[0], new long[] {value});
  }

  private String addIntegers(long[] shape, long[] values) {
    String name = "/constant_" + nodeCount++;
    ProtoMessage tensor = new ProtoMessage();
    for (long length : shape) {
      tensor.integer(1, length);
    }
    graph.message(5, tensor.integer(2, INT64).text(8, name).longs(9, values));
    return name;
  }

  /** Declares an input of the graph; the batch comes before the shape, of any size. */
  void input(String name, List<Integer> shape) {
    graph.message(11, value(name, shape));
  }

  /** Declares an output of the graph. */
  void output(String name, List<Integer> shape) {
    graph.message(12, value(name, shape));
  }

  private static ProtoMessage value(String name, List<Integer> shape) {
    ProtoMessage axes = new ProtoMessage().message(1, new ProtoMessage().text(2, BATCH));
    shape.forEach(length -> axes.message(1, new ProtoMessage().integer(1, length)));
    ProtoMessage tensor = new ProtoMessage().integer(1, FLOAT).message(2, axes);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** The graph; nothing may be added afterwards. */
  ProtoMessage message() {
    return graph;
  }
}
