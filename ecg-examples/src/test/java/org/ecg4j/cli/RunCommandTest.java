package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir Path folder;

  @Test
  void simulatedDatabaseIsARealLearningProblem() throws IOException {
    Path database = folder.resolve("simulated");
    EcgSimulator.of(RunData.simulated(1)).write(database);
    Path json = folder.resolve("run.json");
    int code =
        EcgCommand.execute(
            "run",
            "--data",
            database.toString(),
            "--json",
            json.toString(),
            "--output",
            folder.resolve("out").toString());
    assertThat(code).isZero();
    JsonObject run = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(run.get("records").getAsInt()).isEqualTo(12);
    assertThat(run.getAsJsonObject("features").get("shape")).hasToString("[1,33,46]");
    assertThat(run.getAsJsonArray("epochs")).hasSize(5);
    JsonObject scores = run.getAsJsonObject("scores").getAsJsonObject("bilstm");
    for (String side : List.of("train", "test")) {
      assertThat(scores.getAsJsonObject(side).keySet())
          .containsExactly("accuracy", "precision", "recall", "f1");
    }
    assertThat(scores.getAsJsonObject("test").get("f1").getAsDouble()).isBetween(0.6, 0.98);

    // The saved model gives the same figures on the same patients.
    EcgDataset beats =
        EcgDataset.load(database, DatasetOptions.defaults().withLabels(LabelScheme.course()));
    Split split = beats.split(Splits.fraction(0.33, 1));
    try (TrainedModel model = TrainedModel.load(Path.of(run.get("model").getAsString()))) {
      Evaluation again = model.evaluate(split.test());
      assertThat(again.value(Metric.F1))
          .isEqualTo(scores.getAsJsonObject("test").get("f1").getAsDouble());
      assertThat(again.role()).isEqualTo(Evaluation.Role.HELD_OUT);
    }
  }

  @Test
  void shuffledLabelsTeachNothing() throws IOException {
    Path database = folder.resolve("shuffled");
    ShuffledLabels.write(RunData.simulated(1), database);
    Path json = folder.resolve("run.json");
    int code =
        EcgCommand.execute(
            "run",
            "--data",
            database.toString(),
            "--epochs",
            "2",
            "--json",
            json.toString(),
            "--output",
            folder.resolve("out").toString());
    assertThat(code).isZero();
    JsonObject run = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    EcgDataset beats =
        EcgDataset.load(database, DatasetOptions.defaults().withLabels(LabelScheme.course()));
    Split split = beats.split(Splits.fraction(0.33, 1));
    try (TrainedModel model = TrainedModel.load(Path.of(run.get("model").getAsString()))) {
      assertThat(model.evaluate(split.test()).value(Metric.AUROC)).isBetween(0.42, 0.58);
    }
  }

  @Test
  void mitBihNamesGetTheCourseSplit() throws IOException {
    Path database = folder.resolve("named");
    EcgSimulator.of(
            SimulatorOptions.defaults()
                .withPatients(5)
                .withDuration(Duration.ofMinutes(2))
                .withRecordNames(List.of("100", "101", "103", "212", "213")))
        .write(database);
    Path json = folder.resolve("run.json");
    int code =
        EcgCommand.execute(
            "run",
            "--data",
            database.toString(),
            "--labels",
            "full",
            "--epochs",
            "1",
            "--json",
            json.toString(),
            "-o",
            folder.resolve("out").toString());
    assertThat(code).isZero();
    JsonObject split =
        JsonParser.parseString(Files.readString(json)).getAsJsonObject().getAsJsonObject("split");
    assertThat(split.get("name").getAsString()).isEqualTo("mit-bih-course");
    assertThat(split.getAsJsonObject("test").get("records")).hasToString("[\"212\",\"213\"]");
  }

  @Test
  void wrongUsageAndMissingDataHaveTheirExitCodes() {
    assertThat(EcgCommand.execute("run", "--no-such-option")).isEqualTo(2);
    assertThat(EcgCommand.execute("run", "--data", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(EcgCommand.execute("run", "--data", folder.toString()))
        .as("no records there")
        .isEqualTo(3);
    assertThat(EcgCommand.execute("run", "--labels", "aami5")).isEqualTo(2);
    assertThat(EcgCommand.execute("run", "--epochs", "0")).isEqualTo(2);
    assertThat(EcgCommand.execute("--help")).isZero();
    assertThat(EcgCommand.execute("version")).isZero();
  }
}
