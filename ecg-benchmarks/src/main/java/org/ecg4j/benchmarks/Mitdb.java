package org.ecg4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;

/** The MIT-BIH Arrhythmia Database in the folder that {@code ECG_MITDB_DIR} names. */
final class Mitdb {
  private static final String VARIABLE = "ECG_MITDB_DIR";

  private Mitdb() {}

  static Path folder() {
    String value = System.getenv(VARIABLE);
    if (value == null || !Files.isDirectory(Path.of(value))) {
      throw new IllegalStateException(
          VARIABLE + " must name the folder of the MIT-BIH Arrhythmia Database, not " + value);
    }
    return Path.of(value);
  }

  static List<EcgRecord> records() throws IOException {
    return Wfdb.readDatabase(folder(), ReadOptions.defaults());
  }
}
