package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.Edf;
import org.ecg4j.wfdb.EdfOptions;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;

/** What a user names as a record: a WFDB record, as a path without suffix, or an EDF file. */
final class RecordFile {
  /** How commands describe such a parameter. */
  static final String DESCRIPTION = "A WFDB record (a path without suffix) or an EDF file.";

  private static final String EDF_SUFFIX = ".edf";

  private RecordFile() {}

  static boolean isEdf(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(EDF_SUFFIX);
  }

  /**
   * Reads a record. Of an EDF file the range, the leads, the strictness and the annotators are
   * minded; annotations stand beside it, such as those of {@code qrs} in {@code night.edf.qrs}.
   */
  static EcgRecord read(Path path, ReadOptions options) throws IOException {
    if (!isEdf(path)) {
      return Wfdb.read(path, options);
    }
    EcgRecord record =
        Edf.read(path, new EdfOptions(options.range(), options.leads(), options.strictness()));
    for (String annotator : options.annotators().orElse(List.of())) {
      record =
          record.withAnnotations(
              annotator, Wfdb.readAnnotationSet(path, annotator).atRate(record.samplingRateHz()));
    }
    return record;
  }

  /** The rate of a record, or of some of its leads, without reading its samples. */
  static double samplingRateHz(Path path, ReadOptions options) throws IOException {
    return isEdf(path)
        ? read(path, options.withRange(0, 1)).samplingRateHz()
        : Wfdb.readHeader(path, options).record().samplingRateHz();
  }
}
