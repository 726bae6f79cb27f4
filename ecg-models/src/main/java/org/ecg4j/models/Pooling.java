package org.ecg4j.models;

import java.util.Objects;

/**
 * How a sequence is thinned out after a convolution, in steps that do not overlap.
 *
 * @param kind what is kept of neighbouring steps
 * @param size neighbouring steps; 1 leaves the sequence as it is
 */
public record Pooling(Kind kind, int size) {

  /** What is kept of neighbouring steps. */
  public enum Kind {
    /** The largest value. */
    MAX,
    /** The mean. */
    AVERAGE
  }

  /** Checks the size. */
  public Pooling {
    Objects.requireNonNull(kind, "kind");
    Checks.positive("pooling size", size);
  }

  /**
   * Keeps the largest value.
   *
   * @param size neighbouring steps
   * @return the pooling
   */
  public static Pooling max(int size) {
    return new Pooling(Kind.MAX, size);
  }

  /**
   * Keeps the mean.
   *
   * @param size neighbouring steps
   * @return the pooling
   */
  public static Pooling average(int size) {
    return new Pooling(Kind.AVERAGE, size);
  }
}
