package org.ecg4j.features;

import java.util.Objects;

/**
 * A window that a segment is multiplied with before its Fourier transform. All are periodic, the
 * form for spectral analysis: {@code scipy.signal.get_window} with its default {@code
 * fftbins=True}. With x = 2πn / N for sample n of N:
 *
 * <ul>
 *   <li>{@code HANN} 0.5 − 0.5 cos x
 *   <li>{@code HAMMING} 0.54 − 0.46 cos x
 *   <li>{@code BLACKMAN} 0.42 − 0.5 cos x + 0.08 cos 2x
 *   <li>{@code BOXCAR} 1
 *   <li>{@code KAISER} I₀(β √(1 − (2n/N − 1)²)) / I₀(β)
 * </ul>
 *
 * @param shape its formula
 * @param beta the parameter of a Kaiser window, 0 for the others
 */
public record WindowFunction(Shape shape, double beta) {

  /** The formula of a window. */
  public enum Shape {
    /** Raised cosine that ends at 0. */
    HANN,
    /** Raised cosine that ends above 0. */
    HAMMING,
    /** Three cosine terms. */
    BLACKMAN,
    /** No window. */
    BOXCAR,
    /** Bessel function with a parameter. */
    KAISER
  }

  /** Checks the parameter. */
  public WindowFunction {
    Objects.requireNonNull(shape, "shape");
    if (!(beta >= 0 && beta <= 500) || (beta != 0 && shape != Shape.KAISER)) {
      throw new IllegalArgumentException(
          "beta must be 0 to 500 for a Kaiser window and 0 for others, not " + beta);
    }
  }

  /**
   * The Hann window.
   *
   * @return the window
   */
  public static WindowFunction hann() {
    return new WindowFunction(Shape.HANN, 0);
  }

  /**
   * The Hamming window.
   *
   * @return the window
   */
  public static WindowFunction hamming() {
    return new WindowFunction(Shape.HAMMING, 0);
  }

  /**
   * The Blackman window.
   *
   * @return the window
   */
  public static WindowFunction blackman() {
    return new WindowFunction(Shape.BLACKMAN, 0);
  }

  /**
   * The rectangular window: all ones.
   *
   * @return the window
   */
  public static WindowFunction boxcar() {
    return new WindowFunction(Shape.BOXCAR, 0);
  }

  /**
   * The Kaiser window.
   *
   * @param beta 0 is rectangular, 5 near Hamming, 8.6 near Blackman
   * @return the window
   */
  public static WindowFunction kaiser(double beta) {
    return new WindowFunction(Shape.KAISER, beta);
  }

  /**
   * The weights of a segment.
   *
   * @param length samples of the segment, at least 1
   * @return a new array
   */
  public double[] values(int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a window needs at least 1 sample, not " + length);
    }
    double[] values = new double[length];
    for (int n = 0; n < length; n++) {
      // The only sample of a window of one is its middle.
      double x = length == 1 ? Math.PI : 2 * Math.PI * n / length;
      values[n] =
          switch (shape) {
            case HANN -> 0.5 - 0.5 * Math.cos(x);
            case HAMMING -> 0.54 - 0.46 * Math.cos(x);
            case BLACKMAN -> 0.42 - 0.5 * Math.cos(x) + 0.08 * Math.cos(2 * x);
            case BOXCAR -> 1;
            case KAISER -> {
              double edge = x / Math.PI - 1;
              yield besselI0(beta * Math.sqrt(1 - edge * edge)) / besselI0(beta);
            }
          };
    }
    return values;
  }

  /** The modified Bessel function of order 0, by its power series. */
  private static double besselI0(double x) {
    double quarter = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= quarter / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
