package org.ecg4j.dataset;

import java.util.Arrays;
import org.ecg4j.segment.BeatTrack;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.segment.WindowOptions.Normalization;

/**
 * Windows cut from records when they are read. Missing samples (NaN) take the value before them, or
 * the first valid one when there is none before, or 0 in a window without any: networks cannot work
 * with NaN.
 */
final class WindowSource implements ExampleSource {
  private final Rows rows;
  private final WindowOptions options;
  private final InputSpec spec;
  private final int samplesBefore;
  private final int samples;

  WindowSource(Rows rows, WindowOptions options, InputSpec spec) {
    this.rows = rows;
    this.options = options;
    this.spec = spec;
    this.samplesBefore = options.before().samples(spec.samplingRateHz());
    this.samples = samplesBefore + options.after().samples(spec.samplingRateHz());
  }

  @Override
  public InputSpec spec() {
    return spec;
  }

  @Override
  public Cursor cursor() {
    WindowScaler scaler = new WindowScaler(options.normalization(), samples);
    return (row, target, offset) -> {
      RecordTrack track = rows.track(row);
      long start = track.beatSample(rows.beat(row)) - samplesBefore;
      for (int lead = 0; lead < track.leadCount(); lead++) {
        int at = offset + lead * samples;
        cut(track, lead, start, target, at);
        fillMissing(target, at, samples);
        scaler.scale(track, lead, target, at);
      }
    };
  }

  private void cut(BeatTrack track, int lead, long start, float[] target, int offset) {
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

  /** Whether values need the whole record, which a stream does not have. */
  static boolean needsRecord(Normalization normalization) {
    return switch (normalization) {
      case RECORD_Z_SCORE, RECORD_ROBUST, RECORD_MIN_MAX -> true;
      default -> false;
    };
  }
}
