package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Pair;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All weights of a network. The trainable ones lie one after another in one buffer of the host,
 * which an optimiser can pass over quickly; the network sees views of it (on a card, of a copy made
 * after each change). Buffers, such as the running means of batch normalisation, are kept apart:
 * LibTorch itself changes those.
 */
final class FlatWeights implements AutoCloseable {

  /** One trainable parameter and its place in the flat buffer. */
  record Slot(String name, Parameter parameter, Shape shape, int offset, int size) {}

  /** One buffer. */
  private record State(String name, Parameter parameter, NDArray array) {}

  private final NDManager manager;
  private final boolean onHost;
  private final List<Slot> slots = new ArrayList<>();
  private final List<State> states = new ArrayList<>();
  private final List<NDArray> views = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private final int size;
  private final FloatBuffer host;
  private volatile StepWeights frozen;
  private final AtomicInteger version = new AtomicInteger();

  /** Takes the values over from initialised parameters. */
  FlatWeights(NDManager parent, ParameterList parameters) {
    this.manager = parent.newSubManager();
    this.onHost = !manager.getDevice().isGpu();
    int offset = 0;
    for (Pair<String, Parameter> entry : parameters) {
      Parameter parameter = entry.getValue();
      order.add(entry.getKey());
      Shape shape = parameter.getArray().getShape();
      if (parameter.requiresGradient()) {
        int count = Math.toIntExact(shape.size());
        slots.add(new Slot(entry.getKey(), parameter, shape, offset, count));
        offset = Math.addExact(offset, count);
      } else {
        NDArray own = parameter.getArray().toDevice(manager.getDevice(), true);
        own.attach(manager);
        states.add(new State(entry.getKey(), parameter, own));
      }
    }
    this.size = offset;
    if (onHost) {
      NDArray flat = manager.create(new Shape(Math.max(1, size)), DataType.FLOAT32);
      this.host = directView(flat);
      for (Slot slot : slots) {
        try (NDArray part =
            JniUtils.slice(
                (PtNDArray) flat, 0, slot.offset(), (long) slot.offset() + slot.size(), 1)) {
          NDArray view = part.reshape(slot.shape());
          view.attach(manager);
          views.add(view);
        }
      }
    } else {
      this.host =
          ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, Math.max(1, size)))
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    for (Slot slot : slots) {
      host.put(slot.offset(), slot.parameter().getArray().toFloatArray());
    }
    this.frozen = freeze();
    changed();
  }

  /** The memory of a tensor on the host. */
  static FloatBuffer directView(NDArray array) {
    return JniUtils.getByteBuffer((PtNDArray) array, true).asFloatBuffer();
  }

  /** Says that the host buffer was written to. */
  void changed() {
    version.incrementAndGet();
    if (onHost) {
      return;
    }
    views.forEach(NDArray::close);
    views.clear();
    for (Slot slot : slots) {
      float[] values = new float[slot.size()];
      host.get(slot.offset(), values);
      views.add(manager.create(values, slot.shape()));
    }
    frozen = freeze();
  }

  private StepWeights freeze() {
    StepWeights weights = new StepWeights(manager);
    for (int i = 0; i < slots.size(); i++) {
      weights.put(slots.get(i).parameter(), views.get(i));
    }
    for (State state : states) {
      weights.put(state.parameter(), state.array());
    }
    return weights;
  }

  /** The weights for a network that only answers: the same handles for every step. */
  StepWeights frozen() {
    return frozen;
  }

  /** Another number after each change. */
  int version() {
    return version.get();
  }

  /** Whether LibTorch computes on the host, with the very weights of the host's buffer. */
  boolean onHost() {
    return onHost;
  }

  /** Hands the weights to a network for the time of a training step, which may move the buffers. */
  StepWeights forStep(NDManager step) {
    version.incrementAndGet();
    StepWeights weights = new StepWeights(step);
    for (int i = 0; i < slots.size(); i++) {
      // A fresh leaf each step has no gradient yet, so nothing needs to be zeroed or added to.
      NDArray leaf = views.get(i).stopGradient();
      leaf.attach(step);
      leaf.setRequiresGradient(true);
      weights.put(slots.get(i).parameter(), leaf);
    }
    for (State state : states) {
      NDArray array = state.array().stopGradient();
      array.attach(step);
      weights.put(state.parameter(), array);
    }
    return weights;
  }

  List<Slot> slots() {
    return slots;
  }

  /** The number of trainable weights. */
  int size() {
    return size;
  }

  FloatBuffer host() {
    return host;
  }

  float[] trainable() {
    float[] values = new float[size];
    host.get(0, values);
    return values;
  }

  void setTrainable(float[] values) {
    if (values.length != size) {
      throw new IllegalArgumentException(
          "the network has " + size + " trainable weights, not " + values.length);
    }
    host.put(0, values);
    changed();
  }

  /** The buffers' values, one after another. */
  float[] buffers() {
    float[] all = new float[0];
    for (State state : states) {
      float[] values = state.array().toFloatArray();
      int end = all.length;
      all = Arrays.copyOf(all, end + values.length);
      System.arraycopy(values, 0, all, end, values.length);
    }
    return all;
  }

  void setBuffers(float[] values) {
    int offset = 0;
    for (State state : states) {
      int count = Math.toIntExact(state.array().size());
      setBuffer(state, Arrays.copyOfRange(values, offset, offset + count));
      offset += count;
    }
    version.incrementAndGet();
    if (offset != values.length) {
      throw new IllegalArgumentException(
          "the network has " + offset + " buffer values, not " + values.length);
    }
  }

  private static void setBuffer(State state, float[] values) {
    if (state.array().getDevice().isGpu()) {
      state.array().set(FloatBuffer.wrap(values));
    } else {
      directView(state.array()).put(0, values);
    }
  }

  /** Everything by name, in the order of the network. */
  List<NamedArray> named() {
    List<NamedArray> named = new ArrayList<>();
    for (String name : order) {
      for (Slot slot : slots) {
        if (slot.name().equals(name)) {
          float[] values = new float[slot.size()];
          host.get(slot.offset(), values);
          named.add(new NamedArray(name, lengths(slot.shape()), values));
        }
      }
      for (State state : states) {
        if (state.name().equals(name)) {
          named.add(
              new NamedArray(
                  name, lengths(state.array().getShape()), state.array().toFloatArray()));
        }
      }
    }
    return named;
  }

  /**
   * Sets everything by name.
   *
   * @throws IllegalArgumentException when a name is missing or extra or a shape differs; nothing is
   *     changed then
   */
  void setNamed(Map<String, NamedArray> arrays) {
    for (NamedArray own : named()) {
      NamedArray other = arrays.get(own.name());
      if (other == null) {
        throw new IllegalArgumentException(
            "no weights for " + own + "; there are " + arrays.values());
      }
      if (!other.shape().equals(own.shape())) {
        throw new IllegalArgumentException(
            "the network's " + own + " cannot take weights of shape " + other.shape());
      }
    }
    for (String name : arrays.keySet()) {
      if (!order.contains(name)) {
        throw new IllegalArgumentException(
            "the network has no weights " + name + ", only " + order);
      }
    }
    for (Slot slot : slots) {
      host.put(slot.offset(), arrays.get(slot.name()).raw());
    }
    for (State state : states) {
      setBuffer(state, arrays.get(state.name()).raw());
    }
    changed();
  }

  private static List<Integer> lengths(Shape shape) {
    return Arrays.stream(shape.getShape()).mapToObj(Math::toIntExact).toList();
  }

  @Override
  public void close() {
    manager.close();
  }
}
