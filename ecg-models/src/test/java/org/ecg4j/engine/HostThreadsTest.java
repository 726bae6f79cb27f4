package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostThreadsTest {
  @Test
  void everyJobIsDoneOnceAndEndedOnReturn() {
    for (int round = 0; round < 2000; round++) {
      AtomicIntegerArray done = new AtomicIntegerArray(7);
      // Plain memory: what another thread wrote must be seen after the return.
      int[] written = new int[7];
      HostThreads.run(
          3,
          7,
          job -> {
            written[job] = job + 1;
            done.incrementAndGet(job);
          });
      for (int job = 0; job < 7; job++) {
        assertThat(done.get(job)).isEqualTo(1);
        assertThat(written[job]).isEqualTo(job + 1);
      }
    }
  }

  @Test
  void aFailureEndsTheRunAndReachesTheCaller() {
    AtomicInteger running = new AtomicInteger();
    for (int round = 0; round < 200; round++) {
      assertThatThrownBy(
              () ->
                  HostThreads.run(
                      2,
                      50,
                      job -> {
                        running.incrementAndGet();
                        try {
                          if (job == 3) {
                            throw new IllegalStateException("job 3");
                          }
                        } finally {
                          running.decrementAndGet();
                        }
                      }))
          .hasMessage("job 3");
      assertThat(running).hasValue(0);
    }
  }

  @Test
  void aBusyPoolDelaysNothing() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<Future<?>> blockers = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * ForkJoinPool.getCommonPoolParallelism(); i++) {
        blockers.add(ForkJoinPool.commonPool().submit(() -> release.await(50, TimeUnit.SECONDS)));
      }
      AtomicInteger sum = new AtomicInteger();
      HostThreads.run(4, 100, sum::addAndGet);
      assertThat(sum).hasValue(4950);
      assertThat(release.getCount()).isOne();
    } finally {
      release.countDown();
    }
    for (Future<?> blocker : blockers) {
      assertThat(blocker.get()).isEqualTo(true);
    }
  }
}
