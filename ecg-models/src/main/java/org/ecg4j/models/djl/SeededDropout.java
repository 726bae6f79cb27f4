package org.ecg4j.models.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Dropout whose masks come from {@link DropoutKey} instead of the engine's global generator. Four
 * mask values are cut from each hash, so rates are kept to 1/65536.
 */
final class SeededDropout {
  private final double rate;
  private final int layer;

  SeededDropout(double rate, int layer) {
    this.rate = rate;
    this.layer = layer;
  }

  NDArray apply(NDArray input) {
    Shape shape = input.getShape();
    int size = Math.toIntExact(shape.size());
    long key = DropoutKey.forLayer(layer);
    NDManager manager = input.getManager();
    if (input.getDevice().equals(Device.cpu())) {
      // Written straight into the engine's memory: no copy, and freed with the step's arrays.
      NDArray mask = manager.create(shape, DataType.FLOAT32);
      ByteBuffer bytes = mask.toByteBuffer(true);
      fill(bytes.order(ByteOrder.nativeOrder()).asFloatBuffer(), size, key, rate);
      return input.mul(mask);
    }
    ByteBuffer bytes = manager.allocateDirect(Math.multiplyExact(size, Float.BYTES));
    fill(bytes.order(ByteOrder.nativeOrder()).asFloatBuffer(), size, key, rate);
    return input.mul(manager.create(bytes, shape, DataType.FLOAT32));
  }

  /** Writes 0 with probability {@code rate} and {@code 1 / (1 - rate)} otherwise. */
  static void fill(FloatBuffer mask, int size, long key, double rate) {
    int threshold = (int) Math.round(rate * 65536);
    float kept = (float) (1 / (1 - rate));
    long counter = key;
    int i = 0;
    while (i < size) {
      counter += Mixing.STEP;
      long hash = Mixing.mix(counter);
      for (int end = Math.min(size, i + 4); i < end; i++) {
        mask.put(i, (hash & 0xFFFF) < threshold ? 0 : kept);
        hash >>>= 16;
      }
    }
  }
}
