package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All rows in one tensor on the device; a batch is a gather there. */
final class ResidentFeed extends BatchFeed {
  private static final int ROWS_AT_ONCE = 4096;

  private final NDManager manager;
  private final NDArray rows;
  private int[] order = {};
  private int batchSize = 1;
  private int position;

  ResidentFeed(NDManager parent, RowSource source, int threads) {
    this.manager = parent.newSubManager();
    try {
      this.rows = load(source, threads);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  private NDArray load(RowSource source, int threads) {
    int width = source.spec().size();
    int size = Math.max(1, source.size());
    boolean onHost = !manager.getDevice().isGpu();
    try (RowLoader loader = new RowLoader(source, threads)) {
      if (onHost) {
        NDArray all = manager.create(new Shape(size, width), DataType.FLOAT32);
        for (int first = 0; first < source.size(); first += ROWS_AT_ONCE) {
          int end = Math.min(source.size(), first + ROWS_AT_ONCE);
          try (NDArray part = JniUtils.slice((PtNDArray) all, 0, first, end, 1)) {
            loader.load(range(first, end), 0, FlatWeights.directView(part));
          }
        }
        return all;
      }
      List<NDArray> parts = new ArrayList<>();
      float[] values = new float[Math.multiplyExact(Math.min(size, ROWS_AT_ONCE), width)];
      for (int first = 0; first < source.size(); first += ROWS_AT_ONCE) {
        int end = Math.min(source.size(), first + ROWS_AT_ONCE);
        FloatBuffer target = FloatBuffer.wrap(values, 0, (end - first) * width).slice();
        loader.load(range(first, end), 0, target);
        parts.add(manager.create(target, new Shape(end - first, width), DataType.FLOAT32));
      }
      NDArray all =
          parts.size() == 1 ? parts.get(0) : ai.djl.ndarray.NDArrays.concat(new NDList(parts));
      parts.stream().filter(part -> part != all).forEach(NDArray::close);
      return all;
    }
  }

  private static int[] range(int first, int end) {
    int[] rows = new int[end - first];
    Arrays.setAll(rows, i -> first + i);
    return rows;
  }

  @Override
  public void begin(int[] newOrder, int newBatchSize, int firstBatch, int pass) {
    order = newOrder;
    batchSize = newBatchSize;
    position = Math.multiplyExact(firstBatch, newBatchSize);
  }

  @Override
  NDArray next(NDManager step) {
    int count = Math.min(batchSize, order.length - position);
    long[] indices = new long[count];
    for (int i = 0; i < count; i++) {
      indices[i] = order[position + i];
    }
    position += count;
    return JniUtils.embedding((PtNDArray) step.create(indices), (PtNDArray) rows, false);
  }

  @Override
  public void close() {
    manager.close();
  }
}
