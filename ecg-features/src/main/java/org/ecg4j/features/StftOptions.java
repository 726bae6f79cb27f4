package org.ecg4j.features;

import java.util.Objects;

/**
 * The arguments of a short-time Fourier transform, with the meaning that {@code scipy.signal.stft}
 * gives them.
 *
 * @param window what a segment is multiplied with
 * @param framing how the signal is cut into segments
 * @param fftLength samples of the transform, the segment filled up with zeros; {@link #AUTO} for as
 *     many as the segment has
 * @param detrend what is taken out of a segment before the window
 * @param scaling what the spectrum is divided by
 * @param output what is made of the complex values
 */
public record StftOptions(
    WindowFunction window,
    Framing framing,
    int fftLength,
    Detrend detrend,
    SpectrumScaling scaling,
    Output output) {

  /** Stands for a length that follows from the segment's. */
  public static final int AUTO = -1;

  private static final int MAX_LENGTH = 1 << 20;

  /**
   * How a signal is cut into segments.
   *
   * @param segmentSamples samples of a segment; a shorter signal makes it as short as the signal
   * @param overlapSamples samples that neighbouring segments share, fewer than a segment has;
   *     {@link StftOptions#AUTO} for half a segment
   * @param boundary how the signal is continued by half a segment at both ends, so that the first
   *     segment is centred on its first sample
   * @param padded whether zeros are added at the end until the last segment is full; else samples
   *     after the last full segment are left out
   */
  public record Framing(int segmentSamples, int overlapSamples, Boundary boundary, boolean padded) {

    /** Checks lengths. */
    public Framing {
      Objects.requireNonNull(boundary, "boundary");
      if (segmentSamples < 1 || segmentSamples > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "a segment must have 1 to " + MAX_LENGTH + " samples, not " + segmentSamples);
      }
      if (overlapSamples != AUTO && (overlapSamples < 0 || overlapSamples >= segmentSamples)) {
        throw new IllegalArgumentException(
            "overlap must be 0 to "
                + (segmentSamples - 1)
                + " samples, fewer than the segment's, or AUTO, not "
                + overlapSamples);
      }
    }
  }

  /** How a signal goes on beyond its ends. */
  public enum Boundary {
    /** Not at all. */
    NONE,
    /** With zeros. */
    ZEROS,
    /** With its mirror image about the end sample. */
    EVEN,
    /** With its point reflection in the end sample. */
    ODD,
    /** With the end sample, again and again. */
    CONSTANT
  }

  /** What is taken out of each segment. */
  public enum Detrend {
    /** Nothing. */
    NONE,
    /** Its mean. */
    CONSTANT,
    /** The straight line that fits it best. */
    LINEAR
  }

  /** What is made of each complex value X. */
  public enum Output {
    /** |X|. */
    MAGNITUDE,
    /** |X|². */
    POWER,
    /** 10 log₁₀(max(|X|², 10⁻¹²)): decibels. */
    LOG_POWER,
    /** X itself, as two parts: the real and the imaginary one. */
    COMPLEX
  }

  /** Checks lengths. */
  public StftOptions {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(framing, "framing");
    Objects.requireNonNull(detrend, "detrend");
    Objects.requireNonNull(scaling, "scaling");
    Objects.requireNonNull(output, "output");
    if (fftLength != AUTO && (fftLength < framing.segmentSamples() || fftLength > MAX_LENGTH)) {
      throw new IllegalArgumentException(
          "FFT length must be at least the segment's "
              + framing.segmentSamples()
              + " samples and at most "
              + MAX_LENGTH
              + ", or AUTO, not "
              + fftLength);
    }
  }

  /**
   * SciPy's defaults but for segments of 64 samples: periodic Hann window, half overlap, zeros
   * around the signal, no detrending, spectrum scaling; magnitudes.
   *
   * @return the options
   */
  public static StftOptions defaults() {
    return of(64);
  }

  /**
   * SciPy's defaults with segments of a given length.
   *
   * @param segmentSamples samples of a segment
   * @return the options
   */
  public static StftOptions of(int segmentSamples) {
    return new StftOptions(
        WindowFunction.hann(),
        new Framing(segmentSamples, AUTO, Boundary.ZEROS, true),
        AUTO,
        Detrend.NONE,
        SpectrumScaling.SPECTRUM,
        Output.MAGNITUDE);
  }

  /**
   * The same with another window.
   *
   * @param newWindow the window
   * @return a copy
   */
  public StftOptions withWindow(WindowFunction newWindow) {
    return new StftOptions(newWindow, framing, fftLength, detrend, scaling, output);
  }

  /**
   * The same with segments cut in another way.
   *
   * @param newFraming the framing
   * @return a copy
   */
  public StftOptions withFraming(Framing newFraming) {
    return new StftOptions(window, newFraming, fftLength, detrend, scaling, output);
  }

  /**
   * The same with another overlap.
   *
   * @param newOverlapSamples samples that neighbouring segments share, or {@link #AUTO}
   * @return a copy
   */
  public StftOptions withOverlapSamples(int newOverlapSamples) {
    return withFraming(
        new Framing(
            framing.segmentSamples(), newOverlapSamples, framing.boundary(), framing.padded()));
  }

  /**
   * The same with another continuation of the signal.
   *
   * @param newBoundary how the signal goes on beyond its ends
   * @return a copy
   */
  public StftOptions withBoundary(Boundary newBoundary) {
    return withFraming(
        new Framing(
            framing.segmentSamples(), framing.overlapSamples(), newBoundary, framing.padded()));
  }

  /**
   * The same with or without zeros that fill the last segment.
   *
   * @param newPadded whether to fill it
   * @return a copy
   */
  public StftOptions withPadded(boolean newPadded) {
    return withFraming(
        new Framing(
            framing.segmentSamples(), framing.overlapSamples(), framing.boundary(), newPadded));
  }

  /**
   * The same with another length of transform.
   *
   * @param newFftLength samples, or {@link #AUTO}
   * @return a copy
   */
  public StftOptions withFftLength(int newFftLength) {
    return new StftOptions(window, framing, newFftLength, detrend, scaling, output);
  }

  /**
   * The same with another detrending.
   *
   * @param newDetrend what is taken out of a segment
   * @return a copy
   */
  public StftOptions withDetrend(Detrend newDetrend) {
    return new StftOptions(window, framing, fftLength, newDetrend, scaling, output);
  }

  /**
   * The same with another scaling.
   *
   * @param newScaling what the spectrum is divided by
   * @return a copy
   */
  public StftOptions withScaling(SpectrumScaling newScaling) {
    return new StftOptions(window, framing, fftLength, detrend, newScaling, output);
  }

  /**
   * The same with another output.
   *
   * @param newOutput what is made of the complex values
   * @return a copy
   */
  public StftOptions withOutput(Output newOutput) {
    return new StftOptions(window, framing, fftLength, detrend, scaling, newOutput);
  }
}
