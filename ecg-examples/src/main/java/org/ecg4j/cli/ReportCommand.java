package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.SplitRule;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.ModelInfo;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.EcgReport;
import org.ecg4j.plots.ReportBeat;
import org.ecg4j.plots.ReportModel;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.ReadOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges saved models and writes an HTML report. */
@Command(
    name = "report",
    description = {
      "Judges saved models on a database and writes one HTML file: data, split, features, training,"
          + " figures with intervals over patients, worst patients, and beats with what drove the"
          + " decision.",
      "Patients whom a model learned from are its training side; all others judge it."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples: one model, and several compared",
      "  ecg report ecg-run/bilstm.ecgm --data mitdb -o report",
      "  ecg report ecg-run/bilstm.ecgm ecg-run/cnn.ecgm --data mitdb -o report"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "MODEL",
      description = "Model files (.ecgm), trained on the same patients.")
  private List<Path> files;

  @Mixin private BeatOptions beatOptions;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "ecg-report",
      description = "Where the report goes; default ${DEFAULT-VALUE}.")
  private Path output;

  @Option(
      names = "--title",
      defaultValue = "Abnormal heartbeats",
      description = "The report's heading; default ${DEFAULT-VALUE}.")
  private String title;

  @Option(
      names = "--beats",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many beats to show of each class that the model got right, and how many that it got"
              + " wrong; default ${DEFAULT-VALUE}.")
  private int beatsOfEachKind;

  /** Made by picocli. */
  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    Path folder = beatOptions.folder();
    List<TrainedModel> models = new ArrayList<>();
    try {
      for (Path file : files) {
        models.add(TrainedModel.load(file));
      }
      requireSamePatients(models);
      Path report = report(models, folder).write(output);
      spec.commandLine().getOut().println(report);
      spec.commandLine().getOut().flush();
    } finally {
      models.forEach(TrainedModel::close);
    }
    return 0;
  }

  private void requireSamePatients(List<TrainedModel> models) {
    Set<String> first = models.get(0).info().lineage().subjects();
    for (int i = 1; i < models.size(); i++) {
      if (!models.get(i).info().lineage().subjects().equals(first)) {
        throw new IllegalArgumentException(
            files.get(i)
                + " was trained on other patients than "
                + files.get(0)
                + "; write a report for each");
      }
    }
  }

  private EcgReport report(List<TrainedModel> models, Path folder) throws IOException {
    TrainedModel first = models.get(0);
    EcgDataset beats =
        BeatLoading.load(folder, beatOptions.apply(ModelBeats.options(first, files.get(0))));
    Split split = split(beats, first.info());
    EcgReport report =
        EcgReport.of(title).withData(beats).withSplit(split).withFeatures(first.info().pipeline());
    try (ProgressBars bar = ProgressBars.of("Judging", models.size())) {
      for (int i = 0; i < models.size(); i++) {
        report = report.withModel(model(models.get(i), files.get(i), split, folder));
        bar.to(i + 1, models.size());
      }
    }
    return report
        .withProvenance(provenance(first.info(), split))
        .withCommands(
            Stream.concat(
                    Stream.of("ecg"),
                    spec.commandLine().getParent().getParseResult().originalArgs().stream())
                .map(ReportCommand::quoted)
                .collect(Collectors.joining(" ")));
  }

  /** The split the model was made with: by its name where we know it, else by whom it saw. */
  private static Split split(EcgDataset beats, ModelInfo info) {
    String name =
        info.lineage()
            .provenance()
            .asMap()
            .getOrDefault("split", "by the model's patients")
            .replaceFirst(", train.*", "");
    for (SplitRule known :
        List.of(Splits.mitBihCourse(), Splits.deChazal(), Splits.deChazalWithout202())) {
      if (known.name().equals(name)) {
        return beats.split(known);
      }
    }
    Set<String> seen = info.lineage().subjects();
    return beats.split(
        new SplitRule(
            name,
            Set.of(),
            records -> {
              Set<String> train = new TreeSet<>();
              Set<String> test = new TreeSet<>();
              records.forEach(
                  record -> (seen.contains(record.subject()) ? train : test).add(record.name()));
              return new SplitRule.Division(train, test);
            }));
  }

  private ReportModel model(TrainedModel trained, Path file, Split split, Path folder)
      throws IOException {
    Evaluation test = trained.evaluate(split.test());
    ReportModel model =
        facts(trained, file)
            .withHistory(trained.info().lineage().history())
            .withTrain(trained.evaluate(split.train()))
            .withTest(test);
    List<ReportBeat> beats =
        ModelBeats.examples(
            trained, split.test(), test, beatsOfEachKind, name -> ReportCommand.read(folder, name));
    for (ReportBeat beat : beats) {
      model = model.withBeat(beat);
    }
    return model;
  }

  private static EcgRecord read(Path folder, String name) throws IOException {
    Path edf = folder.resolve(name + ".edf");
    return RecordFile.read(Files.exists(edf) ? edf : folder.resolve(name), ReadOptions.defaults());
  }

  private static ReportModel facts(TrainedModel trained, Path file) {
    ModelInfo info = trained.info();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("network", info.spec().kind() + " " + info.spec().options());
    facts.put("trainable weights", String.format(Locale.ROOT, "%,d", trained.weightCount()));
    facts.put("threshold", Double.toString(info.decision().threshold()));
    info.decision().calibration().ifPresent(c -> facts.put("calibration", c.method().toString()));
    facts.putAll(info.lineage().options());
    facts.put("file", file.toString());
    String name = Objects.requireNonNull(file.getFileName()).toString();
    return ReportModel.of(name.replaceFirst("\\.ecgm$", "")).withFacts(facts);
  }

  /** Where the model came from, and whether the training records are those it learned from. */
  private static Map<String, String> provenance(ModelInfo info, Split split) {
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    info.lineage()
        .provenance()
        .asMap()
        .forEach((name, value) -> (name.startsWith("record ") ? digests : facts).put(name, value));
    Map<String, String> now = split.train().recordDigests();
    long equal =
        now.entrySet().stream()
            .filter(
                record ->
                    ("SHA-256 " + record.getValue())
                        .equals(digests.get("record " + record.getKey())))
            .count();
    facts.put(
        "training data now",
        equal
            + " of "
            + now.size()
            + " training records are, by SHA-256, those that the model learned or watched from");
    facts.putAll(info.lineage().versions());
    return facts;
  }

  /** As a shell needs it. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
