package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/** The signals of a record, whichever way they are stored. Files stay open until it is closed. */
interface RecordSignals extends Closeable {
  /** What each signal means, in the record's order. */
  List<SignalInfo> infos();

  /** The record's length. */
  long frames() throws IOException;

  /**
   * Reads some signals.
   *
   * @param start the first frame
   * @param end the frame after the last one, at most {@link #frames()}
   * @param indices which signals, in the order of the result
   * @return signals of {@code end - start} frames
   */
  List<Signal> read(long start, long end, int[] indices) throws IOException;
}
