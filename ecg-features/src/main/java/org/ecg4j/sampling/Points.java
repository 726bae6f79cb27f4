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
      throw new IllegalArgumentException(
          rows.length
              + " examples of "
              + width
              + " values are too many for a search of neighbours; map them to fewer features"
              + " first");
    }
    float[] values = new float[(int) count];
    examples.gather(rows, FloatBuffer.wrap(values));
    return new Points(values, width);
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

  /** The squared Euclidean distance, summed in double. */
  double squaredDistance(int point, Points others, int other) {
    int a = point * width;
    int b = other * width;
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double difference = (double) values[a + j] - others.values[b + j];
      sum += difference * difference;
    }
    return sum;
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
