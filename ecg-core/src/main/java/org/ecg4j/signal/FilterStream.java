package org.ecg4j.signal;

import java.util.Arrays;
import java.util.Objects;

/**
 * The running state of a {@link BiquadFilter} for one lead of a live signal: feed samples in order,
 * in blocks of any size, and get the same output as from the whole signal at once. A missing sample
 * (NaN) gives NaN, and the last known value takes its place inside. Not safe for use by several
 * threads at once.
 */
public final class FilterStream {
  private final double[][] sections;
  // Two values for each section: direct form II transposed.
  private final double[] state;
  private double lastKnown;

  FilterStream(double[][] sections) {
    this.sections = sections;
    this.state = new double[2 * sections.length];
  }

  /**
   * Filters the next sample.
   *
   * @param sample the sample
   * @return the filtered one
   */
  public double next(double sample) {
    boolean missing = Double.isNaN(sample);
    double value = missing ? lastKnown : sample;
    lastKnown = value;
    for (int s = 0; s < sections.length; s++) {
      double[] c = sections[s];
      double y = c[0] * value + state[2 * s];
      state[2 * s] = c[1] * value - c[4] * y + state[2 * s + 1];
      state[2 * s + 1] = c[2] * value - c[5] * y;
      value = y;
    }
    return missing ? Double.NaN : value;
  }

  /**
   * Filters the next samples in place.
   *
   * @param samples holds them; modified
   * @param offset where the first one is
   * @param count how many
   */
  public void process(double[] samples, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, samples.length);
    for (int i = offset; i < offset + count; i++) {
      samples[i] = next(samples[i]);
    }
  }

  /**
   * Filters the next samples in place; computes in double precision.
   *
   * @param samples holds them; modified
   * @param offset where the first one is
   * @param count how many
   */
  public void process(float[] samples, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, samples.length);
    for (int i = offset; i < offset + count; i++) {
      samples[i] = (float) next(samples[i]);
    }
  }

  /** Returns to the state of rest, as after an endless signal of zeros. */
  public void reset() {
    Arrays.fill(state, 0);
    lastKnown = 0;
  }

  /**
   * Takes the state that an endless constant signal leads to, so that a signal which begins there
   * starts without a jump.
   *
   * @param level the constant, usually the first sample
   */
  public void settle(double level) {
    if (!Double.isFinite(level)) {
      throw new IllegalArgumentException("level must be finite, not " + level);
    }
    double input = level;
    for (int s = 0; s < sections.length; s++) {
      double[] c = sections[s];
      double output = input * (c[0] + c[1] + c[2]) / (1 + c[4] + c[5]);
      state[2 * s + 1] = c[2] * input - c[5] * output;
      state[2 * s] = c[1] * input - c[4] * output + state[2 * s + 1];
      input = output;
    }
    lastKnown = level;
  }
}
