package org.ecg4j.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.signal.Resampler;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.SampleStorage;
import org.ecg4j.wfdb.Wfdb;

/** Reads records on several threads and keeps of each what the dataset needs. */
final class DatasetLoader {
  private final DatasetOptions options;
  private final ProgressListener listener;

  DatasetLoader(DatasetOptions options, ProgressListener listener) {
    this.options = options;
    this.listener = listener;
  }

  EcgDataset load(Path database) throws IOException {
    return load(list(database), database.toString());
  }

  private static List<Path> list(Path database) throws IOException {
    if (EdfRecords.isEdf(database) && Files.isRegularFile(database)) {
      return List.of(database);
    }
    List<Path> records = Wfdb.listRecords(database);
    if (records.isEmpty()) {
      records = EdfRecords.list(database);
    }
    if (records.isEmpty()) {
      throw new IOException(
          database
              + ": no record here: no file RECORDS, no header (*.hea) and no EDF file (*.edf)");
    }
    return records;
  }

  EcgDataset load(List<Path> records, String source) throws IOException {
    Segmenter segmenter = new Segmenter(options);
    RecordTrack[] tracks = new RecordTrack[records.size()];
    AtomicInteger done = new AtomicInteger();
    try {
      IntStream.range(0, tracks.length)
          .parallel()
          .forEach(
              i -> {
                try {
                  tracks[i] = segmenter.track(atCommonRate(read(records.get(i))));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                listener.progress(done.incrementAndGet(), tracks.length, tracks[i].recordName());
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return segmenter.dataset(List.of(tracks), provenance(options, source, records.size()));
  }

  private EcgRecord read(Path record) throws IOException {
    if (EdfRecords.isEdf(record)) {
      return EdfRecords.read(record, options);
    }
    ReadOptions reading =
        ReadOptions.defaults().withAnnotators(options.annotator()).withOneTimeBase(true);
    return Wfdb.read(
        record, options.memoryMapped() ? reading.withStorage(SampleStorage.MAPPED) : reading);
  }

  private EcgRecord atCommonRate(EcgRecord record) {
    if (options.samplingRateHz().isEmpty()
        || options.samplingRateHz().getAsDouble() == record.samplingRateHz()) {
      return record;
    }
    return Resampler.resample(record, options.samplingRateHz().getAsDouble());
  }

  static Provenance provenance(DatasetOptions options, String source, int records) {
    return Provenance.empty()
        .with("source", source)
        .with("records", Integer.toString(records))
        .with("annotator", options.annotator())
        .with("labels", options.labels().toString())
        .with("window", options.window().toString())
        .with("leads", options.leads().toString())
        .with(
            "rate",
            options.samplingRateHz().isPresent()
                ? options.samplingRateHz().getAsDouble() + " Hz"
                : "as recorded");
  }
}
