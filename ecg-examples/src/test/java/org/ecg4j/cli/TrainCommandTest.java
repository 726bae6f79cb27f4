package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ecg train} and {@code ecg evaluate}, one after the other as a user has them. */
class TrainCommandTest {
  @TempDir private static Path database;
  @TempDir private Path folder;

  @BeforeAll
  static void simulate() throws IOException {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(6)
            .withDuration(Duration.ofMinutes(2))
            .withPopulation(RunData.simulated(1).population());
    EcgSimulator.of(options).write(database);
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void trainsSavesAndJudgesApartWhomItSaw() throws IOException {
    String model = in("m.ecgm");
    Console train =
        Console.run(
            "train",
            "--data",
            database.toString(),
            "--labels",
            "full",
            "--network",
            "cnn",
            "--epochs",
            "2",
            "--sampling",
            "over",
            "--weights",
            "none",
            "--threads",
            "1",
            "--log",
            in("log.csv"),
            "--tensorboard",
            in("board"),
            "--json",
            in("train.json"),
            "-o",
            model);
    assertThat(train.err()).isEmpty();
    assertThat(train.exitCode()).isZero();
    assertThat(Files.readAllLines(folder.resolve("log.csv"))).hasSize(3);
    assertThat(folder.resolve("board")).isNotEmptyDirectory();
    JsonObject told = json(Files.readString(folder.resolve("train.json")));
    JsonObject sampled = told.getAsJsonObject("sampled");
    assertThat(sampled.getAsJsonObject("normal").get("count"))
        .isEqualTo(sampled.getAsJsonObject("abnormal").get("count"));
    assertThat(told.getAsJsonArray("epochs")).hasSize(2);

    Console evaluate =
        Console.run("evaluate", "--model", model, "--data", database.toString(), "--json");
    assertThat(evaluate.err()).isEmpty();
    JsonArray evaluations = json(evaluate.out()).getAsJsonArray("evaluations");
    assertThat(evaluations).hasSize(2);
    JsonObject held = evaluations.get(0).getAsJsonObject();
    assertThat(held.get("role").getAsString()).isEqualTo("HELD_OUT");
    assertThat(evaluations.get(1).getAsJsonObject().get("role").getAsString()).isEqualTo("TRAIN");
    Evaluation expected;
    try (TrainedModel loaded = TrainedModel.load(Path.of(model))) {
      expected =
          loaded.evaluate(
              EcgDataset.load(database, DatasetOptions.defaults())
                  .split(Splits.fraction(0.33, 1))
                  .test());
    }
    ConfidenceInterval accuracy = expected.interval(Metric.ACCURACY, BootstrapOptions.defaults());
    JsonObject figure = held.getAsJsonObject("scores").getAsJsonObject("accuracy");
    assertThat(figure.get("value").getAsDouble()).isEqualTo(accuracy.estimate());
    assertThat(figure.get("lower").getAsDouble()).isEqualTo(accuracy.lower());
    assertThat(figure.get("upper").getAsDouble()).isEqualTo(accuracy.upper());
    assertThat(held.getAsJsonObject("patients").keySet())
        .containsExactlyElementsOf(expected.patientNames());
    assertThat(
            held.getAsJsonObject("confusion").getAsJsonObject("abnormal").get("normal").getAsLong())
        .isEqualTo(expected.confusion().falseNegatives(1));

    Console text = Console.run("evaluate", "--model", model, "--data", database.toString());
    assertThat(text.out())
        .contains("HELD_OUT: 2 patients whom the model never saw")
        .contains("TRAIN: 4 patients whom the model saw in training")
        .contains(expected.perPatientTable());
  }

  @Test
  void checkpointsGoOn() throws IOException {
    String[] command = {
      "train",
      "--data",
      database.toString(),
      "--labels",
      "full",
      "--network",
      "cnn",
      "--features",
      "waveform,rr",
      "--epochs",
      "2",
      "--batch-size",
      "128",
      "--threads",
      "1",
      "--validation",
      "0",
      "--split",
      "none",
      "--checkpoints",
      in("state"),
      "-o",
      in("a.ecgm")
    };
    assertThat(Console.run(command).exitCode()).isZero();
    command[command.length - 1] = in("b.ecgm");
    Console again = Console.run(command);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).as("no epoch was trained anew").doesNotContain(" s\n    ");
    try (TrainedModel first = TrainedModel.load(folder.resolve("a.ecgm"));
        TrainedModel second = TrainedModel.load(folder.resolve("b.ecgm"))) {
      assertThat(first.weights().get(0).values()).isEqualTo(second.weights().get(0).values());
      assertThat(first.info().spec().kind()).isEqualTo("fusion");
    }
    command[10] = "3";
    Console other = Console.run(command);
    assertThat(other.exitCode()).as("another training's state is refused").isEqualTo(2);
    assertThat(other.err()).contains("state").hasLineCount(1);
  }

  @Test
  void refusesWhatCannotBe() {
    String data = database.toString();
    assertThat(Console.run("train", "--data", data, "--features", "rr").exitCode()).isEqualTo(2);
    assertThat(Console.run("train", "--data", data, "--network", "rnn").exitCode()).isEqualTo(2);
    assertThat(Console.run("train", "--data", data, "--epochs", "0").exitCode()).isEqualTo(2);
    assertThat(Console.run("train", "--data", data, "--device", "tpu").exitCode()).isEqualTo(2);
    assertThat(Console.run("train", "--data", data, "--split", "course").err())
        .contains("knows the records of the MIT-BIH");
    assertThat(Console.run("evaluate", "--data", data).exitCode()).isEqualTo(2);
    assertThat(List.of(folder.toFile().list())).isEmpty();
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }
}
