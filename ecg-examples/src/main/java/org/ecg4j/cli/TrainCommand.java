package org.ecg4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.training.Checkpoints;
import org.ecg4j.training.CsvLog;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TensorBoardLog;
import org.ecg4j.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains one network as told. */
@Command(
    name = "train",
    description = {
      "Trains one network on the training patients of a split and saves it. Patients to watch by"
          + " are taken from them; test patients are not looked at: 'ecg evaluate' judges.",
      "Ctrl-C stops after the batch at hand; with --checkpoints the same command goes on from"
          + " there."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ecg train --data mitdb --network bilstm -o bilstm.ecgm",
      "  ecg train --data mitdb --labels full --split dechazal --features waveform,rr \\",
      "            --network cnngru --epochs 20 --sampling batches --weights none \\",
      "            --checkpoints state --log cnngru.csv -o cnngru.ecgm",
      "  ecg evaluate --model bilstm.ecgm --data mitdb"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private BeatOptions beatOptions;

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
          "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}: the course's for MIT-BIH's"
              + " records, else a third of the patients for testing. With none all are trained on.")
  private SplitChoice split;

  @Option(
      names = "--features",
      split = ",",
      defaultValue = "stft",
      description =
          "Any of ${COMPLETION-CANDIDATES}, joined by commas; default ${DEFAULT-VALUE}. With rr and"
              + " morphology, dense layers stand beside the network.")
  private List<FeatureChoice> features;

  @Option(
      names = "--network",
      defaultValue = "bilstm",
      description = "One of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
  private NetworkChoice network;

  @Mixin private LearningOptions learning;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description =
          "Share of the training patients to watch by, 0 for none; default ${DEFAULT-VALUE}.")
  private double validation;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Keep the state of this training here, and go on from it if there is one.")
  private @Nullable Path checkpoints;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "model.ecgm",
      description = "The model file; default ${DEFAULT-VALUE}.")
  private Path output;

  @Option(names = "--log", paramLabel = "FILE", description = "Log the epochs as CSV, too.")
  private @Nullable Path log;

  @Option(names = "--tensorboard", paramLabel = "DIR", description = "Log them for TensorBoard.")
  private @Nullable Path tensorBoard;

  @Option(names = "--json", paramLabel = "FILE", description = "Write everything as data, too.")
  private @Nullable Path json;

  private final Map<String, Object> result = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Set<FeatureChoice> chosen = new LinkedHashSet<>(features);
    FeaturePlan.check(chosen);
    Path folder = beatOptions.folder();
    PrintWriter out = spec.commandLine().getOut();
    try (Interruption interruption = Interruption.listen()) {
      EcgDataset beats =
          BeatLoading.load(
              folder,
              beatOptions.apply(DatasetOptions.defaults().withLabels(labels.scheme())),
              interruption::check);
      TrainingSet patients = trainingPatients(beats);
      TrainingSet fit = patients;
      @Nullable TrainingSet watch = null;
      if (validation != 0) {
        TrainingSet.Inner inner = patients.validation(validation, learning.seed());
        fit = inner.fit();
        watch = inner.validation();
      }
      FeaturePlan plan = FeaturePlan.fit(chosen, fit);
      TrainingSet sampled = learning.sampling().sample(plan.apply(fit), learning.seed());
      out.println("Data        " + folder);
      out.println("Learn       " + Counts.patients(fit));
      if (sampled.size() != fit.size()) {
        out.println("Sampled     " + Counts.text(sampled));
      }
      if (watch != null) {
        out.println("Watch       " + Counts.patients(watch));
        result.put("validation", Counts.side(watch));
      }
      out.println("Features    " + sampled.inputSpec().parts());
      result.put("data", folder.toString());
      result.put("train", Counts.side(fit));
      result.put("sampled", Counts.of(sampled));
      train(out, plan, sampled, watch == null ? null : plan.apply(watch), interruption);
    }
    if (json != null) {
      Json.write(json, result);
      out.println("Written     " + json);
    }
    return 0;
  }

  private TrainingSet trainingPatients(EcgDataset beats) {
    if (split == SplitChoice.NONE) {
      result.put("split", "none");
      return beats.asTrainingSet();
    }
    var divided = split.of(beats, learning.seed());
    if (!divided.sharedSubjects().isEmpty()) {
      spec.commandLine().getErr().println("Warning: " + divided);
    }
    result.put("split", divided.name());
    return divided.train();
  }

  private void train(
      PrintWriter out,
      FeaturePlan plan,
      TrainingSet fit,
      @Nullable TrainingSet watch,
      Interruption interruption)
      throws IOException {
    var spec = plan.network(network);
    out.println(
        "Network     "
            + network.title()
            + (spec.equals(network.spec()) ? "" : ", fused with the vector of features"));
    EcgTrainer trainer =
        EcgTrainer.of(spec, learning.options(fit.classNames().size()))
            .withStopRequest(interruption.request());
    if (watch != null) {
      trainer = trainer.withValidation(watch);
    }
    if (checkpoints != null) {
      trainer = trainer.withCheckpoints(Checkpoints.in(checkpoints));
    }
    try (TrainingBar bar = new TrainingBar(out);
        TrainedModel model = trainer.withListener(listeners(bar)).train(fit)) {
      if (interruption.isRequested()) {
        throw new CancellationException(
            checkpoints == null
                ? "stopped; nothing was kept, for want of --checkpoints"
                : "stopped; the same command goes on from the state in " + checkpoints);
      }
      Path folder = output.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      model.save(output);
      out.println("Model       " + output.toAbsolutePath());
      out.println("Judge it    ecg evaluate --model " + output + " --data " + result.get("data"));
      result.put("network", network.toString());
      result.put("weights", model.weightCount());
      result.put("options", model.info().lineage().options());
      result.put("epochs", model.info().lineage().history().epochs());
      result.put("model", output.toAbsolutePath().toString());
    }
  }

  private TrainingListener listeners(TrainingBar bar) throws IOException {
    List<TrainingListener> all = new ArrayList<>(List.of(bar));
    if (log != null) {
      all.add(CsvLog.to(log));
    }
    if (tensorBoard != null) {
      all.add(TensorBoardLog.in(tensorBoard));
    }
    return TrainingListener.all(all.toArray(new TrainingListener[0]));
  }
}
