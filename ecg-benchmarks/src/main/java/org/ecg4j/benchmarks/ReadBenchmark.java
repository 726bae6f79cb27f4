package org.ecg4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.ecg4j.record.Signal;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Verification;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reads, and verifies, the 48 records. The files come from the operating system's cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReadBenchmark {
  private Path database = Path.of("");

  @Setup
  public void find() {
    database = Mitdb.folder();
  }

  /** Both leads to physical values, checksums verified, with annotations, on all processors. */
  @Benchmark
  public void physicalValuesOfAllRecords(Blackhole consumer) throws IOException {
    Wfdb.readDatabase(database, ReadOptions.defaults()).parallelStream()
        .forEach(
            record -> {
              for (Signal signal : record.signals()) {
                consumer.consume(signal.toPhysical());
              }
              consumer.consume(record.annotations("atr"));
            });
  }

  /** As the command {@code ecg verify} does it, SHA-256 sums included. */
  @Benchmark
  public Verification verifyDatabase() throws IOException {
    return Wfdb.verify(database);
  }
}
