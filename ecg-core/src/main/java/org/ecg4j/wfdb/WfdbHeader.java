package org.ecg4j.wfdb;

import java.util.List;
import java.util.Objects;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.RecordHeader;

/**
 * A header file as it is written: what is said of the record, and how its samples are stored. A
 * header holds signals or segments, not both.
 *
 * @param record name, rate, length, time, date and comments
 * @param signalCount the number of signals
 * @param lengthGiven whether the header says the length
 * @param counter the counter frequency and its value at sample 0
 * @param signals the signal lines of an ordinary record
 * @param segments the segment lines of a multi-segment record
 * @param diagnostics what was repaired or is worth knowing
 */
public record WfdbHeader(
    RecordHeader record,
    int signalCount,
    boolean lengthGiven,
    Counter counter,
    List<SignalSpec> signals,
    List<SegmentSpec> segments,
    List<Diagnostic> diagnostics) {

  /**
   * A tape counter or page number that runs beside the samples.
   *
   * @param frequencyHz ticks a second; the sampling rate unless the header says otherwise
   * @param baseValue its value at sample 0
   */
  public record Counter(double frequencyHz, double baseValue) {}

  /** Copies the lists. */
  public WfdbHeader {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(counter, "counter");
    signals = List.copyOf(signals);
    segments = List.copyOf(segments);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Whether the record is made of segments.
   *
   * @return true for a multi-segment header
   */
  public boolean isMultiSegment() {
    return !segments.isEmpty();
  }

  /**
   * Whether the segments may hold different signals: the first one has length 0 and only names all
   * signals.
   *
   * @return true for a multi-segment header of variable layout
   */
  public boolean isVariableLayout() {
    return isMultiSegment() && segments.get(0).frameCount() == 0 && !segments.get(0).isGap();
  }
}
