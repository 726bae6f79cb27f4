package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.List;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/** Writes the signals of a record as comma-separated values, one row a sample. */
final class CsvWriter {
  private static final int BLOCK_FRAMES = 1 << 13;

  private CsvWriter() {}

  static void write(EcgRecord record, CsvValues values, long firstSample, Appendable out)
      throws IOException {
    List<Signal> signals = record.signals();
    for (Signal signal : signals) {
      if (signal.sampleCount() != record.sampleCount()) {
        throw new IllegalArgumentException(
            "lead "
                + signal.info().lead()
                + " has a rate of its own; read the record with withOneTimeBase(true)");
      }
    }
    out.append("sample");
    for (Signal signal : signals) {
      out.append(',').append(quoted(signal.info().lead()));
    }
    out.append('\n');
    String[][] block = new String[signals.size()][];
    for (long start = 0; start < record.sampleCount(); start += BLOCK_FRAMES) {
      int count = (int) Math.min(BLOCK_FRAMES, record.sampleCount() - start);
      for (int k = 0; k < block.length; k++) {
        block[k] = texts(signals.get(k), values, start, count);
      }
      for (int i = 0; i < count; i++) {
        out.append(Long.toString(firstSample + start + i));
        for (String[] column : block) {
          out.append(',').append(column[i]);
        }
        out.append('\n');
      }
    }
  }

  private static String[] texts(Signal signal, CsvValues values, long start, int count) {
    String[] texts = new String[count];
    if (values == CsvValues.DIGITAL) {
      int[] digital = new int[count];
      signal.readDigital(start, count, digital, 0);
      for (int i = 0; i < count; i++) {
        texts[i] = Integer.toString(digital[i]);
      }
    } else {
      float[] physical = new float[count];
      signal.readPhysical(start, count, physical, 0);
      for (int i = 0; i < count; i++) {
        texts[i] = Float.toString(physical[i]);
      }
    }
    return texts;
  }

  /** A name with a comma, quote or line break stands in quotes (RFC 4180). */
  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
