package org.ecg4j.segment;

import java.util.Arrays;
import org.ecg4j.segment.WindowOptions.Normalization;

/**
 * Scales the windows of one reader as (x - centre) / spread; a spread of 0 is taken as 1. One
 * thread.
 */
final class WindowScaler {
  private final Normalization normalization;
  private final int samples;
  private final float[] sorted;

  WindowScaler(Normalization normalization, int samples) {
    this.normalization = normalization;
    this.samples = samples;
    this.sorted = new float[samples];
  }

  void scale(BeatTrack track, int lead, float[] values, int offset) {
    Scale scale =
        switch (normalization) {
          case NONE -> null;
          case WINDOW_Z_SCORE -> zScore(values, offset, samples);
          case WINDOW_ROBUST -> {
            System.arraycopy(values, offset, sorted, 0, samples);
            Arrays.sort(sorted);
            yield robust(sorted, samples);
          }
          case WINDOW_MIN_MAX -> minMax(values, offset, samples);
          case RECORD_Z_SCORE, RECORD_ROBUST, RECORD_MIN_MAX ->
              track.once(new RecordScaleKey(normalization, lead), whole -> ofRecord(whole, lead));
        };
    if (scale != null) {
      for (int i = offset; i < offset + samples; i++) {
        values[i] = (float) ((values[i] - scale.centre) / scale.spread);
      }
    }
  }

  private Scale ofRecord(BeatTrack track, int lead) {
    float[] all = new float[Math.toIntExact(track.endSample() - track.startSample())];
    track.readLead(lead, track.startSample(), all.length, all, 0);
    int valid = 0;
    for (float value : all) {
      if (!Float.isNaN(value)) {
        all[valid++] = value;
      }
    }
    if (valid == 0) {
      return new Scale(0, 1);
    }
    return switch (normalization) {
      case RECORD_Z_SCORE -> zScore(all, 0, valid);
      case RECORD_MIN_MAX -> minMax(all, 0, valid);
      default -> {
        Arrays.sort(all, 0, valid);
        yield robust(all, valid);
      }
    };
  }

  private static Scale zScore(float[] values, int offset, int count) {
    double sum = 0;
    for (int i = offset; i < offset + count; i++) {
      sum += values[i];
    }
    double mean = sum / count;
    double squares = 0;
    for (int i = offset; i < offset + count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Scale.of(mean, Math.sqrt(squares / count));
  }

  private static Scale minMax(float[] values, int offset, int count) {
    float least = values[offset];
    float most = values[offset];
    for (int i = offset + 1; i < offset + count; i++) {
      least = Math.min(least, values[i]);
      most = Math.max(most, values[i]);
    }
    return Scale.of(least, (double) most - least);
  }

  private static Scale robust(float[] sorted, int count) {
    return Scale.of(
        quantile(sorted, count, 0.5),
        quantile(sorted, count, 0.75) - quantile(sorted, count, 0.25));
  }

  /** By linear interpolation between order statistics, as NumPy's default. */
  private static double quantile(float[] sorted, int count, double fraction) {
    double at = fraction * (count - 1);
    int below = (int) at;
    int above = Math.min(below + 1, count - 1);
    return sorted[below] + (at - below) * ((double) sorted[above] - sorted[below]);
  }

  private record RecordScaleKey(Normalization normalization, int lead) {}

  private record Scale(double centre, double spread) {
    static Scale of(double centre, double spread) {
      return new Scale(centre, spread > 0 ? spread : 1);
    }
  }
}
