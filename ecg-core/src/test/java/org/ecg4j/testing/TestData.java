package org.ecg4j.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the databases are that tests read but the project does not ship. A test that calls one of
 * these is skipped with a message when the variable is unset or names no folder, and fails instead
 * when {@code ECG_REQUIRE_DATA=1}. Tag such tests {@code mitdb}.
 */
public final class TestData {
  private TestData() {}

  /** The complete MIT-BIH Arrhythmia Database. */
  public static Path mitdb() {
    return folder("ECG_MITDB_DIR");
  }

  /** The noise records bw, em and ma of the MIT-BIH Noise Stress Test Database. */
  public static Path nstdb() {
    return folder("ECG_NSTDB_DIR");
  }

  /** WFDB records of unusual kinds. */
  public static Path wfdbSamples() {
    return folder("ECG_WFDB_SAMPLES_DIR");
  }

  /** Facts about the MIT-BIH database made with the reference tools. */
  public static Path refs() {
    return folder("ECG_REFS_DIR");
  }

  private static Path folder(String variable) {
    String value = System.getenv(variable);
    boolean found = value != null && Files.isDirectory(Path.of(value));
    if (!found) {
      String message =
          variable
              + (value == null ? " is not set" : " names no folder: " + value)
              + "; this test needs its data";
      if ("1".equals(System.getenv("ECG_REQUIRE_DATA"))) {
        throw new AssertionError(message + " and ECG_REQUIRE_DATA=1 forbids skipping it");
      }
      Assumptions.abort(message);
    }
    return Path.of(value);
  }
}
