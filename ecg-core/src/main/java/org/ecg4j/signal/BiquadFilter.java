package org.ecg4j.signal;

import java.util.Arrays;

/**
 * A recursive filter as a cascade of second-order sections. The design of the Butterworth filters
 * and of the notch, and the handling of edges in {@link #zeroPhase(double[])}, agree with {@code
 * scipy.signal} ({@code butter(output='sos')}, {@code iirnotch}, {@code sosfilt}, {@code
 * sosfiltfilt}). Immutable; may be shared between threads.
 *
 * <p>A section {@code {b0, b1, b2, 1, a1, a2}} computes {@code y[n] = b0 x[n] + b1 x[n-1] + b2
 * x[n-2] - a1 y[n-1] - a2 y[n-2]}.
 *
 * <p>A missing sample (NaN) stays missing in the output and does not spoil its neighbours: {@link
 * #filter(double[])} and streams put the last known value in its place, {@link
 * #zeroPhase(double[])} a straight line across the gap.
 */
public final class BiquadFilter {
  private static final int MAX_ORDER = 50;

  private final double[][] sections;
  private final double samplingRateHz;

  private BiquadFilter(double[][] sections, double samplingRateHz) {
    this.sections = sections;
    this.samplingRateHz = samplingRateHz;
  }

  /**
   * A Butterworth low-pass filter.
   *
   * @param order 1 to 50; the slope is 6 dB an octave for each
   * @param cutoffHz where the gain is 1/√2
   * @param samplingRateHz samples a second
   * @return the filter
   */
  public static BiquadFilter butterworthLowPass(int order, double cutoffHz, double samplingRateHz) {
    return design(
        prototype(order).toLowPass(warped(cutoffHz, samplingRateHz, "cut-off")), samplingRateHz);
  }

  /**
   * A Butterworth high-pass filter.
   *
   * @param order 1 to 50; the slope is 6 dB an octave for each
   * @param cutoffHz where the gain is 1/√2
   * @param samplingRateHz samples a second
   * @return the filter
   */
  public static BiquadFilter butterworthHighPass(
      int order, double cutoffHz, double samplingRateHz) {
    return design(
        prototype(order).toHighPass(warped(cutoffHz, samplingRateHz, "cut-off")), samplingRateHz);
  }

  /**
   * A Butterworth band-pass filter.
   *
   * @param order 1 to 50, of each edge: the filter has as many sections
   * @param lowHz the lower edge, where the gain is 1/√2
   * @param highHz the upper edge
   * @param samplingRateHz samples a second
   * @return the filter
   */
  public static BiquadFilter butterworthBandPass(
      int order, double lowHz, double highHz, double samplingRateHz) {
    ZerosPoles prototype = prototype(order);
    double low = warped(lowHz, samplingRateHz, "lower edge");
    double high = warped(highHz, samplingRateHz, "upper edge");
    checkBand(lowHz, highHz);
    return design(prototype.toBandPass(Math.sqrt(low * high), high - low), samplingRateHz);
  }

  /**
   * A Butterworth band-stop filter.
   *
   * @param order 1 to 50, of each edge: the filter has as many sections
   * @param lowHz the lower edge, where the gain is 1/√2
   * @param highHz the upper edge
   * @param samplingRateHz samples a second
   * @return the filter
   */
  public static BiquadFilter butterworthBandStop(
      int order, double lowHz, double highHz, double samplingRateHz) {
    ZerosPoles prototype = prototype(order);
    double low = warped(lowHz, samplingRateHz, "lower edge");
    double high = warped(highHz, samplingRateHz, "upper edge");
    checkBand(lowHz, highHz);
    return design(prototype.toBandStop(Math.sqrt(low * high), high - low), samplingRateHz);
  }

  /**
   * A second-order notch, for a power line's 50 or 60 Hz. Orfanidis, Introduction to Signal
   * Processing, section 11.3.
   *
   * @param frequencyHz the frequency that is taken out
   * @param quality the frequency over the width of the notch at -3 dB; 30 is usual
   * @param samplingRateHz samples a second
   * @return the filter
   */
  public static BiquadFilter notch(double frequencyHz, double quality, double samplingRateHz) {
    checkFrequency(frequencyHz, samplingRateHz, "notch");
    if (!(quality > 0) || Double.isInfinite(quality)) {
      throw new IllegalArgumentException("quality must be positive and finite, not " + quality);
    }
    double omega = 2 * Math.PI * frequencyHz / samplingRateHz;
    double gain = 1 / (1 + Math.tan(omega / quality / 2));
    double middle = -2 * gain * Math.cos(omega);
    return new BiquadFilter(
        new double[][] {{gain, middle, gain, 1, middle, 2 * gain - 1}}, samplingRateHz);
  }

  /**
   * A filter of given sections.
   *
   * @param sections at least one row {@code {b0, b1, b2, a0, a1, a2}}, a0 = 1; copied
   * @param samplingRateHz the rate they were designed for
   * @return the filter
   */
  public static BiquadFilter of(double[][] sections, double samplingRateHz) {
    if (sections.length == 0) {
      throw new IllegalArgumentException("a filter needs at least one section");
    }
    checkRate(samplingRateHz);
    for (double[] section : sections) {
      if (section.length != 6
          || section[3] != 1
          || !Arrays.stream(section).allMatch(Double::isFinite)) {
        throw new IllegalArgumentException(
            "a section must be six finite numbers {b0, b1, b2, 1, a1, a2}, not "
                + Arrays.toString(section));
      }
    }
    return new BiquadFilter(copy(sections), samplingRateHz);
  }

  /**
   * This filter followed by another one.
   *
   * @param next of the same sampling rate
   * @return both
   */
  public BiquadFilter then(BiquadFilter next) {
    if (next.samplingRateHz != samplingRateHz) {
      throw new IllegalArgumentException(
          "a filter for "
              + samplingRateHz
              + " Hz cannot be joined with one for "
              + next.samplingRateHz
              + " Hz");
    }
    double[][] both = Arrays.copyOf(sections, sections.length + next.sections.length);
    System.arraycopy(next.sections, 0, both, sections.length, next.sections.length);
    return new BiquadFilter(both, samplingRateHz);
  }

  /**
   * The sections, in the order in which they act.
   *
   * @return a copy, one row {@code {b0, b1, b2, 1, a1, a2}} each
   */
  public double[][] sections() {
    return copy(sections);
  }

  /**
   * The sampling rate that the filter was designed for.
   *
   * @return samples a second
   */
  public double samplingRateHz() {
    return samplingRateHz;
  }

  /**
   * The factor by which the causal filter changes the amplitude of a sine wave.
   *
   * @param frequencyHz its frequency
   * @return the gain; {@link #zeroPhase(double[])} has its square
   */
  public double gainAt(double frequencyHz) {
    double omega = 2 * Math.PI * frequencyHz / samplingRateHz;
    Complex z1 = new Complex(Math.cos(omega), -Math.sin(omega));
    Complex z2 = z1.times(z1);
    double gain = 1;
    for (double[] s : sections) {
      Complex above = Complex.real(s[0]).plus(z1.times(s[1])).plus(z2.times(s[2]));
      Complex below = Complex.real(s[3]).plus(z1.times(s[4])).plus(z2.times(s[5]));
      gain *= above.abs() / below.abs();
    }
    return gain;
  }

  /**
   * Filters forward in time from a state of rest, as {@code scipy.signal.sosfilt} does.
   *
   * @param samples the signal; not modified
   * @return the filtered signal, as long as the given one
   */
  public double[] filter(double[] samples) {
    double[] result = samples.clone();
    stream().process(result, 0, result.length);
    return result;
  }

  /**
   * The same as {@link #filter(double[])}; computes in double precision.
   *
   * @param samples the signal; not modified
   * @return the filtered signal, as long as the given one
   */
  public float[] filter(float[] samples) {
    return Samples.toFloat(filter(Samples.toDouble(samples)));
  }

  /**
   * Filters forward and then backward, so that no wave is shifted in time, as {@code
   * scipy.signal.sosfiltfilt} does with its defaults: the signal is continued at both ends by its
   * own point reflection, and each pass starts in the steady state of its first value.
   *
   * @param samples the signal; not modified
   * @return the filtered signal, as long as the given one
   * @throws IllegalArgumentException when the signal is not longer than {@link #edgeSamples()}
   */
  public double[] zeroPhase(double[] samples) {
    int edge = edgeSamples();
    int count = samples.length;
    if (count <= edge) {
      throw new IllegalArgumentException(
          "zero-phase filtering with "
              + sections.length
              + " sections needs more than "
              + edge
              + " samples, but there are "
              + count);
    }
    double[] bridged = Samples.bridgeGaps(samples);
    double[] extended = new double[count + 2 * edge];
    System.arraycopy(bridged, 0, extended, edge, count);
    for (int i = 1; i <= edge; i++) {
      extended[edge - i] = 2 * bridged[0] - bridged[i];
      extended[edge + count - 1 + i] = 2 * bridged[count - 1] - bridged[count - 1 - i];
    }
    FilterStream pass = stream();
    for (int direction = 0; direction < 2; direction++) {
      pass.settle(extended[0]);
      pass.process(extended, 0, extended.length);
      Samples.reverse(extended);
    }
    double[] result = Arrays.copyOfRange(extended, edge, edge + count);
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(samples[i])) {
        result[i] = Double.NaN;
      }
    }
    return result;
  }

  /**
   * The same as {@link #zeroPhase(double[])}; computes in double precision.
   *
   * @param samples the signal; not modified
   * @return the filtered signal, as long as the given one
   * @throws IllegalArgumentException when the signal is not longer than {@link #edgeSamples()}
   */
  public float[] zeroPhase(float[] samples) {
    return Samples.toFloat(zeroPhase(Samples.toDouble(samples)));
  }

  /**
   * By how many samples {@link #zeroPhase(double[])} continues a signal at each end: three times
   * the number of coefficients.
   *
   * @return samples
   */
  public int edgeSamples() {
    int firstOrderZeros = 0;
    int firstOrderPoles = 0;
    for (double[] section : sections) {
      firstOrderZeros += section[2] == 0 ? 1 : 0;
      firstOrderPoles += section[5] == 0 ? 1 : 0;
    }
    return 3 * (2 * sections.length + 1 - Math.min(firstOrderZeros, firstOrderPoles));
  }

  /**
   * The causal filter for samples that arrive one after the other, in a state of rest.
   *
   * @return a new filter state, for one lead
   */
  public FilterStream stream() {
    return new FilterStream(sections);
  }

  @Override
  public String toString() {
    return "filter of " + sections.length + " sections for " + samplingRateHz + " Hz";
  }

  private static BiquadFilter design(ZerosPoles analog, double samplingRateHz) {
    return new BiquadFilter(analog.bilinear(2).toSections(), samplingRateHz);
  }

  private static ZerosPoles prototype(int order) {
    if (order < 1 || order > MAX_ORDER) {
      throw new IllegalArgumentException("order must be 1 to " + MAX_ORDER + ", not " + order);
    }
    return ZerosPoles.butterworthPrototype(order);
  }

  /** The analog frequency that the bilinear transform at rate 2 maps to the given digital one. */
  private static double warped(double frequencyHz, double samplingRateHz, String what) {
    checkFrequency(frequencyHz, samplingRateHz, what);
    return 4 * Math.tan(Math.PI * frequencyHz / samplingRateHz);
  }

  private static void checkFrequency(double frequencyHz, double samplingRateHz, String what) {
    checkRate(samplingRateHz);
    if (!(frequencyHz > 0 && frequencyHz < samplingRateHz / 2)) {
      throw new IllegalArgumentException(
          what
              + " must lie between 0 and half the sampling rate, "
              + samplingRateHz / 2
              + " Hz, not at "
              + frequencyHz
              + " Hz");
    }
  }

  private static void checkRate(double samplingRateHz) {
    if (!(samplingRateHz > 0) || Double.isInfinite(samplingRateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + samplingRateHz + " Hz");
    }
  }

  private static void checkBand(double lowHz, double highHz) {
    if (lowHz >= highHz) {
      throw new IllegalArgumentException(
          "lower edge " + lowHz + " Hz must lie below the upper edge " + highHz + " Hz");
    }
  }

  private static double[][] copy(double[][] sections) {
    return Arrays.stream(sections).map(double[]::clone).toArray(double[][]::new);
  }
}
