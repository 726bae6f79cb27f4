package org.ecg4j.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Independent jobs on the calling thread and, as far as it has idle ones, those of the JVM's pool.
 * A pool that is busy with something else delays nothing: the caller then does all jobs itself.
 */
final class HostThreads {
  private final int jobs;
  private final IntConsumer job;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /** The caller and the helpers at work; ended for helpers that would begin after the caller. */
  private final Phaser atWork = new Phaser(1);

  private HostThreads(int jobs, IntConsumer job) {
    this.jobs = jobs;
    this.job = job;
  }

  /** Runs jobs 0 to {@code jobs - 1}, each on whichever thread is free first. */
  static void run(int threads, int jobs, IntConsumer job) {
    HostThreads run = new HostThreads(jobs, job);
    int helpers = Math.min(Math.min(threads, jobs) - 1, ForkJoinPool.getCommonPoolParallelism());
    for (int i = 0; i < helpers; i++) {
      ForkJoinPool.commonPool().execute(run::help);
    }
    run.share();
    // Also after a failure nobody may go on writing to the caller's arrays.
    run.atWork.awaitAdvance(run.atWork.arriveAndDeregister());
    Throwable failed = run.failure.get();
    if (failed instanceof Error error) {
      throw error;
    } else if (failed instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void help() {
    if (atWork.register() >= 0) {
      share();
      atWork.arriveAndDeregister();
    }
  }

  private void share() {
    try {
      for (int i = next.getAndIncrement(); i < jobs; i = next.getAndIncrement()) {
        job.accept(i);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      next.set(jobs);
    }
  }
}
