package org.ecg4j.plots;

import java.util.Arrays;
import org.ecg4j.record.Signal;

/**
 * One lead of a strip, in millivolts. Its lowest and highest voltage lie on the bold lines of the
 * paper, 0.5 mV apart.
 */
final class StripRow {
  private static final double LINE_MV = 0.5;
  private static final double LEAST_MV = 2;
  private static final double MOST_MV = 6;
  // Room above 0 mV for the calibration pulse and the lead's name above it.
  private static final double LEAST_HIGH_MV = 1.5;

  final String label;
  final double samplingRateHz;
  final float[] millivolts;
  final double lowMv;
  final double highMv;

  private StripRow(String label, double samplingRateHz, float[] millivolts) {
    this.label = label;
    this.samplingRateHz = samplingRateHz;
    this.millivolts = millivolts;
    float[] present = present(millivolts);
    double low = -LINE_MV;
    double high = LEAST_HIGH_MV;
    if (present.length > 0) {
      double middle = Math.rint(present[present.length / 2] / LINE_MV) * LINE_MV;
      low = Math.max(floor(present[0]), middle - MOST_MV / 2);
      high = Math.min(floor(present[present.length - 1]) + LINE_MV, middle + MOST_MV / 2);
      if (low > -LEAST_MV && high < LEAST_MV) {
        // Near enough to 0 mV to show it.
        low = Math.min(low, -LINE_MV);
        high = Math.max(high, LEAST_HIGH_MV);
      }
      high = Math.max(high, low + LEAST_MV);
    }
    this.lowMv = low;
    this.highMv = high;
  }

  /** A part of a lead; samples outside the lead are left out. */
  static StripRow of(String label, Signal signal, long startSample, long endSample) {
    long start = Math.min(Math.max(startSample, 0), signal.sampleCount());
    long end = Math.max(start, Math.min(endSample, signal.sampleCount()));
    float[] wanted = new float[Math.toIntExact(endSample - startSample)];
    Arrays.fill(wanted, Float.NaN);
    signal.readPhysical(
        start, Math.toIntExact(end - start), wanted, Math.toIntExact(start - startSample));
    double factor = millivoltsPer(signal.info().unit());
    if (Double.isNaN(factor)) {
      throw new IllegalArgumentException(
          "lead "
              + signal.info().lead()
              + " is in "
              + signal.info().unit()
              + "; ECG paper needs a voltage: V, mV, uV or nV");
    }
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = (float) (wanted[i] * factor);
    }
    return new StripRow(label, signal.info().samplingRateHz(), wanted);
  }

  static boolean isVoltage(Signal signal) {
    return !Double.isNaN(millivoltsPer(signal.info().unit()));
  }

  private static double millivoltsPer(String unit) {
    return switch (unit) {
      case "V", "volt" -> 1e3;
      case "mV", "MV", "mv" -> 1;
      case "uV", "µV", "μV", "uv" -> 1e-3;
      case "nV" -> 1e-6;
      default -> Double.NaN;
    };
  }

  /** The voltage at which the calibration pulse stands: 0, or the row's lowest bold line. */
  double pulseFootMv() {
    return lowMv <= 0 && highMv >= LEAST_HIGH_MV ? 0 : lowMv + LINE_MV;
  }

  private static double floor(double millivolts) {
    return Math.floor(millivolts / LINE_MV) * LINE_MV;
  }

  private static float[] present(float[] values) {
    float[] kept = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        kept[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(kept, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
