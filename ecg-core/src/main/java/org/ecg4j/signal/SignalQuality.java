package org.ecg4j.signal;

import java.util.Arrays;
import org.ecg4j.record.Signal;

/**
 * What is wrong with a stretch of one lead, as shares between 0 and 1. A measure that cannot be
 * told is NaN.
 *
 * @param missingFraction samples that the record marks as missing
 * @param flatFraction known samples in runs of at least 500 ms that stay within one ADC unit
 * @param clippedFraction known samples, not flat ones, in runs of at least 10 ms (and 3 samples)
 *     exactly at the highest or lowest value of the stretch: an amplifier at its limit
 * @param saturatedFraction known samples at the limits of the converter's range; NaN when the
 *     record does not tell its resolution
 * @param highFrequencyFraction energy above 40 Hz as a share of the energy above 0.5 Hz, each
 *     behind a zero-phase second-order Butterworth filter: muscle and power line; NaN when nothing
 *     varies or the sampling rate is 80 Hz or less
 */
public record SignalQuality(
    double missingFraction,
    double flatFraction,
    double clippedFraction,
    double saturatedFraction,
    double highFrequencyFraction) {

  private static final double FLAT_SECONDS = 0.5;
  private static final double CLIPPED_SECONDS = 0.01;
  private static final double HIGH_FREQUENCY_HZ = 40;
  private static final double LOW_FREQUENCY_HZ = 0.5;

  /**
   * Measures a whole lead.
   *
   * @param signal the lead
   * @return its quality
   */
  public static SignalQuality of(Signal signal) {
    return of(signal, 0, Math.toIntExact(signal.sampleCount()));
  }

  /**
   * Measures a stretch of a lead.
   *
   * @param signal the lead
   * @param startSample the first sample, inclusive
   * @param count how many, at least one
   * @return its quality
   */
  public static SignalQuality of(Signal signal, long startSample, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, not " + count);
    }
    int[] digital = new int[count];
    signal.readDigital(startSample, count, digital, 0);
    boolean[] missing = new boolean[count];
    int known = 0;
    int lowest = Integer.MAX_VALUE;
    int highest = Integer.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      missing[i] = digital[i] == signal.missingCode();
      if (!missing[i]) {
        known++;
        lowest = Math.min(lowest, digital[i]);
        highest = Math.max(highest, digital[i]);
      }
    }
    double missingFraction = (count - known) / (double) count;
    if (known == 0) {
      return new SignalQuality(missingFraction, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double rate = signal.info().samplingRateHz();
    boolean[] flat = flat(digital, missing, (int) Math.ceil(FLAT_SECONDS * rate));
    int clippedRun = Math.max(3, (int) Math.ceil(CLIPPED_SECONDS * rate));
    int clipped = clipped(digital, missing, flat, lowest, highest, clippedRun);
    return new SignalQuality(
        missingFraction,
        count(flat) / (double) known,
        clipped / (double) known,
        saturated(signal, digital, missing) / (double) known,
        highFrequency(digital, missing, rate));
  }

  /**
   * Whether the stretch is fit for use by plain limits: at most 5 % missing, 10 % flat, 1 % clipped
   * or saturated, and half of the energy above 40 Hz.
   *
   * @return true when no known measure is beyond its limit
   */
  public boolean isUsable() {
    return !(missingFraction > 0.05
        || flatFraction > 0.1
        || clippedFraction > 0.01
        || saturatedFraction > 0.01
        || highFrequencyFraction > 0.5
        || missingFraction == 1);
  }

  /** Marks each maximal run of known samples within one unit that is long enough. */
  private static boolean[] flat(int[] digital, boolean[] missing, int shortestRun) {
    boolean[] flat = new boolean[digital.length];
    int start = 0;
    int low = 0;
    int high = 0;
    for (int i = 0; i <= digital.length; i++) {
      boolean ends = i == digital.length || missing[i];
      int value = ends ? 0 : digital[i];
      if (i > start && !ends && Math.max(high, value) - (long) Math.min(low, value) <= 1) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        continue;
      }
      if (i - start >= shortestRun) {
        Arrays.fill(flat, start, i, true);
      }
      start = ends ? i + 1 : i;
      low = value;
      high = value;
      if (!ends) {
        // A run may begin inside the previous one, with its last samples within one unit.
        while (start > 0
            && !missing[start - 1]
            && Math.max(high, digital[start - 1]) - (long) Math.min(low, digital[start - 1]) <= 1) {
          start--;
          low = Math.min(low, digital[start]);
          high = Math.max(high, digital[start]);
        }
      }
    }
    return flat;
  }

  private static int clipped(
      int[] digital, boolean[] missing, boolean[] flat, int lowest, int highest, int shortestRun) {
    int clipped = 0;
    int run = 0;
    for (int i = 0; i <= digital.length; i++) {
      boolean atLimit =
          i < digital.length
              && !missing[i]
              && !flat[i]
              && (digital[i] == lowest || digital[i] == highest)
              && (run == 0 || digital[i] == digital[i - 1]);
      if (atLimit) {
        run++;
      } else {
        clipped += run >= shortestRun ? run : 0;
        run = 0;
      }
    }
    return clipped;
  }

  private static double saturated(Signal signal, int[] digital, boolean[] missing) {
    int bits = signal.info().adcResolutionBits();
    if (bits < 1 || bits > 32) {
      return Double.NaN;
    }
    long middle = signal.info().adcZero();
    long reach = 1L << (bits - 1);
    int saturated = 0;
    for (int i = 0; i < digital.length; i++) {
      if (!missing[i] && (digital[i] <= middle - reach || digital[i] >= middle + reach - 1)) {
        saturated++;
      }
    }
    return saturated;
  }

  private static double highFrequency(int[] digital, boolean[] missing, double rate) {
    if (rate <= 2 * HIGH_FREQUENCY_HZ) {
      return Double.NaN;
    }
    double[] values = new double[digital.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = missing[i] ? Double.NaN : digital[i];
    }
    BiquadFilter high = BiquadFilter.butterworthHighPass(2, HIGH_FREQUENCY_HZ, rate);
    BiquadFilter all = BiquadFilter.butterworthHighPass(2, LOW_FREQUENCY_HZ, rate);
    if (values.length <= all.edgeSamples()) {
      return Double.NaN;
    }
    double total = energy(all.zeroPhase(values));
    // Rounding leaves a trace of energy in a constant: far below one ADC unit.
    return total / values.length < 1e-6 ? Double.NaN : energy(high.zeroPhase(values)) / total;
  }

  private static double energy(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += Double.isNaN(value) ? 0 : value * value;
    }
    return sum;
  }

  private static int count(boolean[] marks) {
    int count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }
}
