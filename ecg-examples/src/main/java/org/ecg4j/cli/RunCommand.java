package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.training.TrainingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: from a folder of records to trained, judged and compared networks. */
@Command(
    name = "run",
    description = {
      "Does the whole job on one database: shows its signals, cuts and labels beats, computes"
          + " spectrograms, weighs the classes, trains networks on some patients and judges them on"
          + " others. Writes pictures, models and an HTML report.",
      "Data are looked for in --data, then ECG_MITDB_DIR, then ~/.cache/ecg4j/mitdb; with none of"
          + " them a small database is simulated.",
      "Ctrl-C stops after the batch at hand and says what is left; --resume goes on from there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ecg run --data mitdb --epochs 3 --json result.json",
      "  ecg run --data mitdb --models bilstm,cnn,alexnet,gru"
    })
final class RunCommand implements Callable<Integer> {
  private static final double VALIDATION_FRACTION = 0.2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of WFDB records with annotations atr, or of EDF files.")
  private @Nullable Path data;

  @Option(
      names = "--download",
      description = "When no database is found, download MIT-BIH into the cache first.")
  private boolean download;

  @Option(
      names = "--labels",
      defaultValue = "course",
      description =
          "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE} (N against V A F S).")
  private LabelChoice labels;

  @Option(
      names = "--split",
      defaultValue = "auto",
      description =
          "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}: the course's where the"
              + " records are MIT-BIH's, else a third of the patients for testing.")
  private SplitChoice split;

  @Option(
      names = "--models",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "bilstm",
      description =
          "Networks to train and compare, of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private List<NetworkChoice> models;

  @Option(
      names = "--epochs",
      defaultValue = "5",
      description = "Passes over the training beats; default ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides everything left to chance; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private RuntimeChoice runtime;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "ecg-run",
      description = "Where models, logs, pictures and the report go; default ${DEFAULT-VALUE}.")
  private Path output;

  @Option(names = "--resume", description = "Go on where a run with the same options was stopped.")
  private boolean resume;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything printed as data, too.")
  private @Nullable Path json;

  private final Map<String, Object> result = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    TrainingOptions options =
        TrainingOptions.defaults().withEpochs(epochs).withSeed(seed).withRuntime(runtime.options());
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    if (download) {
      RunData.download(data);
    }
    try (Interruption interruption = Interruption.listen();
        RunData source = RunData.open(data, seed)) {
      source.describe().forEach(out::println);
      out.flush();
      result.put("data", source.isSimulated() ? "simulated" : source.folder().toString());
      Files.createDirectories(output);
      Course course = load(source.folder(), interruption);
      Stft stft = Stft.of(StftOptions.defaults());
      result.put("signal", SignalTask.run(course));
      result.put("matrix", FeatureTask.matrix(course));
      result.put("features", FeatureTask.features(course, stft));
      result.put("balance", BalanceTask.run(course));
      NetworkTask task = new NetworkTask(course, stft, options, interruption, resume);
      List<TrainedNetwork> networks = train(task);
      result.put("networks", new Comparison(course).show(networks));
      Path report = ReportTask.write(course, networks, commandLine());
      course.say("Report", report.toAbsolutePath().toString());
      result.put("report", report.toAbsolutePath().toString());
      for (TrainedNetwork network : networks) {
        task.forget(network.choice());
      }
      course.say("Output", output.toAbsolutePath().toString());
    }
    if (json != null) {
      Json.write(json, result);
      out.println("Written     " + json);
    }
    out.printf(Locale.ROOT, "Done        in %.0f s%n", (System.nanoTime() - start) * 1e-9);
    return 0;
  }

  private Course load(Path folder, Interruption interruption) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    DatasetOptions options = DatasetOptions.defaults().withLabels(labels.scheme());
    EcgDataset beats = BeatLoading.load(folder, options, interruption::check);
    Split divided = split.of(beats, seed);
    out.printf(
        Locale.ROOT,
        "Loaded      %d records, %,d beats: %s%n",
        beats.recordNames().size(),
        beats.size(),
        Counts.text(beats));
    out.println("Split       " + divided.name() + ", by patient");
    out.println("            train " + Counts.patients(divided.train()));
    out.println("            test  " + Counts.patients(divided.test()));
    result.put("records", beats.recordNames().size());
    result.put("beats", beats.size());
    result.put("labels", beats.provenance().asMap().get("labels"));
    result.put("distribution", Counts.of(beats));
    Map<String, Object> sides = new LinkedHashMap<>();
    sides.put("name", divided.name());
    sides.put("train", Counts.side(divided.train()));
    sides.put("test", Counts.side(divided.test()));
    result.put("split", sides);
    return new Course(
        folder,
        beats,
        divided,
        divided.train().validation(VALIDATION_FRACTION, seed),
        output,
        seed,
        out);
  }

  /** What was typed, for the report's reader to type again. */
  private String commandLine() {
    StringBuilder line = new StringBuilder("ecg");
    for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
      line.append(' ').append(word.matches("[\\w./:,=@%+-]+") ? word : "'" + word + "'");
    }
    return line.toString();
  }

  /** Trains the networks one after another; Ctrl-C ends it with a word about what is left. */
  private List<TrainedNetwork> train(NetworkTask task) throws IOException {
    List<NetworkChoice> left = new ArrayList<>(new LinkedHashSet<>(models));
    List<TrainedNetwork> done = new ArrayList<>();
    while (!left.isEmpty()) {
      try {
        done.add(task.train(left.get(0)));
      } catch (CancellationException e) {
        throw new CancellationException(
            "stopped while training "
                + left.get(0)
                + "; done: "
                + (done.isEmpty() ? "none" : names(done))
                + "; left: "
                + left
                + "; the same command with --resume goes on");
      }
      left.remove(0);
    }
    return done;
  }

  private static List<NetworkChoice> names(List<TrainedNetwork> networks) {
    return networks.stream().map(TrainedNetwork::choice).toList();
  }
}
