package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.PopulationOptions;
import org.ecg4j.simulate.SimulatorOptions;
import org.jspecify.annotations.Nullable;

/** Where the benchmark finds the database. */
final class BenchmarkData {
  /** Records on both sides of every protocol, with many kinds of beats among them. */
  private static final List<String> FEW =
      List.of("106", "119", "200", "203", "208", "209", "210", "213", "222", "223", "232", "233");

  private static final Duration SIMULATED_LENGTH = Duration.ofMinutes(3);
  private static final String VARIABLE = "ECG_MITDB_DIR";

  private BenchmarkData() {}

  /** All records of the database. */
  static List<Path> all(@Nullable Path given) throws IOException {
    Path folder = folder(given);
    if (folder == null) {
      throw new IllegalArgumentException(
          "the benchmark needs the MIT-BIH Arrhythmia Database: name its folder with --data or "
              + VARIABLE
              + ", or fetch it with 'ecg run --download'; --quick does without");
    }
    return SimulatorOptions.MIT_BIH_RECORD_NAMES.stream().map(folder::resolve).toList();
  }

  /** A few records of the database given, or simulated ones of the same names. */
  static List<Path> few(@Nullable Path given, Path work) throws IOException {
    Path folder = given;
    if (folder == null) {
      folder = work.resolve("simulated");
      if (!Files.exists(folder.resolve("RECORDS"))) {
        Files.createDirectories(folder);
        EcgSimulator.of(simulated()).write(folder);
      }
    }
    return FEW.stream().map(folder::resolve).toList();
  }

  private static SimulatorOptions simulated() {
    return SimulatorOptions.defaults()
        .withPatients(FEW.size())
        .withRecordNames(FEW)
        .withDuration(SIMULATED_LENGTH)
        .withPopulation(
            PopulationOptions.defaults().withEctopy(0.45, 0.25).withMorphologySpread(0.7));
  }

  private static @Nullable Path folder(@Nullable Path given) {
    String variable = System.getenv(VARIABLE);
    Path folder =
        given != null
            ? given
            : variable != null && !variable.isBlank()
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".cache", "ecg4j", "mitdb");
    if (Files.isDirectory(folder)) {
      return folder;
    }
    if (given != null) {
      throw new IllegalArgumentException("--data " + given + ": no such folder");
    }
    return null;
  }
}
