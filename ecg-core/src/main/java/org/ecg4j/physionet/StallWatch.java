package org.ecg4j.physionet;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a read that waits for too long: java.net.http limits the time to an answer's first byte, but
 * not the time between two bytes of its body. Closing the stream wakes the thread that reads it.
 */
final class StallWatch implements Closeable {
  private final InputStream watched;
  private final long patienceNanos;
  private final ScheduledFuture<?> checks;
  private volatile long lastNanos = System.nanoTime();
  private volatile boolean stalled;

  StallWatch(InputStream watched, Duration patience, ScheduledExecutorService timer) {
    this.watched = watched;
    this.patienceNanos = patience.toNanos();
    long period = Math.max(1_000_000, patienceNanos / 4);
    this.checks = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.NANOSECONDS);
  }

  void moved() {
    lastNanos = System.nanoTime();
  }

  boolean stalled() {
    return stalled;
  }

  private void check() {
    if (System.nanoTime() - lastNanos > patienceNanos) {
      stalled = true;
      checks.cancel(false);
      wake();
    }
  }

  /** Ends the read at once: an interrupt would not, java.net.http waits on. */
  void wake() {
    try {
      watched.close();
    } catch (IOException alreadyBroken) {
      // The reader meets the same error.
      return;
    }
  }

  @Override
  public void close() {
    checks.cancel(false);
  }
}
