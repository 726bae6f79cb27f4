package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.segment.LeadSelection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges a saved model on labelled beats. */
@Command(
    name = "evaluate",
    description = {
      "Judges a saved model on labelled beats: figures with intervals over patients, the confusion"
          + " matrix, and a table of patients.",
      "Patients whom the model saw in training (TRAIN) and others (HELD_OUT) are judged apart; only"
          + " the latter say how it will do."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ecg evaluate --model bilstm.ecgm --data mitdb",
      "  ecg evaluate --model bilstm.ecgm --data mitdb --split course --json"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description = "A model file (.ecgm).")
  private Path model;

  @Mixin private BeatOptions beatOptions;

  @Option(
      names = "--labels",
      description = "One of ${COMPLETION-CANDIDATES}; default those the model was trained on.")
  private @Nullable LabelChoice labels;

  @Option(
      names = "--split",
      defaultValue = "none",
      description =
          "Judge the test patients of this split only, one of ${COMPLETION-CANDIDATES}; default"
              + " ${DEFAULT-VALUE}: all patients.")
  private SplitChoice split;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of --split fraction; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--resample", description = "Bring records of another rate to the model's.")
  private boolean resample;

  @Option(
      names = "--device",
      defaultValue = "auto",
      description = "auto, cpu, cuda or cuda:N; default ${DEFAULT-VALUE}.")
  private String device;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path folder = beatOptions.folder();
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> result = new LinkedHashMap<>();
    try (TrainedModel trained = TrainedModel.load(model, Device.parse(device))) {
      EcgDataset beats = BeatLoading.load(folder, options(trained));
      List<EcgDataset> groups = groups(trained, beats);
      result.put("model", model.toString());
      result.put("network", trained.info().spec().kind());
      result.put("data", folder.toString());
      List<Map<String, Object>> evaluations =
          groups.stream().map(group -> judge(trained.evaluate(group), json ? null : out)).toList();
      result.put("evaluations", evaluations);
    }
    if (json) {
      out.println(Json.pretty(result));
    }
    out.flush();
    return 0;
  }

  private DatasetOptions options(TrainedModel trained) {
    InputSpec raw = trained.info().pipeline().raw();
    DatasetOptions options =
        DatasetOptions.defaults()
            .withLabels(labels(trained).scheme())
            .withLeads(new LeadSelection(raw.leads(), raw.leads().size(), false));
    if (trained.info().pipeline().window().isPresent()) {
      options = options.withWindow(trained.info().pipeline().window().get());
    }
    if (resample) {
      options = options.withSamplingRateHz(raw.samplingRateHz());
    }
    return beatOptions.apply(options);
  }

  private LabelChoice labels(TrainedModel trained) {
    if (labels != null) {
      return labels;
    }
    String text = trained.info().lineage().provenance().asMap().get("labels");
    return Arrays.stream(LabelChoice.values())
        .filter(choice -> choice.scheme().toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    model + " was trained on labels of its own (" + text + "); give --labels"));
  }

  /** The beats to judge, patients the model saw apart from others. */
  private List<EcgDataset> groups(TrainedModel trained, EcgDataset beats) {
    if (split != SplitChoice.NONE) {
      return List.of(split.of(beats, seed).test());
    }
    Set<String> seenRecords = new TreeSet<>();
    Set<String> otherRecords = new TreeSet<>();
    for (int i = 0; i < beats.size(); i++) {
      boolean seen = trained.info().lineage().subjects().contains(beats.subject(i));
      (seen ? seenRecords : otherRecords).add(beats.recordName(i));
    }
    return List.of(otherRecords, seenRecords).stream()
        .filter(records -> !records.isEmpty())
        .map(records -> beats.ofRecords(records.toArray(new String[0])))
        .toList();
  }

  private Map<String, Object> judge(Evaluation evaluation, @Nullable PrintWriter out) {
    Scores scores = Scores.of(evaluation);
    if (out != null) {
      out.printf(
          Locale.ROOT,
          "%s: %d patients%s, %,d beats%n",
          evaluation.role(),
          evaluation.patientNames().size(),
          evaluation.role() == Evaluation.Role.HELD_OUT
              ? " whom the model never saw"
              : " whom the model saw in training",
          evaluation.exampleCount());
      out.println(Scores.heads());
      out.println(scores.line("", ""));
      out.println(evaluation.confusion());
      if (evaluation.isBinary()) {
        out.println(evaluation.perPatientTable());
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("role", evaluation.role());
    result.put("beats", evaluation.exampleCount());
    result.put("threshold", evaluation.threshold());
    result.put("scores", scores.asJson());
    result.put("confusion", matrix(evaluation.confusion()));
    Map<String, Object> patients = new LinkedHashMap<>();
    evaluation.perPatient().forEach((name, confusion) -> patients.put(name, matrix(confusion)));
    result.put("patients", patients);
    return result;
  }

  /** Rows are true classes, columns predicted ones. */
  private static Map<String, Object> matrix(ConfusionMatrix confusion) {
    Map<String, Object> rows = new LinkedHashMap<>();
    for (int truth = 0; truth < confusion.classCount(); truth++) {
      Map<String, Long> row = new LinkedHashMap<>();
      for (int predicted = 0; predicted < confusion.classCount(); predicted++) {
        row.put(confusion.classNames().get(predicted), confusion.count(truth, predicted));
      }
      rows.put(confusion.classNames().get(truth), row);
    }
    return rows;
  }
}
