package org.ecg4j.signal;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/**
 * Changes the sampling rate by a ratio of whole numbers with one polyphase low-pass filter. Equal
 * to {@code scipy.signal.resample_poly} with its defaults: a sinc of 20 × max(up, down) + 1 taps
 * under a Kaiser window (β = 5), zeros beyond the ends, no delay. Immutable.
 *
 * <p>Missing samples (NaN) are bridged by a straight line, and the output is NaN where it falls
 * nearest to a missing sample.
 */
public final class Resampler {
  private static final double KAISER_BETA = 5;
  private static final int MAX_FACTOR = 10_000;

  private final int up;
  private final int down;
  private final int halfTaps;
  // phases[p][j] weighs the input j places after the first one that reaches an output of phase p.
  private final double[][] phases;

  private Resampler(int up, int down) {
    this.up = up;
    this.down = down;
    this.halfTaps = 10 * Math.max(up, down);
    this.phases = up == down ? new double[0][] : phases(taps(up, Math.max(up, down)), up);
  }

  /**
   * A resampler by a ratio.
   *
   * @param up 1 to 10,000 after cancelling common factors
   * @param down the same
   * @return a resampler that makes {@code up} samples of every {@code down}
   */
  public static Resampler of(int up, int down) {
    if (up < 1 || down < 1) {
      throw new IllegalArgumentException(
          "up and down must be at least 1, not " + up + " and " + down);
    }
    int divisor = gcd(up, down);
    if (up / divisor > MAX_FACTOR || down / divisor > MAX_FACTOR) {
      throw new IllegalArgumentException(
          "up and down must be at most "
              + MAX_FACTOR
              + " after cancelling, not "
              + up / divisor
              + " and "
              + down / divisor);
    }
    return new Resampler(up / divisor, down / divisor);
  }

  /**
   * A resampler from one rate to another.
   *
   * @param fromHz the rate of the signal
   * @param toHz the wanted rate
   * @return the resampler
   * @throws IllegalArgumentException when the rates are not in a ratio of whole numbers up to
   *     10,000
   */
  public static Resampler between(double fromHz, double toHz) {
    checkRate(fromHz);
    checkRate(toHz);
    double ratio = toHz / fromHz;
    for (int denominator = 1; denominator <= MAX_FACTOR; denominator++) {
      double numerator = Math.rint(ratio * denominator);
      if (numerator >= 1
          && numerator <= MAX_FACTOR
          && Math.abs(numerator / denominator - ratio) <= 1e-12 * ratio) {
        return of((int) numerator, denominator);
      }
    }
    throw new IllegalArgumentException(
        "rates "
            + fromHz
            + " and "
            + toHz
            + " Hz are not in a ratio of whole numbers up to "
            + MAX_FACTOR);
  }

  /**
   * The factor by which the number of samples grows, in lowest terms.
   *
   * @return the numerator
   */
  public int up() {
    return up;
  }

  /**
   * The divisor of the number of samples, in lowest terms.
   *
   * @return the denominator
   */
  public int down() {
    return down;
  }

  /**
   * The number of samples of the output.
   *
   * @param count samples of the input
   * @return ⌈count × up / down⌉
   */
  public long outputSamples(long count) {
    return Math.addExact(Math.multiplyExact(count, up), down - 1L) / down;
  }

  /**
   * Where a sample of the input lies in the output.
   *
   * @param sample an input sample
   * @return the nearest output sample; halves go up
   */
  public long moveSample(long sample) {
    return Math.floorDiv(
        Math.addExact(Math.multiplyExact(sample, 2L * up), (long) down), 2L * down);
  }

  /**
   * Resamples a signal.
   *
   * @param samples the signal; not modified
   * @return the signal at the new rate
   */
  public double[] resample(double[] samples) {
    if (up == down) {
      return samples.clone();
    }
    double[] known = Samples.bridgeGaps(samples);
    double[] result = new double[Math.toIntExact(outputSamples(samples.length))];
    for (int m = 0; m < result.length; m++) {
      result[m] = output(m, known.length, known, 0);
    }
    if (known != samples) {
      for (int m = 0; m < result.length; m++) {
        int nearest = (int) Math.min(samples.length - 1L, nearestInput(m));
        if (Double.isNaN(samples[nearest])) {
          result[m] = Double.NaN;
        }
      }
    }
    return result;
  }

  /**
   * One output of an input that has some length, zeros beyond its ends; {@code values} holds it
   * from the sample {@code base} on, as far as it has a part in the output.
   */
  double output(long m, long inputs, double[] values, long base) {
    if (up == down) {
      return values[(int) (m - base)];
    }
    // Output m is the sum over k of input[k] * taps[halfTaps + m * down - k * up].
    long position = halfTaps + m * down;
    double[] weights = phases[(int) (position % up)];
    long first = position / up - (weights.length - 1);
    int from = (int) Math.max(0, -first);
    int to = (int) Math.min(weights.length, inputs - first);
    int shift = (int) (first - base);
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += weights[j] * values[shift + j];
    }
    return sum;
  }

  /** The last input that has a part in an output. */
  long lastInput(long m) {
    return up == down ? m : (halfTaps + m * down) / up;
  }

  /** The input that an output falls nearest to. */
  long nearestInput(long m) {
    return Math.round((double) m * down / up);
  }

  /** How many inputs before and after an output have a part in it, at most. */
  int reachSamples() {
    return up == down ? 0 : halfTaps / up + 1;
  }

  /**
   * The same for samples that arrive one after the other.
   *
   * @param samplingRateHz the rate of the input
   * @return a new state, for one lead
   */
  public ResamplerStream stream(double samplingRateHz) {
    checkRate(samplingRateHz);
    return new ResamplerStream(this, samplingRateHz);
  }

  /**
   * The same as {@link #resample(double[])}; computes in double precision.
   *
   * @param samples the signal; not modified
   * @return the signal at the new rate
   */
  public float[] resample(float[] samples) {
    return Samples.toFloat(resample(Samples.toDouble(samples)));
  }

  /**
   * Resamples a whole record: every lead, whatever its own rate, comes to the new rate, and every
   * annotation moves to the nearest new sample. Calibration stays; digital values are rounded to
   * whole ADC units.
   *
   * @param record the record
   * @param toHz the new rate
   * @return a new record
   */
  public static EcgRecord resample(EcgRecord record, double toHz) {
    List<Signal> signals = new ArrayList<>();
    for (Signal signal : record.signals()) {
      signals.add(between(signal.info().samplingRateHz(), toHz).resample(signal, toHz));
    }
    Resampler frames = between(record.samplingRateHz(), toHz);
    RecordHeader old = record.header();
    EcgRecord result =
        EcgRecord.of(
            new RecordHeader(
                old.name(),
                toHz,
                frames.outputSamples(old.sampleCount()),
                old.baseTime(),
                old.baseDate(),
                old.comments()),
            signals);
    for (String annotator : record.annotators()) {
      List<Annotation> moved =
          record.annotations(annotator).stream()
              .map(annotation -> annotation.withSample(frames.moveSample(annotation.sample())))
              .toList();
      result = result.withAnnotations(annotator, moved);
    }
    return result;
  }

  private Signal resample(Signal signal, double toHz) {
    int[] digital = signal.toDigital();
    // Zeros beyond the ends should mean zero volts.
    int baseline = signal.info().baselineAdc();
    int missing = signal.missingCode();
    double[] values = new double[digital.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = digital[i] == missing ? Double.NaN : (double) digital[i] - baseline;
    }
    double[] resampled = resample(values);
    int[] rounded = new int[resampled.length];
    boolean fitsShort = missing == Signal.NO_MISSING_CODE || missing == (short) missing;
    for (int i = 0; i < rounded.length; i++) {
      if (Double.isNaN(resampled[i])) {
        rounded[i] = missing;
        continue;
      }
      int value = (int) Math.rint(resampled[i] + baseline);
      // A known value must not read as missing.
      rounded[i] = value == missing ? value + (value > baseline ? -1 : 1) : value;
      fitsShort &= rounded[i] == (short) rounded[i];
    }
    SignalInfo info = signal.info().withSamplingRateHz(toHz);
    if (!fitsShort) {
      return Signal.of(info, rounded, missing);
    }
    short[] narrow = new short[rounded.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (short) rounded[i];
    }
    return Signal.of(info, narrow, missing);
  }

  /** The low-pass filter at the common rate, with gain {@code up}. */
  private static double[] taps(int up, int maxFactor) {
    int half = 10 * maxFactor;
    double[] taps = new double[2 * half + 1];
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double x = Math.PI * (i - half) / maxFactor;
      double sinc = i == half ? 1 : Math.sin(x) / x;
      double edge = (i - half) / (double) half;
      taps[i] = sinc * besselI0(KAISER_BETA * Math.sqrt(1 - edge * edge));
      sum += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] *= up / sum;
    }
    return taps;
  }

  private static double[][] phases(double[] taps, int up) {
    double[][] phases = new double[up][];
    for (int p = 0; p < up; p++) {
      int count = (taps.length - p + up - 1) / up;
      phases[p] = new double[count];
      for (int j = 0; j < count; j++) {
        phases[p][j] = taps[p + (count - 1 - j) * up];
      }
    }
    return phases;
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

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static void checkRate(double rateHz) {
    if (!(rateHz > 0) || Double.isInfinite(rateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + rateHz + " Hz");
    }
  }
}
