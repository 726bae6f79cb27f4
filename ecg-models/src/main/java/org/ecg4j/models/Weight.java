package org.ecg4j.models;

import java.util.List;
import java.util.Objects;

/**
 * One array of a layer, under the name PyTorch gives it.
 *
 * @param name unique in the layer, such as {@code weight_ih_l0}; in a plan, unique in the network
 * @param shape its shape in PyTorch's layout
 * @param start how it is filled before training
 * @param bound half the width of {@link Start#UNIFORM}, else 0
 * @param trained false for the running statistics of batch normalisation
 */
public record Weight(String name, List<Integer> shape, Start start, double bound, boolean trained) {

  /** How an array is filled before training; PyTorch's defaults. */
  public enum Start {
    /** Uniform on {@code [-bound, bound)}. */
    UNIFORM,
    /** All zero. */
    ZERO,
    /** All one. */
    ONE
  }

  /** Checks the shape. */
  public Weight {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(start, "start");
    shape = List.copyOf(shape);
  }

  static Weight uniform(String name, double bound, Integer... shape) {
    return new Weight(name, List.of(shape), Start.UNIFORM, bound, true);
  }

  static Weight constant(String name, Start start, boolean trained, int length) {
    return new Weight(name, List.of(length), start, 0, trained);
  }

  /**
   * The number of values.
   *
   * @return the product of the shape
   */
  public int size() {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    return size;
  }

  Weight withPrefix(String prefix) {
    return new Weight(prefix + "." + name, shape, start, bound, trained);
  }
}
