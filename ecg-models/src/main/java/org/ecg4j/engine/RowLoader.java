package org.ecg4j.engine;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads rows into a buffer on threads of its own; what is read does not depend on their number. */
final class RowLoader implements AutoCloseable {
  private static final int ROWS_OF_A_TASK = 16;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final int width;
  private final ExecutorService pool;
  private final int threads;
  private final ThreadLocal<RowSource.Reader> readers;

  RowLoader(RowSource source, int threads) {
    this.width = source.spec().size();
    this.threads = Math.max(1, threads);
    this.readers = ThreadLocal.withInitial(source::reader);
    this.pool =
        Executors.newFixedThreadPool(
            this.threads,
            task -> {
              Thread thread = new Thread(task, "ecg4j-loader-" + COUNT.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Reads rows and waits for them. */
  void load(int[] rows, int pass, FloatBuffer target) {
    await(start(rows, pass, target));
  }

  /** Begins to read rows. */
  List<Future<?>> start(int[] rows, int pass, FloatBuffer target) {
    int each = Math.max(ROWS_OF_A_TASK, (rows.length + threads - 1) / threads);
    List<Future<?>> tasks = new ArrayList<>();
    for (int first = 0; first < rows.length; first += each) {
      int from = first;
      int to = Math.min(rows.length, first + each);
      tasks.add(
          pool.submit(
              () -> {
                RowSource.Reader reader = readers.get();
                float[] values = new float[width];
                for (int i = from; i < to; i++) {
                  reader.read(rows[i], pass, values);
                  target.put(i * width, values);
                }
              }));
    }
    return tasks;
  }

  static void await(List<Future<?>> tasks) {
    boolean interrupted = false;
    try {
      for (Future<?> task : tasks) {
        while (true) {
          try {
            task.get();
            break;
          } catch (InterruptedException e) {
            interrupted = true; // the buffer must not be let go while it is written to
          } catch (ExecutionException e) {
            throw rethrown(e.getCause());
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(cause);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
