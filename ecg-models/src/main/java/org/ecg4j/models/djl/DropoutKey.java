package org.ecg4j.models.djl;

import java.nio.FloatBuffer;

/**
 * Says which dropout masks the current thread draws: they depend on the seed, the epoch, the batch
 * and the layer and on nothing else, so a training that is resumed, or runs beside another, draws
 * the same ones. Set before each training step on the thread that runs it.
 */
public final class DropoutKey {
  private static final ThreadLocal<long[]> CURRENT = new ThreadLocal<>();

  private DropoutKey() {}

  /**
   * Sets the key of the current thread.
   *
   * @param seed the training's seed
   * @param epoch the epoch
   * @param batch the batch within the epoch
   */
  public static void set(long seed, long epoch, long batch) {
    CURRENT.set(new long[] {seed, epoch, batch});
  }

  /** Removes the key of the current thread. */
  public static void clear() {
    CURRENT.remove();
  }

  /**
   * The mask of the dropout between two layers inside a recurrent node, for the current thread's
   * key.
   *
   * @param node the node's place in its plan
   * @param below the lower of the two layers, counted from 0
   * @param rate the share dropped
   * @param mask overwritten with 0 and {@code 1 / (1 - rate)}, in the order (batch, time, feature)
   */
  public static void fillBetween(int node, int below, double rate, float[] mask) {
    long key = forLayer(betweenLayers(node, below));
    SeededDropout.fill(FloatBuffer.wrap(mask), mask.length, key, rate);
  }

  /** Beyond the places of nodes, so that no two masks of a network are alike. */
  static int betweenLayers(int node, int below) {
    return (below + 1) << 16 | node;
  }

  /** The key of one layer; two layers, batches, epochs or seeds that differ give other masks. */
  static long forLayer(int layer) {
    long[] key = CURRENT.get();
    if (key == null) {
      throw new IllegalStateException(
          "a network with dropout is run in training mode, but DropoutKey.set was not called on"
              + " thread "
              + Thread.currentThread().getName());
    }
    long mixed = layer;
    for (long component : key) {
      mixed = Mixing.mix(mixed * Mixing.STEP + component);
    }
    return mixed;
  }
}
