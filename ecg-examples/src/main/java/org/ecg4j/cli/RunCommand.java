package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.SplitRule;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.CsvLog;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingListener;
import org.ecg4j.training.TrainingOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: from a folder of records to a trained and judged network. */
@Command(
    name = "run",
    description = {
      "Loads a database, cuts and labels beats, computes spectrograms, trains a network on some"
          + " patients and judges it on others.",
      "Data are looked for in --data, then ECG_MITDB_DIR, then ~/.cache/ecg4j/mitdb; with none of"
          + " them a small database is simulated."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  ecg run --data mitdb --epochs 3 --json result.json"})
final class RunCommand implements Callable<Integer> {
  private static final double TEST_FRACTION = 0.33;
  private static final double VALIDATION_FRACTION = 0.2;
  private static final List<Metric> METRICS =
      List.of(Metric.ACCURACY, Metric.PRECISION, Metric.RECALL, Metric.F1);

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of WFDB records with annotations atr.")
  private @Nullable Path data;

  @Option(
      names = "--download",
      description = "When no database is found, download MIT-BIH into the cache first.")
  private boolean download;

  @Option(
      names = "--labels",
      defaultValue = "course",
      description = "course (N against V A F S), full or any; default ${DEFAULT-VALUE}.")
  private LabelChoice labels;

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

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "ecg-run",
      description = "Where the model goes; default ${DEFAULT-VALUE}.")
  private Path output;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything printed as data, too.")
  private @Nullable Path json;

  private final Map<String, Object> result = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    if (labels.scheme().classNames().size() != 2) {
      throw new IllegalArgumentException(
          "--labels "
              + labels
              + ": the main job tells normal from abnormal; choose course, full or any");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (RunData source = RunData.open(data, download, seed)) {
      source.describe().forEach(out::println);
      result.put("data", source.isSimulated() ? "simulated" : source.folder().toString());
      EcgDataset beats = load(out, source.folder());
      Split split = split(out, beats);
      Stft stft = Stft.of(StftOptions.defaults());
      TrainingSet.Inner inner = split.train().validation(VALIDATION_FRACTION, seed);
      TrainingSet fit = inner.fit().map(stft);
      out.println(
          "Features  "
              + fit.inputSpec().parts().get(0)
              + " of each beat, short-time Fourier magnitudes");
      result.put(
          "features",
          Map.of(
              "part",
              fit.inputSpec().parts().get(0).name(),
              "shape",
              fit.inputSpec().parts().get(0).shape()));
      train(out, fit, inner.validation().map(stft), split.test());
    }
    if (json != null) {
      Json.write(json, result);
      out.println("Written   " + json);
    }
    return 0;
  }

  private EcgDataset load(PrintWriter out, Path folder) throws IOException {
    EcgDataset beats;
    try (ProgressBars bar = ProgressBars.of("Loading", 1)) {
      beats =
          EcgDataset.load(
              folder,
              DatasetOptions.defaults().withLabels(labels.scheme()),
              (done, total, record) -> bar.to(done, total));
    }
    out.printf(
        Locale.ROOT,
        "Loaded    %d records, %,d beats: %s%n",
        beats.recordNames().size(),
        beats.size(),
        shares(beats));
    result.put("records", beats.recordNames().size());
    result.put("beats", beats.size());
    result.put("labels", beats.provenance().asMap().get("labels"));
    result.put("distribution", distribution(beats));
    return beats;
  }

  private Split split(PrintWriter out, EcgDataset beats) {
    boolean mitBih = SimulatorOptions.MIT_BIH_RECORD_NAMES.containsAll(beats.recordNames());
    SplitRule rule = mitBih ? Splits.mitBihCourse() : Splits.fraction(TEST_FRACTION, seed);
    Split split = beats.split(rule);
    out.println("Split     " + split.name() + ", by patient");
    out.println("          train " + side(split.train()));
    out.println("          test  " + side(split.test()));
    Map<String, Object> sides = new LinkedHashMap<>();
    sides.put("name", split.name());
    sides.put("train", sideJson(split.train()));
    sides.put("test", sideJson(split.test()));
    result.put("split", sides);
    return split;
  }

  private void train(PrintWriter out, TrainingSet fit, TrainingSet validation, EcgDataset test)
      throws IOException {
    out.println(
        "Training  bidirectional LSTM, "
            + epochs
            + " epochs, class weights by inverse frequency, seed "
            + seed);
    TrainingOptions options = TrainingOptions.defaults().withEpochs(epochs).withSeed(seed);
    Files.createDirectories(output);
    Path log = output.resolve("bilstm.csv");
    try (TrainingBar bar = new TrainingBar(out);
        TrainedModel model =
            EcgTrainer.of(Models.biLstm(), options)
                .withValidation(validation)
                .withListener(TrainingListener.all(bar, CsvLog.to(log)))
                .train(fit)) {
      result.put("epochs", model.info().lineage().history().epochs());
      Map<String, Object> scores = new LinkedHashMap<>();
      out.println("Scores            accuracy  precision     recall         F1");
      scores.put("train", score(out, "train", model.evaluate(fit)));
      scores.put("test", score(out, "test", model.evaluate(test)));
      result.put("scores", Map.of("bilstm", scores));
      Path file = output.resolve("bilstm.ecgm");
      model.save(file);
      out.println("Model     " + file.toAbsolutePath());
      out.println("Log       " + log.toAbsolutePath());
      result.put("model", file.toAbsolutePath().toString());
    }
  }

  private static Map<String, Double> score(PrintWriter out, String side, Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "          %-6s", side));
    for (Metric metric : METRICS) {
      double value = evaluation.value(metric);
      values.put(metric.name().toLowerCase(Locale.ROOT), value);
      line.append(String.format(Locale.ROOT, "  %9.4f", value));
    }
    out.println(line);
    return values;
  }

  private static String side(Examples examples) {
    return String.format(
        Locale.ROOT,
        "%d patients, %,d beats: %s",
        examples.subjects().size(),
        examples.size(),
        shares(examples));
  }

  private static Map<String, Object> sideJson(Examples examples) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("patients", examples.subjects());
    side.put("records", examples.recordNames());
    side.put("beats", examples.size());
    side.put("distribution", distribution(examples));
    return side;
  }

  private static String shares(Examples examples) {
    List<String> shares = new ArrayList<>();
    distribution(examples)
        .forEach(
            (name, share) ->
                shares.add(
                    String.format(
                        Locale.ROOT, "%s %,d (%.2f %%)", name, share.count(), share.percent())));
    return String.join(", ", shares);
  }

  private record Share(int count, double percent) {}

  private static Map<String, Share> distribution(Examples examples) {
    Map<String, Share> distribution = new LinkedHashMap<>();
    int[] counts = examples.classCounts();
    for (int c = 0; c < counts.length; c++) {
      distribution.put(
          examples.classNames().get(c), new Share(counts[c], 100.0 * counts[c] / examples.size()));
    }
    return distribution;
  }
}
