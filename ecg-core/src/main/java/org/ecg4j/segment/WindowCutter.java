package org.ecg4j.segment;

import java.util.Arrays;

/**
 * Cuts windows around the beats of a track, a recording's or a live signal's. Missing samples (NaN)
 * take the value before them, or the first valid one when there is none before, or 0 in a window
 * without any: networks cannot work with NaN. Scratch memory makes an instance one thread's own.
 */
public final class WindowCutter {
  private final WindowOptions options;
  private final int samplesBefore;
  private final int samples;
  private final WindowScaler scaler;

  private WindowCutter(WindowOptions options, double samplingRateHz) {
    this.options = options;
    this.samplesBefore = options.before().samples(samplingRateHz);
    this.samples = samplesBefore + options.after().samples(samplingRateHz);
    this.scaler = new WindowScaler(options.normalization(), samples);
  }

  /**
   * A cutter.
   *
   * @param options how windows are cut
   * @param samplingRateHz the rate of the tracks
   * @return a new one, for one thread
   */
  public static WindowCutter of(WindowOptions options, double samplingRateHz) {
    return new WindowCutter(options, samplingRateHz);
  }

  /**
   * The length of a window.
   *
   * @return samples of each lead
   */
  public int sampleCount() {
    return samples;
  }

  /**
   * Whether a beat gets a window: it must touch the signal and, unless the options say what to put
   * beyond the ends, lie in it whole.
   *
   * @param beatSample where the beat is
   * @param endSample the end of the signal, exclusive; it begins at 0
   * @return true when {@link #cut} can be asked for it
   */
  public boolean covers(long beatSample, long endSample) {
    long start = beatSample - samplesBefore;
    long end = start + samples;
    return options.edges() == WindowOptions.EdgePolicy.DROP
        ? start >= 0 && end <= endSample
        : end > 0 && start < endSample;
  }

  /**
   * Cuts the window of a beat.
   *
   * @param track where from; it must hold what the window covers of the signal
   * @param beatSample where the beat is
   * @param target receives the samples of each lead, one lead after another; modified
   * @param offset where they go
   */
  public void cut(BeatTrack track, long beatSample, float[] target, int offset) {
    long start = beatSample - samplesBefore;
    for (int lead = 0; lead < track.leadCount(); lead++) {
      int at = offset + lead * samples;
      copy(track, lead, start, target, at);
      fillMissing(target, at, samples);
      scaler.scale(track, lead, target, at);
    }
  }

  private void copy(BeatTrack track, int lead, long start, float[] target, int offset) {
    long end = start + samples;
    long first = Math.max(start, 0);
    long last = Math.min(end, track.endSample());
    int lacking = (int) (first - start);
    track.readLead(lead, first, (int) (last - first), target, offset + lacking);
    if (first == start && last == end) {
      return;
    }
    if (options.edges() == WindowOptions.EdgePolicy.ZERO) {
      Arrays.fill(target, offset, offset + lacking, 0f);
      Arrays.fill(target, offset + (int) (last - start), offset + samples, 0f);
      return;
    }
    float[] mirrored = new float[1];
    for (int i = 0; i < samples; i++) {
      long at = start + i;
      if (at < first || at >= last) {
        track.readLead(lead, mirror(at, track.endSample()), 1, mirrored, 0);
        target[offset + i] = mirrored[0];
      }
    }
  }

  /**
   * The index that {@code at} falls on when the signal is mirrored at its ends, which are not
   * repeated.
   */
  private static long mirror(long at, long length) {
    if (length == 1) {
      return 0;
    }
    long period = 2 * (length - 1);
    long folded = Math.floorMod(at, period);
    return Math.min(folded, period - folded);
  }

  private static void fillMissing(float[] values, int offset, int count) {
    int valid = 0;
    while (valid < count && Float.isNaN(values[offset + valid])) {
      valid++;
    }
    if (valid > 0) {
      Arrays.fill(values, offset, offset + valid, valid == count ? 0f : values[offset + valid]);
    }
    for (int i = Math.max(1, valid); i < count; i++) {
      if (Float.isNaN(values[offset + i])) {
        values[offset + i] = values[offset + i - 1];
      }
    }
  }
}
