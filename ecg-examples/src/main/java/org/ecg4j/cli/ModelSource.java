package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.wfdb.ReadOptions;
import picocli.CommandLine.Option;

/** The option that chooses a model, and the records that it is to see. */
final class ModelSource {
  @Option(
      names = {"-m", "--model"},
      required = true,
      paramLabel = "FILE",
      description = "The model, a file that 'ecg run' or TrainedModel.save wrote.")
  private Path model;

  /** Made by picocli. */
  ModelSource() {}

  /** The model; signals of another rate are resampled. */
  EcgClassifier load() throws IOException {
    return EcgClassifier.load(model).withResampling();
  }

  Path file() {
    return model;
  }

  /**
   * A record with only the leads that the model sees, under the names it knows them by.
   *
   * @param leads the record's leads that stand for the model's; none for those of the same names
   */
  static EcgRecord read(Path path, EcgClassifier classifier, String[] leads, String... annotators)
      throws IOException {
    List<String> known = classifier.model().info().pipeline().raw().leads();
    List<String> chosen = leads.length == 0 ? known : Arrays.asList(leads);
    if (chosen.size() != known.size()) {
      throw new IllegalArgumentException(
          "the model takes " + known.size() + " leads, " + known + ", not " + chosen);
    }
    ReadOptions options = ReadOptions.defaults().withAnnotators(annotators).withOneTimeBase(true);
    if (RecordFile.isEdf(path)) {
      // Its leads often differ in rate: only those of the model are read.
      options = options.withLeads(chosen.toArray(new String[0]));
    }
    EcgRecord record = RecordFile.read(path, options);
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (record.find(chosen.get(i)).isEmpty()) {
        throw new IllegalArgumentException(
            "record "
                + record.name()
                + " has no lead "
                + chosen.get(i)
                + " but "
                + record.leads()
                + "; name those that the model is to see as "
                + known);
      }
      Signal signal = record.signal(chosen.get(i));
      signals.add(
          Signal.of(
              signal.info().withLead(known.get(i)), signal.toDigital(), signal.missingCode()));
    }
    EcgRecord seen = EcgRecord.of(record.header(), signals);
    for (String annotator : annotators) {
      seen = seen.withAnnotations(annotator, record.annotations(annotator));
    }
    return seen;
  }
}
