package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.engine.Device;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A training that was killed and goes on ends as one that was not. */
class ResumeTest {
  @TempDir Path folder;

  /** A network with dropout, and one with batch normalisation besides, whose means are state. */
  enum Net {
    LSTM,
    CNN_BATCH_NORM;

    ModelSpec spec() {
      return switch (this) {
        case LSTM -> Models.biLstm().withHiddenUnits(4).withDropout(0.3);
        case CNN_BATCH_NORM ->
            Models.cnn().withChannels(List.of(4, 8)).withBatchNorm(true).withDropout(0.3);
      };
    }
  }

  private static EcgTrainer trainer() {
    return trainer(Net.LSTM);
  }

  /** Dropout, a moving average, a schedule, clipping and early stopping: all state there is. */
  private static EcgTrainer trainer(Net net) {
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(16)
            .withLearningRate(0.02)
            .withRegime(
                Regime.plain()
                    .withSchedule(Schedule.oneCycle())
                    .withClipNorm(0.5)
                    .withAverageDecay(0.9)
                    .withEarlyStopping(EarlyStopping.of(Monitor.loss(), 2)))
            .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
    return EcgTrainer.of(net.spec(), options)
        .withValidation(SyntheticExamples.training(60, 2, 50, 5));
  }

  private static TrainedModel train(EcgTrainer trainer) {
    return trainer.train(SyntheticExamples.training(200, 2, 0, 1));
  }

  private EcgTrainer resuming() {
    return resuming(Net.LSTM);
  }

  private EcgTrainer resuming(Net net) {
    return trainer(net).withCheckpoints(Checkpoints.in(folder).withEveryBatches(2));
  }

  @ParameterizedTest
  @EnumSource
  void killedTrainingEndsWithTheWeightsOfOneThatWasNot(Net net) throws Exception {
    killWhenItPrints(net, "1 5");
    killWhenItPrints(net, "1 13");
    killWhenItPrints(net, "3 4");
    try (TrainedModel whole = train(trainer(net));
        TrainedModel resumed = train(resuming(net))) {
      assertThat(resumed.weights()).isEqualTo(whole.weights());
      var resumedHistory = resumed.info().lineage().history();
      var history = whole.info().lineage().history();
      assertThat(resumedHistory.bestEpoch()).isEqualTo(history.bestEpoch());
      for (int i = 0; i < 3; i++) {
        assertThat(resumedHistory.epochs().get(i).trainLoss())
            .isEqualTo(history.epochs().get(i).trainLoss());
        assertThat(resumedHistory.epochs().get(i).validationLoss())
            .isEqualTo(history.epochs().get(i).validationLoss());
      }
    }
  }

  /** Starts the training in a process of its own and ends it by SIGKILL. */
  private void killWhenItPrints(Net net, String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                net.name(),
                folder.toString(),
                line)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    boolean reached = false;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String read = out.readLine(); read != null; read = out.readLine()) {
        if (read.equals(line)) {
          reached = true;
          process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream
        }
      }
    }
    assertThat(process.waitFor()).isNotZero();
    assertThat(reached).as("the training reached batch %s", line).isTrue();
  }

  /** Trains and prints epoch and batch after each batch; slow from the one it is killed at on. */
  static final class ChildMain {
    public static void main(String[] arguments) {
      TrainingListener printing =
          new TrainingListener() {
            private boolean slow;

            @Override
            public void onBatch(Progress progress) {
              String line = progress.epoch() + " " + progress.batch();
              System.out.println(line);
              System.out.flush();
              slow |= line.equals(arguments[2]);
              if (slow) {
                LockSupport.parkNanos(100_000_000);
              }
            }
          };
      train(
              trainer(Net.valueOf(arguments[0]))
                  .withListener(printing)
                  .withCheckpoints(Checkpoints.in(Path.of(arguments[1])).withEveryBatches(2)))
          .close();
    }
  }

  @Test
  void aDamagedStateFallsBackToTheOneBefore() throws IOException {
    stopInEpochTwo();
    Path last = folder.resolve("last.checkpoint");
    byte[] bytes = Files.readAllBytes(last);
    Files.write(last, Arrays.copyOf(bytes, bytes.length / 2));
    try (TrainedModel whole = train(trainer());
        TrainedModel resumed = train(resuming())) {
      assertThat(resumed.weights()).isEqualTo(whole.weights());
    }
    // A finished training is not done again.
    try (TrainedModel again =
        train(
            resuming()
                .withListener(
                    new TrainingListener() {
                      @Override
                      public void onBatch(Progress progress) {
                        throw new AssertionError("nothing is left to learn");
                      }
                    }))) {
      assertThat(again.info().lineage().history().epochs()).hasSize(3);
    }
  }

  @Test
  void aStateOfAnotherTrainingIsRefused() {
    stopInEpochTwo();
    assertThatThrownBy(() -> resuming().train(SyntheticExamples.training(200, 2, 0, 77)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another training");
  }

  private void stopInEpochTwo() {
    StopRequest stop = new StopRequest();
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void onBatch(Progress progress) {
            if (progress.epoch() == 2 && progress.batch() == 3) {
              stop.request();
            }
          }
        };
    train(resuming().withListener(stopping).withStopRequest(stop)).close();
  }
}
