package org.ecg4j.wfdb;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.record.SampleStore;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.jspecify.annotations.Nullable;

/**
 * One lead put together from segments, which may differ in gain and baseline and may lack the lead.
 * Physical values come straight from each segment's own calibration. Digital ones are those of the
 * segment where it is calibrated as the record is, and converted to the record's calibration where
 * it is not.
 */
final class SegmentedStore implements SampleStore {
  /** A stretch of samples; a null signal stands for missing ones. */
  record Part(long startSample, long endSample, @Nullable Signal signal) {}

  private final SignalInfo info;
  private final int missingCode;
  private final List<Part> parts;
  private final long size;

  /**
   * A store of consecutive parts.
   *
   * @param info the record's calibration
   * @param missingCode the record's code of missing samples
   * @param parts in order, without gaps between them
   */
  SegmentedStore(SignalInfo info, int missingCode, List<Part> parts) {
    this.info = info;
    this.missingCode = missingCode;
    this.parts = List.copyOf(parts);
    this.size = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).endSample();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long start, int count, int[] target, int offset) {
    long end = start + count;
    for (int i = partAt(start); i < parts.size() && parts.get(i).startSample < end; i++) {
      Part part = parts.get(i);
      long from = Math.max(start, part.startSample);
      int some = (int) (Math.min(end, part.endSample) - from);
      int at = offset + (int) (from - start);
      if (part.signal == null) {
        Arrays.fill(target, at, at + some, missingCode);
      } else {
        part.signal.readDigital(from - part.startSample, some, target, at);
        toRecordCalibration(part.signal, target, at, some);
      }
    }
  }

  private void toRecordCalibration(Signal signal, int[] target, int from, int count) {
    SignalInfo own = signal.info();
    boolean same =
        own.gainAdcPerUnit() == info.gainAdcPerUnit() && own.baselineAdc() == info.baselineAdc();
    if (same && signal.missingCode() == missingCode) {
      return;
    }
    double factor = info.gainAdcPerUnit() / own.gainAdcPerUnit();
    for (int i = from; i < from + count; i++) {
      if (target[i] == signal.missingCode()) {
        target[i] = missingCode;
      } else if (!same) {
        double offset = (double) target[i] - own.baselineAdc();
        target[i] = (int) Math.rint(offset * factor + info.baselineAdc());
      }
    }
  }

  @Override
  public void readPhysical(
      long start,
      int count,
      float[] target,
      int offset,
      int baselineAdc,
      double gainAdcPerUnit,
      int missing) {
    long end = start + count;
    for (int i = partAt(start); i < parts.size() && parts.get(i).startSample < end; i++) {
      Part part = parts.get(i);
      long from = Math.max(start, part.startSample);
      int some = (int) (Math.min(end, part.endSample) - from);
      int at = offset + (int) (from - start);
      if (part.signal == null) {
        Arrays.fill(target, at, at + some, Float.NaN);
      } else {
        part.signal.readPhysical(from - part.startSample, some, target, at);
      }
    }
  }

  /** The first part that ends after a sample. */
  private int partAt(long sample) {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (parts.get(middle).endSample <= sample) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
