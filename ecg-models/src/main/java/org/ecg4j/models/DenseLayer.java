package org.ecg4j.models;

import java.util.Locale;
import java.util.Objects;

/**
 * A hidden dense layer.
 *
 * @param units values it gives
 * @param activation the function of each of them
 */
public record DenseLayer(int units, Activation activation) {

  /** Checks the units. */
  public DenseLayer {
    Checks.positive("units", units);
    Objects.requireNonNull(activation, "activation");
  }

  /** As {@link #parse} reads it: {@code 128:relu}. */
  @Override
  public String toString() {
    return units + ":" + activation.name().toLowerCase(Locale.ROOT);
  }

  static DenseLayer parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a dense layer is written 128:relu, not " + text);
    }
    return new DenseLayer(
        Integer.parseInt(text.substring(0, colon)),
        Activation.valueOf(text.substring(colon + 1).toUpperCase(Locale.ROOT)));
  }
}
