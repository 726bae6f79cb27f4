package org.ecg4j.cli.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the benchmark finds the database. */
final class BenchmarkData {
  private static final String VARIABLE = "ECG_MITDB_DIR";

  private BenchmarkData() {}

  static Path find(@Nullable Path given) {
    String variable = System.getenv(VARIABLE);
    Path folder =
        given != null
            ? given
            : variable != null && !variable.isBlank()
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "ecg4j", "mitdb");
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          folder
              + ": no such folder; the benchmark needs the MIT-BIH Arrhythmia Database: name its"
              + " folder with --data or "
              + VARIABLE
              + ", or fetch it with 'ecg run --download'");
    }
    return folder;
  }
}
