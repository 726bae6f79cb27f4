package org.ecg4j.signal;

/** Small helpers on arrays of samples. */
final class Samples {
  private Samples() {}

  static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  static float[] toFloat(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  static void reverse(double[] values) {
    for (int i = 0, j = values.length - 1; i < j; i++, j--) {
      double swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }

  /**
   * Puts a straight line in place of each stretch of NaN, and the nearest value at the ends; zeros
   * when nothing is known. Gives the array itself when nothing is missing.
   */
  static double[] bridgeGaps(double[] values) {
    int first = 0;
    while (first < values.length && !Double.isNaN(values[first])) {
      first++;
    }
    if (first == values.length) {
      return values;
    }
    double[] result = values.clone();
    int known = first - 1;
    for (int i = first; i <= values.length; i++) {
      boolean end = i == values.length;
      if (!end && Double.isNaN(values[i])) {
        continue;
      }
      if (i - known > 1) {
        double left = known >= 0 ? values[known] : end ? 0 : values[i];
        double right = end ? left : values[i];
        for (int j = known + 1; j < i; j++) {
          result[j] = left + (right - left) * (j - known) / (i - known);
        }
      }
      known = i;
    }
    return result;
  }
}
