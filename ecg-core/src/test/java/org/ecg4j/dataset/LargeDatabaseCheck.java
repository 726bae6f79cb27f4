package org.ecg4j.dataset;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;

/**
 * Shows that a database larger than the heap can be read: {@code checks/large-database.sh} runs
 * {@code simulate} in one JVM and {@code iterate} in another one with little memory. Not part of
 * the build, as it takes minutes.
 */
final class LargeDatabaseCheck {
  private static final int BATCH = 256;
  private static final int WANTED_WINDOWS = 200_000;

  private LargeDatabaseCheck() {}

  /**
   * Runs one half of the check.
   *
   * @param args {@code simulate} or {@code iterate}, the database's folder, for {@code simulate}
   *     also how many patients and minutes
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    long start = System.nanoTime();
    if (args[0].equals("simulate")) {
      SimulatorOptions options =
          SimulatorOptions.defaults()
              .withPatients(Integer.parseInt(args[2]))
              .withDuration(Duration.ofMinutes(Integer.parseInt(args[3])));
      EcgSimulator.of(options).write(folder);
      print("simulated %s patients, %s min each, in %.1f s", args[2], args[3], seconds(start));
      return;
    }
    EcgDataset beats = EcgDataset.load(folder, DatasetOptions.defaults().withMemoryMapped(true));
    double loading = seconds(start);
    start = System.nanoTime();
    double sum = sumOfAllValues(beats);
    double iterating = seconds(start);
    long samples =
        IntStream.range(0, beats.rows().tracks().size())
            .mapToLong(t -> beats.rows().tracks().get(t).endSample())
            .sum();
    Runtime runtime = Runtime.getRuntime();
    print("windows          %,d of %d values", beats.size(), beats.inputSpec().size());
    print("samples, 2 leads %,.0f MB as shorts", 2 * 2 * samples * 1e-6);
    print("load             %.1f s", loading);
    print("one pass         %.1f s, %,.0f windows/s", iterating, beats.size() / iterating);
    print("largest heap     %,.0f MB", runtime.maxMemory() / 1048576.0);
    print("heap after       %,.0f MB", usedAfterCollection() / 1048576.0);
    print("mean             %.6f mV", sum / ((double) beats.size() * beats.inputSpec().size()));
    if (beats.size() < WANTED_WINDOWS) {
      throw new IllegalStateException("only " + beats.size() + " windows; simulate more patients");
    }
  }

  private static double sumOfAllValues(EcgDataset beats) {
    int width = beats.inputSpec().size();
    FloatBuffer batch = FloatBuffer.allocate(BATCH * width);
    double sum = 0;
    for (int from = 0; from < beats.size(); from += BATCH) {
      int to = Math.min(beats.size(), from + BATCH);
      beats.gather(IntStream.range(from, to).toArray(), batch);
      for (int i = 0; i < (to - from) * width; i++) {
        sum += batch.get(i);
      }
    }
    return sum;
  }

  static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) * 1e-9;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
