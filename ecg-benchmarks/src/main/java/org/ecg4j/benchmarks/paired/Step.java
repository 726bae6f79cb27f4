package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.util.Map;

/** A step of the work, prepared so that it can be done again and again. */
@FunctionalInterface
interface Step {

  /** Does the step once. */
  Outcome run() throws IOException;

  /**
   * What one repetition took and gave.
   *
   * @param seconds on the clock
   * @param check figures that the peer must arrive at, too, by name
   */
  record Outcome(double seconds, Map<String, Double> check) {}

  /** Something to be timed. */
  @FunctionalInterface
  interface Work<T> {
    T call() throws IOException;
  }

  /** The seconds a piece of work takes, and what it gives. */
  static <T> Timed<T> time(Work<T> work) throws IOException {
    long start = System.nanoTime();
    T result = work.call();
    return new Timed<>((System.nanoTime() - start) / 1e9, result);
  }

  /**
   * A result and its price.
   *
   * @param seconds on the clock
   * @param result what came out
   */
  record Timed<T>(double seconds, T result) {}
}
