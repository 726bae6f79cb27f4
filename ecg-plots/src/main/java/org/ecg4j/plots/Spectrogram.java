package org.ecg4j.plots;

import java.util.Arrays;
import java.util.Objects;
import org.ecg4j.dataset.Tensor;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;

/**
 * A spectrogram with its axes, in decibels: 10 log₁₀(max(|X|², 10⁻¹²)) of the transform X.
 * Immutable. Drawn by {@link EcgPlots#spectrograms}.
 */
public final class Spectrogram {
  private static final double FLOOR = 1e-12;

  private final String title;
  private final double[] frequenciesHz;
  private final double[] timesS;
  private final double lengthS;
  // Value (k, t) is at k * timesS.length + t.
  private final float[] decibels;

  private Spectrogram(
      String title, double[] frequenciesHz, double[] timesS, double lengthS, float[] decibels) {
    this.title = Objects.requireNonNull(title, "title");
    this.frequenciesHz = frequenciesHz;
    this.timesS = timesS;
    this.lengthS = lengthS;
    this.decibels = decibels;
    if (frequenciesHz.length < 2 || timesS.length < 2) {
      throw new IllegalArgumentException(
          "a spectrogram needs at least 2 frequencies and 2 times, not "
              + frequenciesHz.length
              + " and "
              + timesS.length);
    }
  }

  /**
   * The spectrogram of a signal.
   *
   * @param title what stands above it
   * @param samples the signal; not modified
   * @param samplingRateHz samples a second
   * @param options of the transform; the kind of output does not matter
   * @return the spectrogram
   */
  public static Spectrogram of(
      String title, float[] samples, double samplingRateHz, StftOptions options) {
    Stft stft = Stft.of(options.withOutput(StftOptions.Output.LOG_POWER));
    return new Spectrogram(
        title,
        stft.frequenciesHz(samples.length, samplingRateHz),
        stft.timesS(samples.length, samplingRateHz),
        samples.length / samplingRateHz,
        stft.spectrogram(samples, samplingRateHz).toArray());
  }

  /**
   * One lead of a spectrogram that a transform made, such as the part {@value Stft#SPECTROGRAM} of
   * an example.
   *
   * @param title what stands above it
   * @param values of shape (lead, frequency, time); magnitudes, powers or decibels
   * @param lead the lead's place
   * @param stft the transform that made it
   * @param sampleCount samples of the signal it was made from
   * @param samplingRateHz samples a second of that signal
   * @return the spectrogram
   */
  public static Spectrogram of(
      String title, Tensor values, int lead, Stft stft, int sampleCount, double samplingRateHz) {
    double[] frequenciesHz = stft.frequenciesHz(sampleCount, samplingRateHz);
    double[] timesS = stft.timesS(sampleCount, samplingRateHz);
    int[] shape = values.shape();
    if (shape.length != 3 || shape[1] != frequenciesHz.length || shape[2] != timesS.length) {
      throw new IllegalArgumentException(
          "the transform makes (lead, "
              + frequenciesHz.length
              + ", "
              + timesS.length
              + ") of "
              + sampleCount
              + " samples, not "
              + Arrays.toString(shape));
    }
    Objects.checkIndex(lead, shape[0]);
    int size = shape[1] * shape[2];
    float[] decibels = Arrays.copyOfRange(values.toArray(), lead * size, (lead + 1) * size);
    for (int i = 0; i < size; i++) {
      decibels[i] = decibels(decibels[i], stft.stftOptions().output());
    }
    return new Spectrogram(title, frequenciesHz, timesS, sampleCount / samplingRateHz, decibels);
  }

  private static float decibels(float value, StftOptions.Output output) {
    return switch (output) {
      case LOG_POWER -> value;
      case POWER -> (float) (10 * Math.log10(Math.max(value, FLOOR)));
      case MAGNITUDE -> (float) (10 * Math.log10(Math.max((double) value * value, FLOOR)));
      case COMPLEX ->
          throw new IllegalArgumentException(
              "the real part alone is no spectrogram; take MAGNITUDE, POWER or LOG_POWER");
    };
  }

  /**
   * The same without higher frequencies.
   *
   * @param highestHz the highest frequency to keep; at least two must be left
   * @return a copy
   */
  public Spectrogram upToHz(double highestHz) {
    int count = 0;
    while (count < frequenciesHz.length && frequenciesHz[count] <= highestHz) {
      count++;
    }
    return new Spectrogram(
        title,
        Arrays.copyOf(frequenciesHz, count),
        timesS,
        lengthS,
        Arrays.copyOf(decibels, count * timesS.length));
  }

  /**
   * The title.
   *
   * @return what stands above it
   */
  public String title() {
    return title;
  }

  int frequencyCount() {
    return frequenciesHz.length;
  }

  int timeCount() {
    return timesS.length;
  }

  float decibels(int frequency, int time) {
    return decibels[frequency * timesS.length + time];
  }

  float highestDecibels() {
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : decibels) {
      highest = Math.max(highest, value);
    }
    return highest;
  }

  float lowestDecibels() {
    float lowest = Float.POSITIVE_INFINITY;
    for (float value : decibels) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  /** The edge between cells {@code index - 1} and {@code index} of the time axis. */
  double leftEdgeS(int index) {
    return timesS[0] + (index - 0.5) * (timesS[1] - timesS[0]);
  }

  /** The edge between cells {@code index - 1} and {@code index} of the frequency axis. */
  double lowerEdgeHz(int index) {
    return frequenciesHz[0] + (index - 0.5) * (frequenciesHz[1] - frequenciesHz[0]);
  }

  double startS() {
    return Math.max(0, leftEdgeS(0));
  }

  double endS() {
    return Math.min(lengthS, leftEdgeS(timesS.length));
  }

  double highestHz() {
    return frequenciesHz[frequenciesHz.length - 1];
  }
}
