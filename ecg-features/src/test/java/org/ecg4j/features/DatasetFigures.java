package org.ecg4j.features;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;

/**
 * Prints the times and the memory of {@code docs/datasets.md}: the argument is the folder of the
 * MIT-BIH Arrhythmia Database.
 */
final class DatasetFigures {
  private static final int BATCH = 512;

  private DatasetFigures() {}

  /**
   * Measures; best of three.
   *
   * @param args the database's folder
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    double loading = Double.POSITIVE_INFINITY;
    long before = usedAfterCollection();
    EcgDataset beats = EcgDataset.load(folder);
    long used = usedAfterCollection() - before;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      if (EcgDataset.load(folder).size() != beats.size()) {
        throw new IllegalStateException("the database changed");
      }
      loading = Math.min(loading, seconds(start));
    }
    print("load            %.2f s, %,.0f MB", loading, used * 1e-6);
    print("raw windows     %.2f s a pass, %,d windows", bestPass(beats), beats.size());
    EcgDataset spectra = beats.map(Stft.of(StftOptions.defaults()));
    Path file = Files.createTempFile("stft", ".cache");
    try {
      long start = System.nanoTime();
      EcgDataset cached = spectra.cache(file);
      print(
          "STFT to file    %.2f s, %,.0f MB, %s",
          seconds(start), Files.size(file) * 1e-6, cached.inputSpec().parts().get(0));
      print("cached STFT     %.2f s a pass", bestPass(cached));
      print("STFT each time  %.2f s a pass", bestPass(spectra));
      print("heap at the end %,.0f MB", (usedAfterCollection() - before) * 1e-6);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static double bestPass(Examples examples) {
    FloatBuffer batch = FloatBuffer.allocate(BATCH * examples.inputSpec().size());
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      for (int from = 0; from < examples.size(); from += BATCH) {
        int to = Math.min(examples.size(), from + BATCH);
        examples.gather(IntStream.range(from, to).toArray(), batch);
      }
      best = Math.min(best, seconds(start));
    }
    return best;
  }

  private static long usedAfterCollection() {
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
