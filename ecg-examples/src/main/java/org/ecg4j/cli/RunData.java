package org.ecg4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.jspecify.annotations.Nullable;

/** The database that {@code ecg run} works on; a simulated one is removed again at the end. */
final class RunData implements AutoCloseable {
  private static final int SIMULATED_PATIENTS = 12;
  private static final Duration SIMULATED_LENGTH = Duration.ofMinutes(10);

  private final Path folder;
  private final boolean simulated;

  private RunData(Path folder, boolean simulated) {
    this.folder = folder;
    this.simulated = simulated;
  }

  static RunData open(@Nullable Path given, long seed) throws IOException {
    Optional<Path> found = DataFolder.find(given);
    if (found.isPresent()) {
      return new RunData(found.get(), false);
    }
    Path folder = Files.createTempDirectory("ecg4j-simulated");
    RunData data = new RunData(folder, true);
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(SIMULATED_PATIENTS)
            .withDuration(SIMULATED_LENGTH)
            .withSeed(seed);
    int[] done = {0};
    try (ProgressBars bar = ProgressBars.of("Simulating", SIMULATED_PATIENTS)) {
      EcgSimulator.of(options).write(folder, record -> bar.to(++done[0], SIMULATED_PATIENTS));
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
    return data;
  }

  Path folder() {
    return folder;
  }

  boolean isSimulated() {
    return simulated;
  }

  /** What the first lines of the output say of the data. */
  List<String> describe() {
    if (!simulated) {
      return List.of("Data      " + folder);
    }
    return List.of(
        "Data      simulated: "
            + SIMULATED_PATIENTS
            + " patients of "
            + SIMULATED_LENGTH.toMinutes()
            + " minutes, since no MIT-BIH database was found (--data, "
            + DataFolder.VARIABLE
            + ", "
            + DataFolder.cache()
            + ")",
        "          the real one: ecg run --data /path/to/mitdb");
  }

  @Override
  public void close() {
    if (!simulated) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the simulated database " + folder, e);
    }
  }
}
