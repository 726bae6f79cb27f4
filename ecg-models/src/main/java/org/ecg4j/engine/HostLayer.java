package org.ecg4j.engine;

/**
 * One layer of a {@link HostPass}: its weights, packed once and read by all threads. Values are
 * flat and row-major in the shapes of the plan.
 */
@FunctionalInterface
interface HostLayer {

  /** The layer with memory of its own, for one thread at a time. */
  Run bind();

  /** A layer that needs no memory of its own. */
  static HostLayer stateless(Run run) {
    return () -> run;
  }

  /** The layer's work for one example. */
  @FunctionalInterface
  interface Run {

    /**
     * Runs the layer.
     *
     * @param inputs the values it takes; left alone
     * @param output overwritten as a whole
     */
    void apply(float[][] inputs, float[] output);
  }
}
