package org.ecg4j.features;

import java.util.Arrays;
import org.ecg4j.features.StftOptions.Boundary;
import org.ecg4j.features.StftOptions.Detrend;

/** The short-time Fourier transform by its definition, in double precision. */
final class NaiveStft {
  private NaiveStft() {}

  /** Value [frequency][time] = {real, imaginary}; a framing with its overlap given. */
  static double[][][] transform(float[] x, double samplingRateHz, StftOptions options) {
    int n = options.framing().segmentSamples();
    int hop = n - options.framing().overlapSamples();
    int edge = options.framing().boundary() == Boundary.NONE ? 0 : n / 2;
    int length = x.length + 2 * edge;
    if (options.framing().padded()) {
      while ((length - n) % hop != 0) {
        length++;
      }
    }
    double[] extended = new double[length];
    for (int i = 0; i < x.length + 2 * edge; i++) {
      extended[i] = at(x, i - edge, options.framing().boundary());
    }
    double[] window = options.window().values(n);
    double divisor =
        options.scaling() == SpectrumScaling.SPECTRUM
            ? Arrays.stream(window).sum()
            : Math.sqrt(samplingRateHz * Arrays.stream(window).map(w -> w * w).sum());
    int frames = (length - n) / hop + 1;
    int frequencies = options.fftLength() / 2 + 1;
    double[][][] result = new double[frequencies][frames][2];
    for (int f = 0; f < frames; f++) {
      double[] segment = Arrays.copyOfRange(extended, f * hop, f * hop + n);
      detrend(segment, options.detrend());
      for (int k = 0; k < frequencies; k++) {
        for (int j = 0; j < n; j++) {
          double angle = -2 * Math.PI * j * k / options.fftLength();
          result[k][f][0] += segment[j] * window[j] / divisor * Math.cos(angle);
          result[k][f][1] += segment[j] * window[j] / divisor * Math.sin(angle);
        }
      }
    }
    return result;
  }

  private static double at(float[] x, int i, Boundary boundary) {
    int last = x.length - 1;
    if (i >= 0 && i <= last) {
      return x[i];
    }
    int mirrored = i < 0 ? -i : 2 * last - i;
    double end = i < 0 ? x[0] : x[last];
    return switch (boundary) {
      case NONE, ZEROS -> 0;
      case CONSTANT -> end;
      case EVEN -> x[mirrored];
      case ODD -> 2 * end - x[mirrored];
    };
  }

  /** Normal equations of a straight line, or the mean. */
  private static void detrend(double[] y, Detrend detrend) {
    if (detrend == Detrend.NONE) {
      return;
    }
    double n = y.length;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int i = 0; i < y.length; i++) {
      sx += i;
      sy += y[i];
      sxx += (double) i * i;
      sxy += i * y[i];
    }
    double slope =
        detrend == Detrend.CONSTANT || n < 2 ? 0 : (n * sxy - sx * sy) / (n * sxx - sx * sx);
    double start = (sy - slope * sx) / n;
    for (int i = 0; i < y.length; i++) {
      y[i] -= start + slope * i;
    }
  }
}
