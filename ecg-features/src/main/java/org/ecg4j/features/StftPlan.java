package org.ecg4j.features;

import java.util.Arrays;
import org.ecg4j.features.StftOptions.Boundary;
import org.ecg4j.features.StftOptions.Framing;
import org.jspecify.annotations.Nullable;

/**
 * The options of a transform worked out for signals of one length and rate. Immutable, so that the
 * workers of all threads share it.
 */
final class StftPlan {
  final StftOptions options;
  final int samples;
  final double samplingRateHz;
  final int segment;
  final int hop;
  final int fftLength;
  final int edge;
  final int extendedSamples;
  final int frames;
  final int frequencies;
  // With the scaling in it.
  final float[] window;
  // Null when the length is not a power of two.
  final RowFft.@Nullable Tables fftTables;

  StftPlan(StftOptions options, int samples, double samplingRateHz) {
    this.options = options;
    this.samples = samples;
    this.samplingRateHz = samplingRateHz;
    Framing framing = options.framing();
    segment = Math.min(framing.segmentSamples(), samples);
    int overlap =
        framing.overlapSamples() == StftOptions.AUTO ? segment / 2 : framing.overlapSamples();
    if (overlap >= segment) {
      throw new IllegalArgumentException(
          "a signal of "
              + samples
              + " samples shortens segments to "
              + segment
              + ", but the overlap is "
              + overlap);
    }
    hop = segment - overlap;
    fftLength = options.fftLength() == StftOptions.AUTO ? segment : options.fftLength();
    frequencies = fftLength / 2 + 1;
    edge = framing.boundary() == Boundary.NONE ? 0 : segment / 2;
    int mirrored = framing.boundary() == Boundary.ZEROS ? 0 : edge;
    if (mirrored >= samples) {
      throw new IllegalArgumentException(
          "a signal of " + samples + " samples is too short to continue by " + edge);
    }
    int extended = Math.addExact(samples, 2 * edge);
    if (framing.padded()) {
      extended += Math.floorMod(segment - extended, hop) % segment;
    }
    extendedSamples = extended;
    frames = (extended - segment) / hop + 1;
    window = scaledWindow();
    fftTables = RowFft.fits(fftLength) ? new RowFft.Tables(fftLength) : null;
  }

  private float[] scaledWindow() {
    double[] values = options.window().values(segment);
    double factor = options.scaling().factor(values, samplingRateHz);
    float[] scaled = new float[segment];
    for (int i = 0; i < segment; i++) {
      scaled[i] = (float) (values[i] * factor);
    }
    return scaled;
  }

  /** Copies a signal and continues it at both ends; the samples that fill up the end are zeros. */
  void extend(float[] in, int inOffset, float[] extended) {
    System.arraycopy(in, inOffset, extended, edge, samples);
    float first = in[inOffset];
    float last = in[inOffset + samples - 1];
    int end = edge + samples;
    switch (options.framing().boundary()) {
      case NONE, ZEROS -> {
        // The array was made of zeros, and nothing else is ever written there.
      }
      case CONSTANT -> {
        Arrays.fill(extended, 0, edge, first);
        Arrays.fill(extended, end, end + edge, last);
      }
      case EVEN -> {
        for (int i = 1; i <= edge; i++) {
          extended[edge - i] = extended[edge + i];
          extended[end - 1 + i] = extended[end - 1 - i];
        }
      }
      case ODD -> {
        for (int i = 1; i <= edge; i++) {
          extended[edge - i] = 2 * first - extended[edge + i];
          extended[end - 1 + i] = 2 * last - extended[end - 1 - i];
        }
      }
    }
  }

  double[] frequenciesHz() {
    double[] values = new double[frequencies];
    for (int k = 0; k < frequencies; k++) {
      values[k] = k * samplingRateHz / fftLength;
    }
    return values;
  }

  double[] timesS() {
    double[] values = new double[frames];
    double first = edge == 0 && options.framing().boundary() == Boundary.NONE ? segment / 2.0 : 0;
    for (int f = 0; f < frames; f++) {
      values[f] = (first + (double) f * hop) / samplingRateHz;
    }
    return values;
  }
}
