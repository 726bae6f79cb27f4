package org.ecg4j.sampling;

import java.nio.FloatBuffer;
import org.ecg4j.dataset.Examples;

/** Examples as points: value {@code j} of point {@code i} is {@code values[i * width + j]}. */
final class Points {
  private final float[] values;
  private final int width;
  private final int size;

  Points(float[] values, int width) {
    this.values = values;
    this.width = width;
    this.size = values.length / width;
  }

  static Points of(Examples examples, int[] rows) {
    int width = examples.inputSpec().size();
    long count = (long) rows.length * width;
    if (count > Integer.MAX_VALUE - 8) {
      throw tooMany(rows.length, width);
    }
    float[] values = new float[(int) count];
    examples.gather(rows, FloatBuffer.wrap(values));
    requireFinite(values, width, rows);
    return new Points(values, width);
  }

  static IllegalArgumentException tooMany(int size, int width) {
    return new IllegalArgumentException(
        size
            + " examples of "
            + width
            + " values are too many for a search of neighbours; map them to fewer features first");
  }

  /** A value that is no number has no distance to anything, and would spoil every search. */
  private static void requireFinite(float[] values, int width, int[] rows) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "value "
                + i % width
                + " of example "
                + rows[i / width]
                + " is "
                + values[i]
                + "; neighbours are searched among finite values only");
      }
    }
  }

  float[] values() {
    return values;
  }

  int width() {
    return width;
  }

  int size() {
    return size;
  }

  /** Some of the points, copied. */
  Points select(int[] which) {
    float[] chosen = new float[which.length * width];
    for (int i = 0; i < which.length; i++) {
      System.arraycopy(values, which[i] * width, chosen, i * width, width);
    }
    return new Points(chosen, width);
  }

  /**
   * The squared Euclidean distance, summed in double; in four sums, so that an addition need not
   * wait for the one before it.
   */
  double squaredDistance(int point, Points others, int other) {
    int a = point * width;
    int b = other * width;
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int j = 0;
    for (; j + 4 <= width; j += 4) {
      double d0 = (double) values[a + j] - others.values[b + j];
      double d1 = (double) values[a + j + 1] - others.values[b + j + 1];
      double d2 = (double) values[a + j + 2] - others.values[b + j + 2];
      double d3 = (double) values[a + j + 3] - others.values[b + j + 3];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    for (; j < width; j++) {
      double difference = (double) values[a + j] - others.values[b + j];
      sum0 += difference * difference;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  /** {@code from + share * (to - from)}. */
  float[] between(int from, Points others, int to, double share) {
    float[] point = new float[width];
    int a = from * width;
    int b = to * width;
    for (int j = 0; j < width; j++) {
      point[j] = (float) (values[a + j] + share * ((double) others.values[b + j] - values[a + j]));
    }
    return point;
  }
}
