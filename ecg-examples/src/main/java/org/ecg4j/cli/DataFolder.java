package org.ecg4j.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the MIT-BIH database is: a folder given, else a variable, else the cache. */
final class DataFolder {
  static final String VARIABLE = "ECG_MITDB_DIR";

  private DataFolder() {}

  /** The folder, or empty when there is none to be found; a folder that was given must be there. */
  static Optional<Path> find(@Nullable Path given) throws IOException {
    if (given != null) {
      if (!Files.isDirectory(given)) {
        throw new FileNotFoundException("--data " + given + ": no such folder");
      }
      return Optional.of(given);
    }
    String variable = System.getenv(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      Path folder = Path.of(variable);
      if (!Files.isDirectory(folder)) {
        throw new FileNotFoundException(VARIABLE + "=" + folder + ": no such folder");
      }
      return Optional.of(folder);
    }
    Path cache = cache();
    return Files.isRegularFile(cache.resolve("RECORDS")) ? Optional.of(cache) : Optional.empty();
  }

  static Path cache() {
    return Path.of(System.getProperty("user.home"), ".cache", "ecg4j", "mitdb");
  }
}
