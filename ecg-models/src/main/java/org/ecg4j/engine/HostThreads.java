package org.ecg4j.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Independent jobs on the calling thread and, as far as it has idle ones, those of the JVM's pool.
 */
final class HostThreads {
  private HostThreads() {}

  /** Runs jobs 0 to {@code jobs - 1}, each on whichever thread is free first. */
  static void run(int threads, int jobs, IntConsumer job) {
    int helpers = Math.min(Math.min(threads, jobs) - 1, ForkJoinPool.getCommonPoolParallelism());
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < jobs; i = next.getAndIncrement()) {
            job.accept(i);
          }
        };
    List<ForkJoinTask<?>> helping = new ArrayList<>();
    try {
      for (int i = 0; i < helpers; i++) {
        helping.add(ForkJoinPool.commonPool().submit(share));
      }
      share.run();
    } finally {
      // Also after a failure nobody may go on writing to the caller's arrays.
      next.set(jobs);
      helping.forEach(ForkJoinTask::quietlyJoin);
    }
    helping.forEach(ForkJoinTask::join);
  }
}
