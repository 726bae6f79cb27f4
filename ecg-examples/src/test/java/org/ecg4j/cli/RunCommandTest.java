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
    assertThat(run.getAsJsonObject("networks").keySet()).as("quick").containsExactly("bilstm");
    JsonObject network = run.getAsJsonObject("networks").getAsJsonObject("bilstm");
    assertThat(network.getAsJsonArray("epochs")).hasSize(5);
    double f1 = value(network, "test", "f1");
    assertThat(f1).isBetween(0.6, 0.98);

    // The saved model gives the same figures on the same patients.
    EcgDataset beats =
        EcgDataset.load(database, DatasetOptions.defaults().withLabels(LabelScheme.course()));
    Split split = beats.split(Splits.fraction(0.33, 1));
    try (TrainedModel model = TrainedModel.load(Path.of(network.get("model").getAsString()))) {
      Evaluation again = model.evaluate(split.test());
      assertThat(again.value(Metric.F1)).isEqualTo(f1);
      assertThat(again.role()).isEqualTo(Evaluation.Role.HELD_OUT);
    }
  }

  @Test
  void shuffledLabelsTeachNothing() throws IOException {
    Path database = folder.resolve("shuffled");
    ShuffledLabels.write(RunData.simulated(1), database);
    int code =
        EcgCommand.execute(
            "run",
            "--data",
            database.toString(),
            "--epochs",
            "2",
            "--output",
            folder.resolve("out").toString());
    assertThat(code).isZero();
    EcgDataset beats =
        EcgDataset.load(database, DatasetOptions.defaults().withLabels(LabelScheme.course()));
    Split split = beats.split(Splits.fraction(0.33, 1));
    try (TrainedModel model = TrainedModel.load(folder.resolve("out/bilstm.ecgm"))) {
      assertThat(model.evaluate(split.test()).value(Metric.AUROC)).isBetween(0.42, 0.58);
    }
  }

  @Test
  void allFourNetworksAreComparedWithIntervals() throws IOException {
    Path database = folder.resolve("small");
    EcgSimulator.of(RunData.simulated(1).withPatients(6).withDuration(Duration.ofMinutes(2)))
        .write(database);
    Path json = folder.resolve("run.json");
    Path output = folder.resolve("out");
    Console console =
        Console.run(
            "run",
            "--data",
            database.toString(),
            "--labels",
            "full",
            "--models",
            "bilstm,cnn,alexnet,gru",
            "--epochs",
            "1",
            "--threads",
            "1",
            "--json",
            json.toString(),
            "-o",
            output.toString());
    assertThat(console.err()).isEmpty();
    assertThat(console.exitCode()).isZero();
    JsonObject run = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
    assertThat(run.keySet())
        .contains("data", "split", "signal", "matrix", "features", "balance", "networks");
    JsonObject networks = run.getAsJsonObject("networks");
    assertThat(networks.keySet()).containsExactly("bilstm", "cnn", "alexnet", "gru");
    for (String name : networks.keySet()) {
      JsonObject network = networks.getAsJsonObject(name);
      for (String side : List.of("train", "test")) {
        JsonObject figures = network.getAsJsonObject("scores").getAsJsonObject(side);
        assertThat(figures.keySet()).containsExactly("accuracy", "precision", "recall", "f1");
        JsonObject accuracy = figures.getAsJsonObject("accuracy");
        assertThat(accuracy.get("value").getAsDouble())
            .isBetween(accuracy.get("lower").getAsDouble(), accuracy.get("upper").getAsDouble());
        String title = network.get("title").getAsString();
        String line =
            String.format("%-9s %-5s  %.4f (", title, side, value(network, side, "accuracy"));
        assertThat(console.out()).contains(line);
      }
      assertThat(output.resolve(name + ".ecgm")).isRegularFile();
      assertThat(Files.readAllLines(output.resolve(name + ".csv"))).hasSize(2);
    }
    assertThat(output.resolve("pictures"))
        .isDirectoryContaining("glob:**1-abnormal-beat.png")
        .isDirectoryContaining("glob:**3-spectrograms.png")
        .isDirectoryContaining("glob:**8-gru-confusion.png")
        .isDirectoryContaining("glob:**comparison-f1.png");
    assertThat(output.resolve("checkpoints")).doesNotExist();
    assertThat(run.get("report").getAsString()).isEqualTo(output + "/report.html");
    assertThat(Files.readString(output.resolve("report.html")))
        .contains("BiLSTM", "AlexNet", "integrated gradients", "--models bilstm,cnn,alexnet,gru");
    assertThat(console.out().lines().filter(line -> line.matches("\\d [A-Z].*")))
        .extracting(line -> line.substring(0, 1))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
  }

  private static double value(JsonObject network, String side, String metric) {
    return network
        .getAsJsonObject("scores")
        .getAsJsonObject(side)
        .getAsJsonObject(metric)
        .get("value")
        .getAsDouble();
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
    assertThat(EcgCommand.execute("run", "--data", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(EcgCommand.execute("run", "--data", folder.toString()))
        .as("no records there")
        .isEqualTo(3);
    assertThat(EcgCommand.execute("run", "--models", "rnn")).isEqualTo(2);
    assertThat(EcgCommand.execute("run", "--epochs", "0")).isEqualTo(2);
    assertThat(EcgCommand.execute("--help")).isZero();
    assertThat(EcgCommand.execute("version")).isZero();
  }
}
