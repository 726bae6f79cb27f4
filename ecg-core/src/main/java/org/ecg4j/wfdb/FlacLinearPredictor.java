package org.ecg4j.wfdb;

/**
 * Fits a linear predictor to a block of samples: windowed autocorrelation, the Levinson-Durbin
 * recursion, and weights rounded to integers for a common shift.
 */
final class FlacLinearPredictor {
  static final int MAX_ORDER = 12;

  /** The part of the window that rises or falls; the middle is flat. */
  private static final double TAPER = 0.5;

  private static final int MAX_SHIFT = 15;

  private final double[] correlation = new double[MAX_ORDER + 1];
  private final double[][] weights = new double[MAX_ORDER + 1][MAX_ORDER];
  private final double[] errors = new double[MAX_ORDER + 1];
  private final int[] rounded = new int[MAX_ORDER];
  private double[] window = {};
  private double[] windowed = {};
  private int order;
  private int precision;
  private int shift;

  /**
   * Fits a predictor of the order that promises the smallest residual.
   *
   * @param samples the block; not modified
   * @param count how many samples
   * @param sampleBits bits a sample
   * @return whether there is one
   */
  boolean fit(int[] samples, int count, int sampleBits) {
    int maxOrder = Math.min(MAX_ORDER, count - 1);
    precision = precision(count, sampleBits);
    if (maxOrder < 1) {
      return false;
    }
    correlate(samples, count, maxOrder);
    if (!(correlation[0] > 0)) {
      return false;
    }
    int reached = recurse(maxOrder);
    order = cheapestOrder(reached, count, sampleBits);
    return order > 0 && round();
  }

  int order() {
    return order;
  }

  /** Bits of a weight. */
  int precision() {
    return precision;
  }

  int shift() {
    return shift;
  }

  /** The weights, that of the newest sample first; the next fit overwrites them. */
  int[] weights() {
    return rounded;
  }

  /**
   * Computes what the predictor leaves over.
   *
   * @param residual receives it from index {@link #order()} on; modified
   * @return false when a value does not fit, so that the predictor cannot be used
   */
  boolean residual(int[] samples, int count, int[] residual) {
    for (int i = order; i < count; i++) {
      long sum = 0;
      for (int j = 0; j < order; j++) {
        sum += (long) rounded[j] * samples[i - 1 - j];
      }
      long value = samples[i] - (sum >> shift);
      // Half of the range of 32 bits is far more than any useful residual.
      if (value != (value << 33) >> 33) {
        return false;
      }
      residual[i] = (int) value;
    }
    return true;
  }

  /** Weights of long blocks and wide samples are worth more bits. */
  private static int precision(int count, int sampleBits) {
    int bySize = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    return Math.max(5, Math.min(15, Math.min(sampleBits / 2 + 5, bySize + 1)));
  }

  private void correlate(int[] samples, int count, int maxOrder) {
    if (window.length != count) {
      window = taperedWindow(count);
      windowed = new double[count];
    }
    for (int i = 0; i < count; i++) {
      windowed[i] = samples[i] * window[i];
    }
    for (int lag = 0; lag <= maxOrder; lag++) {
      double sum = 0;
      for (int i = lag; i < count; i++) {
        sum += windowed[i] * windowed[i - lag];
      }
      correlation[lag] = sum;
    }
  }

  /** A Tukey window: flat with cosine slopes. */
  private static double[] taperedWindow(int count) {
    double[] window = new double[count];
    double slope = TAPER / 2 * (count - 1);
    for (int i = 0; i < count; i++) {
      double edge = Math.min(i, count - 1 - i);
      window[i] = edge >= slope ? 1 : 0.5 * (1 - Math.cos(Math.PI * edge / slope));
    }
    return window;
  }

  /** Fills weights and errors of every order; returns the highest one that could be computed. */
  private int recurse(int maxOrder) {
    double error = correlation[0];
    errors[0] = error;
    double[] last = weights[0];
    for (int n = 1; n <= maxOrder; n++) {
      double sum = correlation[n];
      for (int j = 0; j < n - 1; j++) {
        sum -= last[j] * correlation[n - 1 - j];
      }
      double reflection = sum / error;
      double[] next = weights[n];
      for (int j = 0; j < n - 1; j++) {
        next[j] = last[j] - reflection * last[n - 2 - j];
      }
      next[n - 1] = reflection;
      error *= 1 - reflection * reflection;
      errors[n] = error;
      if (!(error > 0)) {
        return n - 1;
      }
      last = next;
    }
    return maxOrder;
  }

  /** The order with the lowest estimate of residual and weights together. */
  private int cheapestOrder(int reached, int count, int sampleBits) {
    int best = 0;
    double bestBits = Double.MAX_VALUE;
    for (int n = 1; n <= reached; n++) {
      // Of a Laplacian residual with this variance, a Rice code takes about so much.
      double variance = errors[n] / count;
      double bitsPerSample = Math.max(0, 0.5 * Math.log(variance) / Math.log(2)) + 1;
      double bits = bitsPerSample * (count - n) + (double) n * (sampleBits + precision);
      if (bits < bestBits) {
        bestBits = bits;
        best = n;
      }
    }
    return best;
  }

  /** Rounds the weights, handing each one's rounding error on to the next. */
  private boolean round() {
    double largest = 0;
    for (int j = 0; j < order; j++) {
      largest = Math.max(largest, Math.abs(weights[order][j]));
    }
    if (!(largest > 0) || Double.isInfinite(largest)) {
      return false;
    }
    shift = Math.min(MAX_SHIFT, precision - 2 - Math.getExponent(largest));
    if (shift < 0) {
      return false;
    }
    int limit = (1 << (precision - 1)) - 1;
    double carried = 0;
    for (int j = 0; j < order; j++) {
      double exact = Math.scalb(weights[order][j], shift) + carried;
      rounded[j] = (int) Math.max(-limit - 1, Math.min(limit, Math.rint(exact)));
      carried = exact - rounded[j];
    }
    return true;
  }
}
