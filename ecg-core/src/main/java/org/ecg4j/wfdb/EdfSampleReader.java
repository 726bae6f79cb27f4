package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.Signal;

/** Reads the samples of some leads of an EDF file, data record by data record. */
final class EdfSampleReader {
  private static final int WINDOW_BYTES = 1 << 18;

  private final String file;
  private final Source source;
  private final EdfHeader header;
  private final List<EdfHeader.EdfSignal> leads;
  private final int framesPerRecord;
  private final byte[] window;
  private long windowStart;
  private int windowLength;

  /**
   * A reader.
   *
   * @param framesPerRecord a divisor of every lead's samples in a data record
   */
  EdfSampleReader(
      String file,
      Source source,
      EdfHeader header,
      List<EdfHeader.EdfSignal> leads,
      int framesPerRecord)
      throws IOException {
    this.file = file;
    this.source = source;
    this.header = header;
    this.leads = leads;
    this.framesPerRecord = framesPerRecord;
    this.window = new byte[(int) Math.min(WINDOW_BYTES, source.size())];
  }

  /** Reads frames, which the file is known to have. */
  List<Signal> read(long start, long end) throws IOException {
    List<Signal> signals = new ArrayList<>(leads.size());
    if (leads.isEmpty()) {
      return signals;
    }
    short[][] samples = new short[leads.size()][];
    for (int k = 0; k < samples.length; k++) {
      samples[k] = new short[length(leads.get(k), start, end)];
    }
    for (long record = start / framesPerRecord; record * framesPerRecord < end; record++) {
      for (int k = 0; k < samples.length; k++) {
        readRecord(leads.get(k), record, start, samples[k]);
      }
    }
    for (int k = 0; k < samples.length; k++) {
      signals.add(Signal.of(leads.get(k).info(), samples[k], Signal.NO_MISSING_CODE));
    }
    return signals;
  }

  private int perFrame(EdfHeader.EdfSignal lead) {
    return lead.samplesPerRecord() / framesPerRecord;
  }

  private int length(EdfHeader.EdfSignal lead, long start, long end) {
    long length = (end - start) * perFrame(lead);
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "lead "
              + lead.info().lead()
              + " has "
              + length
              + " samples, too many at once; read a range");
    }
    return (int) length;
  }

  /** Copies what one data record has of one lead. */
  private void readRecord(EdfHeader.EdfSignal lead, long record, long startFrame, short[] target)
      throws IOException {
    // Where the record's first sample would go; it may lie before the range.
    long first = record * lead.samplesPerRecord() - startFrame * perFrame(lead);
    int from = (int) Math.max(0, -first);
    int to = (int) Math.min(lead.samplesPerRecord(), target.length - first);
    long place = header.bytes() + record * header.recordBytes() + lead.offsetInRecord();
    for (int i = from; i < to; ) {
      int at = fetch(place + 2L * i);
      int part = Math.min(to - i, (windowLength - at) / 2);
      for (int k = 0; k < part; k++, at += 2) {
        target[(int) (first + i + k)] = (short) ((window[at] & 0xFF) | window[at + 1] << 8);
      }
      i += part;
    }
  }

  /** The index in the window of a sample, which is read when it is not there. */
  private int fetch(long position) throws IOException {
    if (position < windowStart || position + 2 > windowStart + windowLength) {
      windowStart = position;
      windowLength = SourceBytes.read(source, position, window, 0, window.length);
      if (windowLength < 2) {
        throw new WfdbFormatException(
            Diagnostic.atByte(
                Code.EDF, file, position + windowLength, "a sample", "the end of the file"));
      }
    }
    return (int) (position - windowStart);
  }
}
