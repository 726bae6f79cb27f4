package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecg4j.models.djl.DropoutKey;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a training: {@link #forward}, {@link #backward}, {@link #update}, in turn and
 * on one thread. Native memory of a step is freed at its end.
 */
public final class NetworkTrainer implements AutoCloseable {
  /** Floats that fit the first cache together with an optimiser's moments. */
  private static final int CHUNK = 2048;

  private final Network network;
  private final GruTape tape;
  private final float[] weightChunk = new float[CHUNK];
  private final float[] gradientChunk = new float[CHUNK];
  private final List<FloatBuffer> gradients = new ArrayList<>();
  private @Nullable NDManager step;
  private @Nullable NDArray logits;
  private @Nullable StepWeights stepWeights;

  /**
   * A trainer of a network, which stays the caller's to close.
   *
   * @param network whose weights change
   */
  public NetworkTrainer(Network network) {
    this(network, network.gruTape());
  }

  /** A trainer with given cuts. */
  NetworkTrainer(Network network, GruTape tape) {
    this.network = network;
    this.tape = tape;
  }

  /**
   * The network's answers to the next batch, in training mode.
   *
   * @param feed gives the batch
   * @param seed with epoch and batch, decides what dropout drops
   * @param epoch the epoch
   * @param batchNumber the batch within the epoch
   * @return logits, as many for each example as the network has outputs
   */
  public float[] forward(BatchFeed feed, long seed, int epoch, int batchNumber) {
    close();
    network.requireOpen();
    DropoutKey.set(seed, epoch, batchNumber);
    JniUtils.setGradMode(true);
    NDManager manager = network.manager().newSubManager();
    step = manager;
    StepWeights leaves = network.weights().forStep(manager);
    stepWeights = leaves;
    NDArray result = network.forward(leaves, network.parts(feed.next(manager)), true, tape);
    logits = result;
    return result.toFloatArray();
  }

  /**
   * Computes the gradients of the weights.
   *
   * @param gradient the loss's gradient in the logits
   */
  public void backward(float[] gradient) {
    NDManager manager = step;
    NDArray result = logits;
    StepWeights leaves = stepWeights;
    if (manager == null || result == null || leaves == null) {
      throw new IllegalStateException("forward comes before backward");
    }
    Shape shape = result.getShape();
    JniUtils.backward(
        (PtNDArray) result, (PtNDArray) manager.create(gradient, shape), tape.isCut(), false);
    tape.backward();
    Map<Integer, float[]> own = tape.gradients();
    gradients.clear();
    List<FlatWeights.Slot> slots = network.weights().slots();
    for (int i = 0; i < slots.size(); i++) {
      float[] computed = own.get(i);
      gradients.add(
          computed == null
              ? FlatWeights.directView(leaves.get(slots.get(i).parameter()).getGradient())
              : FloatBuffer.wrap(computed));
    }
  }

  /**
   * The Euclidean norm of all gradients together.
   *
   * @return the norm
   */
  public double gradientNorm() {
    double sum = 0;
    for (int i = 0; i < gradients.size(); i++) {
      FloatBuffer gradient = gradients.get(i);
      int size = network.weights().slots().get(i).size();
      for (int from = 0; from < size; from += CHUNK) {
        int count = Math.min(CHUNK, size - from);
        gradient.get(from, gradientChunk, 0, count);
        for (int j = 0; j < count; j++) {
          sum += (double) gradientChunk[j] * gradientChunk[j];
        }
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Changes the weights by their gradients and ends the step.
   *
   * @param rule the optimiser
   */
  public void update(WeightUpdate rule) {
    FlatWeights weights = network.weights();
    FloatBuffer host = weights.host();
    for (int i = 0; i < gradients.size(); i++) {
      FlatWeights.Slot slot = weights.slots().get(i);
      FloatBuffer gradient = gradients.get(i);
      for (int from = 0; from < slot.size(); from += CHUNK) {
        int count = Math.min(CHUNK, slot.size() - from);
        int first = slot.offset() + from;
        gradient.get(from, gradientChunk, 0, count);
        host.get(first, weightChunk, 0, count);
        rule.update(weightChunk, gradientChunk, first, count);
        host.put(first, weightChunk, 0, count);
      }
    }
    weights.changed();
    close();
  }

  /**
   * Moves an average of the weights towards the weights.
   *
   * @param average as many values as there are trainable weights; modified
   * @param decay the share of the average that stays
   */
  public void average(float[] average, double decay) {
    FloatBuffer host = network.weights().host();
    float gain = (float) (1 - decay);
    for (int from = 0; from < average.length; from += CHUNK) {
      int count = Math.min(CHUNK, average.length - from);
      host.get(from, weightChunk, 0, count);
      for (int i = 0; i < count; i++) {
        average[from + i] += gain * (weightChunk[i] - average[from + i]);
      }
    }
  }

  /** Ends a step without changing weights. */
  @Override
  public void close() {
    DropoutKey.clear();
    gradients.clear();
    tape.clear();
    logits = null;
    stepWeights = null;
    if (step != null) {
      step.close();
      step = null;
    }
  }
}
