package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.SampleStorage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say of which record a picture is. */
final class PlottedRecord {
  @Parameters(index = "0", paramLabel = "RECORD", description = RecordFile.DESCRIPTION)
  private Path path;

  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      description = "Whose annotations to draw; default the record's first.")
  private @Nullable String annotator;

  /** Made by picocli. */
  PlottedRecord() {}

  Path path() {
    return path;
  }

  /** The record; its first annotator is the chosen one. */
  EcgRecord read() throws IOException {
    ReadOptions options = ReadOptions.defaults().withStorage(SampleStorage.MAPPED);
    return RecordFile.read(path, annotator == null ? options : options.withAnnotators(annotator));
  }

  /** What the record's first annotator says of its beats. */
  static List<Annotation> beats(EcgRecord record) {
    return record.annotators().stream()
        .limit(1)
        .flatMap(annotator -> record.annotations(annotator).stream())
        .filter(annotation -> annotation.code().isBeat())
        .toList();
  }
}
