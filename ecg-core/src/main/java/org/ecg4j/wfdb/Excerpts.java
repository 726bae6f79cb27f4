package org.ecg4j.wfdb;

import java.util.List;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.SampleStore;
import org.ecg4j.record.Signal;

/** Stretches of records that share the samples of the whole. */
final class Excerpts {
  private Excerpts() {}

  /** Frames {@code [start, end)} of a record, without its annotations. */
  static EcgRecord of(EcgRecord record, long start, long end) {
    List<Signal> signals =
        record.signals().stream().map(signal -> slice(record, signal, start, end)).toList();
    return EcgRecord.of(RecordLoader.excerpt(record.header(), start, end), signals);
  }

  private static Signal slice(EcgRecord record, Signal signal, long start, long end) {
    long perFrame = Math.round(signal.info().samplingRateHz() / record.samplingRateHz());
    Slice slice = new Slice(signal, start * perFrame, (end - start) * perFrame);
    return Signal.of(signal.info(), slice, signal.missingCode());
  }

  /** Some consecutive samples of a signal. */
  private record Slice(Signal signal, long first, long size) implements SampleStore {
    @Override
    public void read(long start, int count, int[] target, int offset) {
      signal.readDigital(first + start, count, target, offset);
    }

    @Override
    public void readPhysical(
        long start,
        int count,
        float[] target,
        int offset,
        int baselineAdc,
        double gainAdcPerUnit,
        int missingCode) {
      // The signal's own calibration counts: it may differ from segment to segment.
      signal.readPhysical(first + start, count, target, offset);
    }
  }
}
