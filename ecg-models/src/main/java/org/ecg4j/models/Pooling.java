package org.ecg4j.models;

import java.util.Locale;
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

  /** As {@link #read} reads it: {@code max:2}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + size;
  }

  static Pooling read(OptionText text) {
    return text.value("pooling", Pooling::parse);
  }

  private static Pooling parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a pooling is written max:2, not " + text);
    }
    return new Pooling(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
