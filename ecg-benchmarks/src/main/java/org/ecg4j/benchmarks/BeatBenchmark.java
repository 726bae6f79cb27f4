package org.ecg4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.evaluation.Ec57;
import org.ecg4j.evaluation.Ec57Report;
import org.ecg4j.evaluation.Ec57Summary;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Wfdb;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Finds beats, and scores beats that were found. One thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BeatBenchmark {
  private static final double RATE_HZ = 360;
  private static final int HOUR_SAMPLES = (int) (3600 * RATE_HZ);

  private final float[] hour = new float[HOUR_SAMPLES];
  private List<Path> records = List.of();
  private Path found = Path.of("");

  /** Joins the first lead of two records, and writes the beats found in each record. */
  @Setup
  public void detect() throws IOException {
    records = Wfdb.listRecords(Mitdb.folder());
    found = Files.createTempDirectory("ecg-benchmarks");
    List<EcgRecord> all = Mitdb.records();
    for (EcgRecord record : all) {
      Wfdb.writeAnnotations(
          found.resolve(record.name()),
          "qrs",
          AnnotationSet.of(QrsDetector.detect(record, QrsOptions.defaults())));
    }
    all.get(0).signals().get(0).readPhysical(0, HOUR_SAMPLES / 2, hour, 0);
    all.get(1).signals().get(0).readPhysical(0, HOUR_SAMPLES / 2, hour, HOUR_SAMPLES / 2);
  }

  @TearDown
  public void clean() throws IOException {
    for (Path record : records) {
      Files.deleteIfExists(beatsFoundIn(record).resolveSibling(record.getFileName() + ".qrs"));
    }
    Files.delete(found);
  }

  private Path beatsFoundIn(Path record) {
    return found.resolve(record.getFileName());
  }

  /** Half an hour each of records 100 and 101. */
  @Benchmark
  public long[] detectOneHour() {
    return QrsDetector.detect(RATE_HZ, QrsOptions.defaults(), hour);
  }

  /** Reads header, reference and test annotations of 48 records and compares them. */
  @Benchmark
  public Ec57Summary scoreAllRecords() throws IOException {
    List<Ec57Report> reports = new ArrayList<>();
    for (Path record : records) {
      reports.add(
          Ec57.standard()
              .compare(
                  Wfdb.readHeader(record).record(),
                  Wfdb.readAnnotations(record, "atr"),
                  Wfdb.readAnnotations(beatsFoundIn(record), "qrs")));
    }
    return Ec57Summary.of(reports);
  }
}
