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
import org.ecg4j.physionet.DownloadOptions;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.PopulationOptions;
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

  /** Fetches MIT-BIH into the cache, where {@link #open} finds it, if there is no database. */
  static void download(@Nullable Path given) throws IOException {
    if (DataFolder.find(given).isEmpty()) {
      DownloadCommand.fetch("mitdb", "1.0.0", DataFolder.cache(), DownloadOptions.defaults());
    }
  }

  static RunData open(@Nullable Path given, long seed) throws IOException {
    Optional<Path> found = DataFolder.find(given);
    return found.isPresent() ? new RunData(found.get(), false) : simulate(seed);
  }

  private static RunData simulate(long seed) throws IOException {
    Path folder = Files.createTempDirectory("ecg4j-simulated");
    RunData data = new RunData(folder, true);
    int[] done = {0};
    try (ProgressBars bar = ProgressBars.of("Simulating", SIMULATED_PATIENTS)) {
      EcgSimulator.of(simulated(seed))
          .write(folder, record -> bar.to(++done[0], SIMULATED_PATIENTS));
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
    return data;
  }

  /**
   * More premature beats and more alike patients than the simulator's own defaults: 8 patients must
   * be enough to learn from.
   */
  static SimulatorOptions simulated(long seed) {
    return SimulatorOptions.defaults()
        .withPatients(SIMULATED_PATIENTS)
        .withDuration(SIMULATED_LENGTH)
        .withPopulation(
            PopulationOptions.defaults().withEctopy(0.45, 0.25).withMorphologySpread(0.7))
        .withSeed(seed);
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
      return List.of("Data        " + folder);
    }
    return List.of(
        "Data        simulated: "
            + SIMULATED_PATIENTS
            + " patients of "
            + SIMULATED_LENGTH.toMinutes()
            + " minutes, since no MIT-BIH database was found (--data, "
            + DataFolder.VARIABLE
            + ", "
            + DataFolder.cache()
            + ")",
        "            the real one: ecg run --data /path/to/mitdb, or ecg run --download to fetch it"
            + " first");
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
