package org.ecg4j.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.NoiseOptions;
import org.ecg4j.simulate.SimulatorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a database of simulated patients. */
@Command(
    name = "simulate",
    description = "Writes a WFDB database of simulated ECGs whose every beat is known.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ecg simulate --patients 48 --minutes 30 -o simdb",
      "  ecg simulate --mitbih-names --minutes 10 -o simdb   (fits the course split)",
      "  ecg simulate --names 100,101,200 --no-noise --seed 7 -o simdb",
      "",
      "The same options give the same bytes."
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder for the database; created when missing.")
  private Path output;

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "How many patients, one record each (default: 12).")
  private @Nullable Integer patients;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "Length of each record (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "360",
      description = "Samples a second (default: ${DEFAULT-VALUE}).")
  private double rateHz;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Decides everything left to chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--names",
      split = ",",
      paramLabel = "NAME",
      description = "Record names, one a patient (default: s00001, s00002, ...).")
  private @Nullable List<String> names;

  @Option(
      names = "--mitbih-names",
      description = "Use the names of MIT-BIH's records; 48 patients unless --patients says less.")
  private boolean mitBihNames;

  @Option(
      names = "--snr",
      arity = "1..2",
      paramLabel = "DB",
      description = "Signal-to-noise ratio, or the lowest and the highest, in dB (default: 10 30).")
  private double @Nullable [] snrDb;

  @Option(names = "--no-noise", description = "Clean records.")
  private boolean noNoise;

  @Override
  public Integer call() throws Exception {
    SimulatorOptions options = options();
    int total = options.patients();
    long start = System.nanoTime();
    try (ProgressBars bar = ProgressBars.of("simulate", total)) {
      AtomicInteger done = new AtomicInteger();
      EcgSimulator.of(options)
          .write(
              output,
              name -> {
                bar.to(done.incrementAndGet(), total);
                bar.note(name);
              });
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%d simulated records of %s min at %s Hz (seed %d) in %s, %.1f s%n",
            total,
            plain(minutes),
            plain(rateHz),
            seed,
            output,
            (System.nanoTime() - start) * 1e-9);
    return 0;
  }

  private SimulatorOptions options() {
    if (!(minutes > 0 && minutes <= 7 * 24 * 60)) {
      throw new IllegalArgumentException("--minutes must be positive, not " + minutes);
    }
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withDuration(Duration.ofMillis(Math.round(minutes * 60_000)))
            .withSamplingRateHz(rateHz)
            .withSeed(seed)
            .withNoise(noise());
    if (names == null && !mitBihNames) {
      return patients == null ? options : options.withPatients(patients);
    }
    if (names != null && mitBihNames) {
      throw new IllegalArgumentException("--names and --mitbih-names exclude each other");
    }
    List<String> all = names == null ? SimulatorOptions.MIT_BIH_RECORD_NAMES : names;
    int count = patients == null ? all.size() : patients;
    if (count < 1 || count > all.size()) {
      throw new IllegalArgumentException(
          "--patients must be 1 to " + all.size() + ", the number of names, not " + count);
    }
    return options.withRecordNames(all.subList(0, count));
  }

  private NoiseOptions noise() {
    if (noNoise) {
      return NoiseOptions.none();
    }
    return snrDb == null
        ? NoiseOptions.defaults()
        : NoiseOptions.defaults().withSnrDb(snrDb[0], snrDb[snrDb.length - 1]);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
