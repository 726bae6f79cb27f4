package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.evaluation.Ec57;
import org.ecg4j.evaluation.Ec57Report;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.sampling.NearestOfMinority;
import org.ecg4j.sampling.SamplingStrategy;
import org.ecg4j.sampling.Smote;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;

/** The steps before a network comes in. */
final class DataSteps {
  private DataSteps() {}

  /** All records to physical values, checksums verified, with annotations. */
  static Step read(CourseData data) {
    return () -> {
      var timed =
          Step.time(
              () ->
                  Wfdb.readDatabase(data.database(), ReadOptions.defaults()).parallelStream()
                      .mapToDouble(DataSteps::touch)
                      .sum());
      return new Step.Outcome(timed.seconds(), Map.of("sum", timed.result()));
    };
  }

  /** Makes all physical values; takes a few of them and the number of annotations. */
  private static double touch(EcgRecord record) {
    double sum = record.annotations("atr").size();
    for (Signal signal : record.signals()) {
      float[] values = signal.toPhysical();
      sum += values[values.length / 2];
    }
    return sum;
  }

  /** 109,217 windows as floats in a new array. */
  static Step windows(CourseData data) throws IOException {
    EcgDataset beats = data.allBeats();
    return () -> {
      var timed = Step.time(() -> beats.toMatrix().x());
      return new Step.Outcome(timed.seconds(), Digest.of(timed.result(), timed.result().length));
    };
  }

  /** The spectrograms of the course's training beats in one array, from ADC values. */
  static Step stft(CourseData data) throws IOException {
    Examples examples = data.training().map(CourseData.stft());
    int[] rows = IntStream.range(0, examples.size()).toArray();
    float[] values = new float[Math.multiplyExact(rows.length, examples.inputSpec().size())];
    return () -> {
      var timed =
          Step.time(
              () -> {
                examples.gather(rows, FloatBuffer.wrap(values));
                return values;
              });
      return new Step.Outcome(timed.seconds(), Digest.of(values, values.length));
    };
  }

  /** SMOTE until both classes are equal: 15,978 new examples. */
  static Step smote(CourseData data) throws IOException {
    TrainingSet train = data.spectrograms();
    double neighbours = NearestOfMinority.sum(train);
    return () -> {
      var timed = Step.time(() -> Smote.of(SamplingStrategy.auto(), 1).sample(train));
      return new Step.Outcome(
          timed.seconds(),
          Map.of("size", (double) timed.result().size(), "neighbours", neighbours));
    };
  }

  /** Beats that were found against the reference of 48 records, annotation files read. */
  static Step ec57(CourseData data) throws IOException {
    Path found = Files.createTempDirectory("ecg-found");
    found.toFile().deleteOnExit();
    for (EcgRecord record : Wfdb.readDatabase(data.database(), ReadOptions.defaults())) {
      Path file = found.resolve(record.name());
      Wfdb.writeAnnotations(
          file, "qrs", AnnotationSet.of(QrsDetector.detect(record, QrsOptions.defaults())));
      found.resolve(record.name() + ".qrs").toFile().deleteOnExit();
    }
    List<Path> records = Wfdb.listRecords(data.database());
    return () -> {
      var timed = Step.time(() -> score(records, found));
      Map<String, Double> check = new LinkedHashMap<>();
      check.put("records", (double) records.size());
      return new Step.Outcome(timed.seconds(), check);
    };
  }

  private static Ec57Summary score(List<Path> records, Path found) throws IOException {
    List<Ec57Report> reports = new ArrayList<>();
    for (Path record : records) {
      reports.add(
          Ec57.standard()
              .compare(
                  Wfdb.readHeader(record).record(),
                  Wfdb.readAnnotations(record, "atr"),
                  Wfdb.readAnnotations(found.resolve(record.getFileName()), "qrs")));
    }
    return Ec57Summary.of(reports);
  }
}
