package org.ecg4j.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/** Batches made ahead of time by reading threads, in a few buffers used in turn. */
final class StreamedFeed extends BatchFeed {
  /** Two batches being made while one is used. */
  private static final int BUFFERS = 3;

  private record Pending(ByteBuffer memory, int rows, List<Future<?>> tasks) {}

  private final RowLoader loader;
  private final int width;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Deque<ByteBuffer> free = new ArrayDeque<>();
  private List<ByteBuffer> memory = List.of();
  private int[] order = {};
  private int batchSize;
  private int pass;
  private int position;

  StreamedFeed(RowSource rows, int threads) {
    this.loader = new RowLoader(rows, threads);
    this.width = rows.spec().size();
  }

  @Override
  public void begin(int[] newOrder, int newBatchSize, int firstBatch, int newPass) {
    drain();
    if (newBatchSize != batchSize) {
      memory = new ArrayList<>();
      int bytes = Math.multiplyExact(Math.multiplyExact(newBatchSize, width), Float.BYTES);
      for (int i = 0; i < BUFFERS; i++) {
        memory.add(ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()));
      }
    }
    free.clear();
    free.addAll(memory);
    order = newOrder;
    batchSize = newBatchSize;
    pass = newPass;
    position = Math.multiplyExact(firstBatch, newBatchSize);
    readAhead(BUFFERS);
  }

  private void readAhead(int most) {
    while (pending.size() < most && !free.isEmpty() && position < order.length) {
      ByteBuffer into = free.remove();
      int end = Math.min(order.length, position + batchSize);
      int[] rows = Arrays.copyOfRange(order, position, end);
      position = end;
      pending.add(new Pending(into, rows.length, loader.start(rows, pass, into.asFloatBuffer())));
    }
  }

  /** The batch is valid until the next one is asked for. */
  @Override
  NDArray next(NDManager step) {
    readAhead(BUFFERS - 1); // the buffer given out last is free again
    Pending batch = pending.remove();
    RowLoader.await(batch.tasks());
    free.add(batch.memory());
    int bytes = batch.rows() * width * Float.BYTES;
    ByteBuffer exact = batch.memory().slice(0, bytes).order(ByteOrder.nativeOrder());
    return step.create(exact, new Shape(batch.rows(), width), DataType.FLOAT32);
  }

  private void drain() {
    for (Pending batch : pending) {
      batch.tasks().forEach(task -> task.cancel(false));
      try {
        RowLoader.await(batch.tasks());
      } catch (RuntimeException e) {
        // cancelled, or failed in a pass that is given up: nobody needs its rows
      }
    }
    pending.clear();
  }

  @Override
  public void close() {
    drain();
    loader.close();
  }
}
