package org.ecg4j.detect;

import java.util.Arrays;

/**
 * Adds recorded noise to a record as the WFDB tool nst does: five clean minutes, then two noisy and
 * two clean ones in turn. The signal's power is the squared trimmed mean of the peak-to-peak
 * amplitudes of the first 300 normal complexes over 8, the noise's the squared trimmed mean of the
 * root mean squares of its first 300 seconds.
 */
final class NoiseStress {
  private static final int MEASURED = 300;
  private static final double CLEAN_SECONDS = 300;
  private static final double TURN_SECONDS = 120;
  private static final double HALF_WINDOW_SECONDS = 0.05;

  private NoiseStress() {}

  static float[] add(
      float[] signal, long[] normalBeats, float[] noise, int noiseShift, double snrDb) {
    double gain =
        Math.sqrt(
            signalPower(signal, normalBeats) / (noisePower(noise) * Math.pow(10, snrDb / 10)));
    float[] sum = signal.clone();
    for (int i = 0; i < sum.length; i++) {
      double seconds = i / MitBih.RATE_HZ - CLEAN_SECONDS;
      if (seconds >= 0 && (int) (seconds / TURN_SECONDS) % 2 == 0) {
        sum[i] += (float) (gain * noise[(i + noiseShift) % noise.length]);
      }
    }
    return sum;
  }

  private static double signalPower(float[] signal, long[] beats) {
    int half = (int) Math.round(HALF_WINDOW_SECONDS * MitBih.RATE_HZ);
    double[] ranges =
        Arrays.stream(beats)
            .filter(beat -> beat >= half && beat + half < signal.length)
            .limit(MEASURED)
            .mapToDouble(beat -> range(signal, (int) beat - half, (int) beat + half))
            .toArray();
    double mean = trimmedMean(ranges);
    return mean * mean / 8;
  }

  private static double range(float[] values, int from, int to) {
    float low = values[from];
    float high = values[from];
    for (int i = from; i <= to; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    return (double) high - low;
  }

  private static double noisePower(float[] noise) {
    int second = (int) MitBih.RATE_HZ;
    double[] levels = new double[MEASURED];
    for (int k = 0; k < MEASURED; k++) {
      double sum = 0;
      for (int i = k * second; i < (k + 1) * second; i++) {
        sum += noise[i];
      }
      double mean = sum / second;
      double squares = 0;
      for (int i = k * second; i < (k + 1) * second; i++) {
        squares += (noise[i] - mean) * (noise[i] - mean);
      }
      levels[k] = Math.sqrt(squares / second);
    }
    double mean = trimmedMean(levels);
    return mean * mean;
  }

  private static double trimmedMean(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = (int) (0.05 * sorted.length);
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(Double.NaN);
  }
}
