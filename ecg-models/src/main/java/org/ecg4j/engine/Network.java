package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.djl.Networks;
import org.ecg4j.models.djl.RecurrentLayers;
import org.jspecify.annotations.Nullable;

/**
 * A network with its weights on a device. Several threads may ask for logits at once; closing it
 * frees its native memory.
 */
public final class Network implements AutoCloseable {
  private final InputSpec input;
  private final int outputs;
  private final NDManager manager;
  private final Block block;
  private final FlatWeights weights;
  private final @Nullable FewRows few;
  private final Map<Integer, GruNode> grus;
  private final GruAnswers gruAnswers;
  private final ConcurrentLinkedQueue<ByteBuffer> buffers = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private Network(ModelSpec spec, InputSpec input, int outputs, NDManager manager, long seed) {
    this.input = input;
    this.outputs = outputs;
    this.manager = manager;
    this.block = Networks.build(spec, input, outputs);
    Networks.initialize(block, manager, seed);
    this.weights = new FlatWeights(manager, Networks.parameters(block));
    this.few = FewRows.of(spec, input, outputs, weights).orElse(null);
    this.grus = GruNode.of(spec, input, outputs, weights);
    this.gruAnswers = new GruAnswers(grus, weights);
  }

  /**
   * Builds a network with its first weights.
   *
   * @param spec what to build
   * @param input the form of its input
   * @param outputs logits of an example: 1 for two classes, else one for each class
   * @param device where
   * @param seed of the weights
   * @return the network
   * @throws IllegalArgumentException when the network cannot take the input
   */
  public static Network create(
      ModelSpec spec, InputSpec input, int outputs, Device device, long seed) {
    spec.check(input);
    NDManager manager = NDManager.newBaseManager(TorchRuntime.resolve(device), "PyTorch");
    try {
      return new Network(spec, input, outputs, manager, seed);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /**
   * The form of its input.
   *
   * @return parts and shapes
   */
  public InputSpec input() {
    return input;
  }

  /**
   * How many logits it gives for an example.
   *
   * @return 1 for two classes, else the number of classes
   */
  public int outputs() {
    return outputs;
  }

  /**
   * The number of trainable weights.
   *
   * @return weights
   */
  public int weightCount() {
    return weights.size();
  }

  /**
   * Where it computes.
   *
   * @return the processor or a card
   */
  public Device device() {
    ai.djl.Device device = manager.getDevice();
    return device.isGpu() ? Device.cuda(device.getDeviceId()) : Device.cpu();
  }

  NDManager manager() {
    return manager;
  }

  Block block() {
    return block;
  }

  FlatWeights weights() {
    return weights;
  }

  /** The GRUs that are computed in Java, while the network is trained. */
  GruTape gruTape() {
    return new GruTape(grus, weights);
  }

  /** The network's logits, by LibTorch but for the GRUs that are computed in Java. */
  NDArray forward(StepWeights arrays, NDList parts, boolean training, RecurrentLayers recurrent) {
    return grus.isEmpty()
        ? block.forward(arrays, parts, training).singletonOrThrow()
        : Networks.forward(block, arrays, parts, training, recurrent);
  }

  /**
   * All weights and buffers by name, in the network's order.
   *
   * @return copies
   */
  public List<NamedArray> namedWeights() {
    requireOpen();
    return weights.named();
  }

  /**
   * Sets all weights and buffers.
   *
   * @param arrays one for each name
   * @throws IllegalArgumentException when a name is missing or extra or a shape differs; nothing is
   *     changed then
   */
  public void setNamedWeights(List<NamedArray> arrays) {
    requireOpen();
    Map<String, NamedArray> byName = new LinkedHashMap<>();
    for (NamedArray array : arrays) {
      if (byName.put(array.name(), array) != null) {
        throw new IllegalArgumentException("two arrays are named " + array.name());
      }
    }
    weights.setNamed(byName);
  }

  /**
   * The trainable weights, one after another in the network's order.
   *
   * @return a copy
   */
  public float[] trainable() {
    requireOpen();
    return weights.trainable();
  }

  /**
   * Sets the trainable weights.
   *
   * @param values as {@link #trainable} gives them
   */
  public void setTrainable(float[] values) {
    requireOpen();
    weights.setTrainable(values);
  }

  /**
   * The values that are not trained by gradients, such as running means.
   *
   * @return a copy
   */
  public float[] buffers() {
    requireOpen();
    return weights.buffers();
  }

  /**
   * Sets what {@link #buffers} gives.
   *
   * @param values as many
   */
  public void setBuffers(float[] values) {
    requireOpen();
    weights.setBuffers(values);
  }

  /**
   * The network's answers, in evaluation mode.
   *
   * @param values examples one after another
   * @param rows how many
   * @return logits, {@link #outputs} for each example
   */
  public float[] logits(float[] values, int rows) {
    int count = Math.multiplyExact(rows, input.size());
    if (values.length < count) {
      throw new IllegalArgumentException(
          rows + " examples need " + count + " values, not " + values.length);
    }
    if (few != null && few.take(rows)) {
      requireOpen();
      return few.logits(values, rows);
    }
    return logits(values, rows, gruAnswers);
  }

  /** LibTorch's own answers, however few the examples are. */
  float[] engineLogits(float[] values, int rows) {
    return logits(values, rows, (node, given, lastStep) -> null);
  }

  private float[] logits(float[] values, int rows, RecurrentLayers recurrent) {
    int count = Math.multiplyExact(rows, input.size());
    ByteBuffer memory = take(count);
    try {
      memory.asFloatBuffer().put(0, values, 0, count);
      ByteBuffer exact = memory.slice(0, count * Float.BYTES).order(ByteOrder.nativeOrder());
      Shape shape = new Shape(rows, input.size());
      return evaluate(step -> step.create(exact, shape, DataType.FLOAT32), recurrent);
    } finally {
      buffers.add(memory);
    }
  }

  /** A buffer from the pool or a new one; direct memory is freed late by the collector. */
  private ByteBuffer take(int floats) {
    ByteBuffer memory = buffers.poll();
    int bytes = Math.multiplyExact(floats, Float.BYTES);
    return memory != null && memory.capacity() >= bytes
        ? memory
        : ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /**
   * The network's answers to the next batch of a feed, in evaluation mode.
   *
   * @param feed gives the batch
   * @return logits, {@link #outputs} for each example
   */
  public float[] logits(BatchFeed feed) {
    return evaluate(feed::next, gruAnswers);
  }

  private float[] evaluate(Function<NDManager, NDArray> batch, RecurrentLayers recurrent) {
    requireOpen();
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDManager step = manager.newSubManager()) {
      return forward(weights.frozen(), parts(batch.apply(step)), false, recurrent).toFloatArray();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * How an answer changes with each input value, in evaluation mode.
   *
   * @param values examples one after another
   * @param rows how many
   * @param output which logit, 0 to {@link #outputs} less one
   * @return the logit's derivative in each value, in the order of the values
   */
  public float[] inputGradients(float[] values, int rows, int output) {
    requireOpen();
    Objects.checkIndex(output, outputs);
    int count = Math.multiplyExact(rows, input.size());
    Objects.checkFromIndexSize(0, count, values.length);
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDManager step = manager.newSubManager()) {
      NDArray leaf =
          step.create(Arrays.copyOf(values, count)).reshape(rows, input.size()).stopGradient();
      leaf.attach(step);
      leaf.setRequiresGradient(true);
      StepWeights stepWeights = weights.frozen();
      NDArray logits = block.forward(stepWeights, parts(leaf), false).singletonOrThrow();
      float[] direction = new float[rows * outputs];
      for (int row = 0; row < rows; row++) {
        direction[row * outputs + output] = 1;
      }
      JniUtils.backward(
          (PtNDArray) logits, (PtNDArray) step.create(direction, logits.getShape()), false, false);
      NDArray gradient = leaf.getGradient();
      gradient.attach(step);
      return gradient.toFloatArray();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Cuts a batch of shape (rows, width) into the parts of the input. */
  NDList parts(NDArray batch) {
    long rows = batch.getShape().get(0);
    List<InputSpec.Part> specs = input.parts();
    NDList parts = new NDList(specs.size());
    int offset = 0;
    for (InputSpec.Part part : specs) {
      List<Long> lengths = new ArrayList<>();
      lengths.add(rows);
      part.shape().forEach(length -> lengths.add((long) length));
      Shape shape = new Shape(lengths);
      NDArray columns =
          specs.size() == 1
              ? batch
              : JniUtils.slice((PtNDArray) batch, 1, offset, (long) offset + part.size(), 1);
      parts.add(columns.reshape(shape));
      offset += part.size();
    }
    return parts;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    buffers.clear();
    manager.close();
  }
}
