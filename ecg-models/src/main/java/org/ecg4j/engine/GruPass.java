package org.ecg4j.engine;

import java.nio.FloatBuffer;
import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import org.ecg4j.models.djl.DropoutKey;

/**
 * A GRU in training: forward over a batch, then backward through its layers and steps. Its memory
 * is kept from batch to batch. Threads share the examples, then the rows of the weights' gradients;
 * the sums are the same for any number of threads.
 */
final class GruPass {
  /** Examples times steps whose gradients are kept at a time, so that they stay in the cache. */
  private static final int EXAMPLE_STEPS = 512;

  private static final float[] NONE = {};

  /** What comes back to the last layer, and whether somebody asks for the gradient in the input. */
  static final class Arriving {
    final float[] gradient;
    final boolean lastStep;
    final boolean inputGradient;

    Arriving(float[] gradient, boolean lastStep, boolean inputGradient) {
      this.gradient = gradient;
      this.lastStep = lastStep;
      this.inputGradient = inputGradient;
    }
  }

  private final GruNode node;
  private final GruForm form;
  private final GruWeights[][] weights;
  private final GruGradients[][] gradients;
  private float[] mask = NONE;
  private GruBackBlock[] blocks = {};
  private int rows;
  private int stepsAtATime;
  private boolean lastStep;

  GruPass(GruNode node) {
    this.node = node;
    this.form = node.form();
    this.weights = node.memoryForWeights(true);
    this.gradients = new GruGradients[form.layers()][form.directions()];
    for (int layer = 0; layer < form.layers(); layer++) {
      for (int direction = 0; direction < form.directions(); direction++) {
        gradients[layer][direction] = new GruGradients(form, layer, direction);
      }
    }
  }

  /**
   * The states of the last layer, (example, time, feature) or (example, feature) of the last step.
   *
   * @param flat the network's weights
   * @param batch (example, time, feature)
   */
  float[] forward(FloatBuffer flat, float[] batch, int examples, boolean last, int threads) {
    node.read(flat, weights, threads);
    arrange(examples, threads);
    lastStep = last;
    eachBlock(threads, i -> blocks[i].block().read(batch, blocks[i].first()));
    for (int below = 0; below < form.layers() - 1 && form.dropout() > 0; below++) {
      drop(below, threads);
    }
    float[] given = new float[node.size(examples, last)];
    eachBlock(
        threads,
        i -> {
          GruBlock block = blocks[i].block();
          for (int layer = 0; layer < form.layers(); layer++) {
            block.forward(layer, weights[layer], last);
          }
          block.write(given, blocks[i].first(), last);
        });
    return given;
  }

  /** Makes the mask between a layer and the next, whose order is that of the whole batch. */
  private void drop(int below, int threads) {
    int size = node.size(rows, false);
    if (mask.length != size) {
      mask = new float[size];
    }
    DropoutKey.fillBetween(node.index(), below, form.dropout(), mask);
    eachBlock(threads, i -> blocks[i].block().readMasks(below + 1, mask, blocks[i].first()));
  }

  private void arrange(int examples, int threads) {
    int each = GruNode.rowsOfBlock(examples, threads);
    int most = Math.min(form.steps(), Math.max(1, EXAMPLE_STEPS / examples));
    GruBackBlock[] before = blocks;
    blocks = new GruBackBlock[GruNode.ceil(examples, each)];
    for (int i = 0; i < blocks.length; i++) {
      int first = i * each;
      int count = Math.min(each, examples - first);
      blocks[i] =
          i < before.length && before[i].fits(first, count, most)
              ? before[i]
              : new GruBackBlock(form, new GruBlock(form, count, true), first, most);
    }
    rows = examples;
    stepsAtATime = most;
  }

  private void eachBlock(int threads, IntConsumer job) {
    HostThreads.run(threads, blocks.length, job);
  }

  /**
   * Computes the gradients of the weights and, where it is asked for, that in the batch.
   *
   * @param gradient in what {@link #forward} gave
   * @return the gradient in the batch, empty where it is not asked for
   */
  float[] backward(float[] gradient, boolean inputGradient, int threads) {
    Arriving arriving = new Arriving(gradient, lastStep, inputGradient);
    for (int layer = form.layers() - 1; layer >= 0; layer--) {
      int current = layer;
      eachBlock(threads, i -> blocks[i].begin(current, inputGradient));
      for (int direction = 0; direction < form.directions(); direction++) {
        backward(layer, direction, arriving, threads);
      }
    }
    if (!inputGradient) {
      return NONE;
    }
    float[] batch = new float[rows * form.steps() * form.width()]; // as large as what came in
    eachBlock(threads, i -> blocks[i].write(batch));
    return batch;
  }

  private void backward(int layer, int direction, Arriving arriving, int threads) {
    GruGradients sums = gradients[layer][direction];
    GruWeights own = weights[layer][direction];
    sums.clear();
    int from;
    for (int end = form.walked(layer, direction, lastStep); end > 0; end = from) {
      from = Math.max(0, end - stepsAtATime);
      int first = from;
      int last = end;
      eachBlock(threads, i -> blocks[i].walk(layer, direction, own, first, last, arriving));
      HostThreads.run(threads, sums.jobs(), job -> sums.add(job, blocks, first, last));
    }
  }

  /** Hands out the gradients of the weights, by their numbers among the trainable ones. */
  void gradients(ObjIntConsumer<float[]> taker) {
    for (int layer = 0; layer < form.layers(); layer++) {
      for (int direction = 0; direction < form.directions(); direction++) {
        int[] slots = node.slots(layer, direction);
        float[][] arrays = gradients[layer][direction].arrays();
        for (int i = 0; i < slots.length; i++) {
          taker.accept(arrays[i], slots[i]);
        }
      }
    }
  }
}
