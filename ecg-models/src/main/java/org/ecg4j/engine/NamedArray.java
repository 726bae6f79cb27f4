package org.ecg4j.engine;

import java.util.Arrays;
import java.util.List;

/**
 * An array of floats with a name and a shape, row-major: one tensor of a network, under the name
 * that PyTorch would give it.
 */
public final class NamedArray {
  private final String name;
  private final List<Integer> shape;
  private final float[] values;

  /**
   * An array over its own copy of the values.
   *
   * @param name its name
   * @param shape the length of each axis; empty for a single number
   * @param values as many as the product of the shape; copied
   */
  public NamedArray(String name, List<Integer> shape, float[] values) {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          name + " of shape " + shape + " holds " + size + " values, not " + values.length);
    }
    this.name = name;
    this.shape = List.copyOf(shape);
    this.values = values.clone();
  }

  /**
   * The name.
   *
   * @return such as {@code fc.weight}
   */
  public String name() {
    return name;
  }

  /**
   * The length of each axis.
   *
   * @return an unmodifiable list
   */
  public List<Integer> shape() {
    return shape;
  }

  /**
   * The number of values.
   *
   * @return the product of the shape
   */
  public int size() {
    return values.length;
  }

  /**
   * The values.
   *
   * @return a copy
   */
  public float[] values() {
    return values.clone();
  }

  /** The values themselves; not modified. */
  float[] raw() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedArray that
        && name.equals(that.name)
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + " " + shape;
  }
}
