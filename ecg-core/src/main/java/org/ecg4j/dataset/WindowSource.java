package org.ecg4j.dataset;

import org.ecg4j.segment.WindowCutter;
import org.ecg4j.segment.WindowOptions;

/** Windows cut from records when they are read. */
final class WindowSource implements ExampleSource {
  private final Rows rows;
  private final WindowOptions options;
  private final InputSpec spec;

  WindowSource(Rows rows, WindowOptions options, InputSpec spec) {
    this.rows = rows;
    this.options = options;
    this.spec = spec;
  }

  @Override
  public InputSpec spec() {
    return spec;
  }

  @Override
  public Cursor cursor() {
    WindowCutter cutter = WindowCutter.of(options, spec.samplingRateHz());
    return (row, target, offset) -> {
      RecordTrack track = rows.track(row);
      cutter.cut(track, track.beatSample(rows.beat(row)), target, offset);
    };
  }
}
