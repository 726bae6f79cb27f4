package org.ecg4j.signal;

import java.util.Objects;

/**
 * Takes the wandering baseline out of an ECG with two moving medians: the first is longer than a
 * QRS complex and takes it away, the second longer than a T wave; what is left is the baseline. The
 * method of de Chazal, O'Dwyer and Reilly, IEEE Transactions on Biomedical Engineering 51 (2004),
 * 1196. The cost of a sample grows with the logarithm of the window. A missing sample (NaN) stays
 * missing and is left out of the medians.
 *
 * @param firstWindowMs the length of the first median
 * @param secondWindowMs the length of the second median
 * @param edge what lies beyond the ends of the signal
 */
public record BaselineRemoval(double firstWindowMs, double secondWindowMs, Edge edge) {

  /** What a median sees beyond the ends of the signal. */
  public enum Edge {
    /** The first and the last value, again and again. */
    NEAREST,
    /** Zeros, as in {@code scipy.signal.medfilt}. */
    ZERO
  }

  /** Checks lengths. */
  public BaselineRemoval {
    checkWindow(firstWindowMs);
    checkWindow(secondWindowMs);
    Objects.requireNonNull(edge, "edge");
  }

  /**
   * Medians of 200 and 600 ms; beyond its ends the signal keeps its first and last value.
   *
   * @return the usual choice
   */
  public static BaselineRemoval defaults() {
    return new BaselineRemoval(200, 600, Edge.NEAREST);
  }

  /**
   * The same with other lengths.
   *
   * @param newFirstWindowMs the length of the first median
   * @param newSecondWindowMs the length of the second median
   * @return a copy
   */
  public BaselineRemoval withWindowsMs(double newFirstWindowMs, double newSecondWindowMs) {
    return new BaselineRemoval(newFirstWindowMs, newSecondWindowMs, edge);
  }

  /**
   * The same with another rule for the ends.
   *
   * @param newEdge what lies beyond the ends
   * @return a copy
   */
  public BaselineRemoval withEdge(Edge newEdge) {
    return new BaselineRemoval(firstWindowMs, secondWindowMs, newEdge);
  }

  /**
   * The baseline of a signal.
   *
   * @param samples the signal; not modified
   * @param samplingRateHz samples a second
   * @return a value for each sample
   */
  public float[] baseline(float[] samples, double samplingRateHz) {
    double[] first =
        median(Samples.toDouble(samples), windowSamples(firstWindowMs, samplingRateHz), edge);
    return Samples.toFloat(median(first, windowSamples(secondWindowMs, samplingRateHz), edge));
  }

  /**
   * The signal without its baseline.
   *
   * @param samples the signal; not modified
   * @param samplingRateHz samples a second
   * @return the difference, as long as the given signal
   */
  public float[] remove(float[] samples, double samplingRateHz) {
    float[] result = baseline(samples, samplingRateHz);
    for (int i = 0; i < result.length; i++) {
      result[i] = samples[i] - result[i];
    }
    return result;
  }

  /**
   * The same for samples that arrive one after the other.
   *
   * @param samplingRateHz samples a second
   * @return a new state, for one lead
   */
  public BaselineStream stream(double samplingRateHz) {
    return new BaselineStream(
        windowSamples(firstWindowMs, samplingRateHz),
        windowSamples(secondWindowMs, samplingRateHz),
        edge);
  }

  /** The odd number of samples that reaches equally far to both sides. */
  static int windowSamples(double windowMs, double samplingRateHz) {
    if (!(samplingRateHz > 0) || Double.isInfinite(samplingRateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + samplingRateHz + " Hz");
    }
    return 2 * Math.toIntExact(Math.round(windowMs * samplingRateHz / 2000)) + 1;
  }

  /** A moving median of an odd length, centred on each sample. */
  static double[] median(double[] samples, int length, Edge edge) {
    double[] result = new double[samples.length];
    MedianStage stage = new MedianStage(length, edge);
    int half = stage.delaySamples();
    for (int i = 0; i < samples.length + half; i++) {
      double median = i < samples.length ? stage.next(samples[i]) : stage.nextAfterEnd();
      if (i >= half) {
        result[i - half] = median;
      }
    }
    return result;
  }

  private static void checkWindow(double windowMs) {
    if (!(windowMs > 0 && windowMs <= 60_000)) {
      throw new IllegalArgumentException(
          "a median window must be longer than 0 and at most 60,000 ms, not " + windowMs);
    }
  }
}
