package org.ecg4j.dataset;

import java.util.Arrays;

/**
 * An immutable array of floats with a shape, row-major: value {@code (i, j, k)} of shape {@code (a,
 * b, c)} is at {@code (i * b + j) * c + k}.
 */
public final class Tensor {
  private final int[] shape;
  private final float[] values;

  Tensor(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor over copies of the arrays.
   *
   * @param shape the length of each axis
   * @param values as many as the product of the shape
   * @return the tensor
   */
  public static Tensor of(int[] shape, float[] values) {
    int size = 1;
    for (int length : shape) {
      size = Math.multiplyExact(size, length);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " holds " + size + " values, not " + values.length);
    }
    return new Tensor(shape.clone(), values.clone());
  }

  /**
   * The length of each axis.
   *
   * @return a copy
   */
  public int[] shape() {
    return shape.clone();
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
   * One value.
   *
   * @param indices one for each axis
   * @return the value
   * @throws IndexOutOfBoundsException when an index is not within its axis
   */
  public float get(int... indices) {
    if (indices.length != shape.length) {
      throw new IllegalArgumentException(
          "shape "
              + Arrays.toString(shape)
              + " needs "
              + shape.length
              + " indices, not "
              + indices.length);
    }
    int flat = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (indices[axis] < 0 || indices[axis] >= shape[axis]) {
        throw new IndexOutOfBoundsException(
            "index " + Arrays.toString(indices) + " is not within shape " + Arrays.toString(shape));
      }
      flat = flat * shape[axis] + indices[axis];
    }
    return values[flat];
  }

  /**
   * All values, row-major.
   *
   * @return a copy
   */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
