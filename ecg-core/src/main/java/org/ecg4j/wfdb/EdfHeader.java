package org.ecg4j.wfdb;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.SignalInfo;

/**
 * What the header of an EDF file says.
 *
 * @param comments patient and recording, where they are not empty
 * @param startDate the date of the first data record, where it could be read
 * @param startTime the time of the first data record in whole seconds, where it could be read
 * @param isPlus whether the file is EDF+, so that it has annotations
 * @param dataRecords the number of data records, -1 when unknown
 * @param recordSeconds the duration of a data record
 * @param signals all signals, those with annotations included
 */
record EdfHeader(
    List<String> comments,
    Optional<LocalDate> startDate,
    Optional<LocalTime> startTime,
    boolean isPlus,
    long dataRecords,
    double recordSeconds,
    List<EdfSignal> signals) {

  /**
   * One signal's part of the header.
   *
   * @param info its name, unit, rate and scale; of a signal with annotations only the name counts
   * @param isAnnotations whether it holds annotations instead of samples
   * @param samplesPerRecord samples in each data record
   * @param offsetInRecord where they begin in each data record, in bytes
   */
  record EdfSignal(
      SignalInfo info, boolean isAnnotations, int samplesPerRecord, long offsetInRecord) {}

  /** The bytes before the first data record. */
  long bytes() {
    return 256L * (signals.size() + 1);
  }

  /** The signals that hold samples. */
  List<EdfSignal> leads() {
    return signals.stream().filter(signal -> !signal.isAnnotations()).toList();
  }

  /** The bytes of one data record. */
  long recordBytes() {
    return 2 * signals.stream().mapToLong(EdfSignal::samplesPerRecord).sum();
  }
}
