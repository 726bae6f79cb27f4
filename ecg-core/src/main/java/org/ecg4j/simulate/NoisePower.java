package org.ecg4j.simulate;

import java.util.Arrays;
import org.ecg4j.record.AnnotationCode;

/** Signal and noise power as the WFDB tool nst measures them, on plain arrays. */
final class NoisePower {
  private static final int MEASURED_BEATS = 300;
  private static final int MEASURED_SECONDS = 300;
  private static final double HALF_WINDOW_SECONDS = 0.05;
  private static final double TRIMMED_AT_EACH_END = 0.05;

  private NoisePower() {}

  /** Whether a beat counts as normal here: all that the ventricles did not begin. */
  static boolean measures(AnnotationCode code) {
    // V, F, E, ? and r are what the WFDB library does not map to "normal".
    return code.isBeat()
        && switch (code.value()) {
          case 5, 6, 10, 30, 41 -> false;
          default -> true;
        };
  }

  /** Squared trimmed mean of the peak-to-peak amplitudes around beats, over 8. */
  static double ofSignal(double[] values, long[] beatSamples, double samplingRateHz) {
    int half = (int) StrictMath.round(HALF_WINDOW_SECONDS * samplingRateHz);
    double[] ranges = new double[MEASURED_BEATS];
    int count = 0;
    for (int b = 0; b < beatSamples.length && count < MEASURED_BEATS; b++) {
      long from = beatSamples[b] - half;
      long to = beatSamples[b] + half;
      if (from >= 0 && to < values.length) {
        double range = range(values, (int) from, (int) to);
        if (!Double.isNaN(range)) {
          ranges[count++] = range;
        }
      }
    }
    double mean = trimmedMean(Arrays.copyOf(ranges, count));
    return mean * mean / 8;
  }

  /** Squared trimmed mean of the root mean squares of the first 300 seconds. */
  static double ofNoise(double[] values, double samplingRateHz) {
    int second = (int) StrictMath.round(samplingRateHz);
    int count = StrictMath.min(MEASURED_SECONDS, values.length / second);
    double[] levels = new double[count];
    for (int k = 0; k < count; k++) {
      levels[k] = rootMeanSquare(values, k * second, (k + 1) * second);
    }
    double mean = trimmedMean(levels);
    return mean * mean;
  }

  /** What noise must be multiplied by to lie the wanted ratio below the signal. */
  static double gain(double signalPower, double noisePower, double snrDb) {
    return StrictMath.sqrt(signalPower / (noisePower * StrictMath.pow(10, snrDb / 10)));
  }

  private static double range(double[] values, int from, int to) {
    double lowest = values[from];
    double highest = values[from];
    for (int i = from; i <= to; i++) {
      lowest = StrictMath.min(lowest, values[i]);
      highest = StrictMath.max(highest, values[i]);
    }
    return highest - lowest;
  }

  private static double rootMeanSquare(double[] values, int from, int to) {
    double mean = 0;
    for (int i = from; i < to; i++) {
      mean += values[i];
    }
    mean /= to - from;
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    return StrictMath.sqrt(sum / (to - from));
  }

  /** The mean without the largest and the smallest 5 %; NaN of nothing. */
  static double trimmedMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = (int) (TRIMMED_AT_EACH_END * sorted.length);
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }
}
