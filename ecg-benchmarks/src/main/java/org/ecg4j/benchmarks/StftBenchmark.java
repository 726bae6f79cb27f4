package org.ecg4j.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleReader;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Spectrograms of four-second windows, from ADC values: cut from the record, made millivolts,
 * transformed into 33 x 46 values. The score is in windows a second.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StftBenchmark {
  private static final int WINDOWS = 4096;

  /** The windows of the database, shared by all threads. */
  @State(Scope.Benchmark)
  public static class Spectrograms {
    private EcgDataset dataset;

    @Setup
    public void load() throws IOException {
      dataset =
          EcgDataset.load(Mitdb.folder(), DatasetOptions.defaults())
              .map(Stft.of(StftOptions.defaults()));
    }
  }

  /** What one thread works with. */
  @State(Scope.Thread)
  public static class Worker {
    private ExampleReader reader;
    private float[] values;
    private int next;

    @Setup
    public void open(Spectrograms spectrograms) {
      reader = spectrograms.dataset.reader();
      values = new float[spectrograms.dataset.inputSpec().size()];
    }

    private float[] transform(int size) {
      for (int i = 0; i < WINDOWS; i++) {
        reader.read(next, values, 0);
        next = next + 1 == size ? 0 : next + 1;
      }
      return values;
    }
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(WINDOWS)
  public float[] oneThread(Spectrograms spectrograms, Worker worker) {
    return worker.transform(spectrograms.dataset.size());
  }

  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(WINDOWS)
  public float[] twoThreads(Spectrograms spectrograms, Worker worker) {
    return worker.transform(spectrograms.dataset.size());
  }
}
