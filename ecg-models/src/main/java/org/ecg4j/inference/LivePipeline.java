package org.ecg4j.inference;

import java.util.Arrays;
import java.util.Optional;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.segment.WindowCutter;
import org.ecg4j.segment.WindowOptions;
import org.jspecify.annotations.Nullable;

/** A model's windows and transforms at work on one live signal, beat after beat. */
final class LivePipeline {
  private final WindowCutter cutter;
  private final ExampleTransform.@Nullable Kernel kernel;
  private final float[] window;
  private final int width;
  private final int samplesBefore;
  private final int samplesAfter;

  /**
   * Binds the transforms.
   *
   * @throws NotCausalException when one of them needs the whole record
   * @throws IllegalArgumentException when it is not known how windows are cut
   */
  LivePipeline(Pipeline pipeline) {
    WindowOptions options = requireCausal(EcgClassifier.window(pipeline));
    double rateHz = pipeline.raw().samplingRateHz();
    cutter = WindowCutter.of(options, rateHz);
    window = new float[pipeline.raw().size()];
    width = pipeline.outputSpec().size();
    Optional<ExampleTransform> chain =
        pipeline.transforms().stream().reduce(ExampleTransform::then);
    ExampleTransform.@Nullable Live live =
        chain.map(transform -> transform.bindLive(pipeline.raw())).orElse(null);
    kernel = live == null ? null : live.kernel();
    int before = options.before().samples(rateHz);
    int after = options.after().samples(rateHz);
    if (options.edges() == WindowOptions.EdgePolicy.REFLECT) {
      // What lies before the first sample is a picture of what comes after it, and the other way.
      before = Math.max(before, after);
      after = before;
    }
    samplesBefore = Math.max(before, live == null ? 0 : samples(live.secondsBefore(), rateHz));
    samplesAfter = Math.max(after, live == null ? 0 : samples(live.secondsAfter(), rateHz));
  }

  private static WindowOptions requireCausal(WindowOptions options) {
    if (options.normalization().needsRecord()) {
      throw new NotCausalException(
          "normalization " + options.normalization(),
          "its scale comes from the whole record; train on windows that are scaled by themselves");
    }
    return options;
  }

  /** Rounded up, but not for the rounding of the seconds. */
  private static int samples(double seconds, double rateHz) {
    return (int) Math.ceil(seconds * rateHz - 1e-6);
  }

  /** How much signal before a beat it reads. */
  int samplesBefore() {
    return samplesBefore;
  }

  /** How much signal after a beat it waits for. */
  int samplesAfter() {
    return samplesAfter;
  }

  /**
   * Prepares the last beat of a track, which shows what there is of the signal around it.
   *
   * @return the network's input, or null when the beat gets no window
   */
  float @Nullable [] prepare(LiveTrack track) {
    int beat = track.beatCount() - 1;
    long sample = track.beatSample(beat);
    boolean covered = cutter.covers(sample, track.heard());
    if (covered) {
      cutter.cut(track, sample, window, 0);
    } else {
      Arrays.fill(window, 0);
    }
    if (kernel == null) {
      return covered ? window.clone() : null;
    }
    float[] row = new float[width];
    kernel.apply(window, 0, row, 0, track, beat);
    return covered ? row : null;
  }
}
