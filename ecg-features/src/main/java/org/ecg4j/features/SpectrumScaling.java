package org.ecg4j.features;

/**
 * What the values of a spectrum are divided by; the names are those of {@code scipy.signal.stft}.
 */
public enum SpectrumScaling {
  /**
   * X / |Σ w|: the magnitude of a sine of amplitude A in the middle of a bin is A / 2, in the unit
   * of the signal.
   */
  SPECTRUM {
    @Override
    double factor(double[] window, double samplingRateHz) {
      double sum = 0;
      for (double w : window) {
        sum += w;
      }
      return 1 / Math.abs(sum);
    }
  },
  /**
   * X / √(fs Σ w²): the squared magnitude is a two-sided power density, in the unit of the signal
   * squared per hertz.
   */
  PSD {
    @Override
    double factor(double[] window, double samplingRateHz) {
      double squares = 0;
      for (double w : window) {
        squares += w * w;
      }
      return 1 / Math.sqrt(samplingRateHz * squares);
    }
  };

  abstract double factor(double[] window, double samplingRateHz);
}
