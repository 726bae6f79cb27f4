package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecg4j.simulate.EcgSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on a run in a process of its own, and how it goes on. */
class InterruptionTest {
  private static final int EPOCHS = 400;

  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there is ended without a signal")
  void stopsInOrderAndGoesOn() throws Exception {
    Path database = folder.resolve("data");
    EcgSimulator.of(RunData.simulated(1).withPatients(4).withDuration(Duration.ofMinutes(2)))
        .write(database);
    Path output = folder.resolve("out");
    Path told = folder.resolve("told.txt");
    Process run = start(database, output, told);
    Path log = output.resolve("cnn.csv");
    while (run.isAlive() && !(Files.exists(log) && Files.readAllLines(log).size() > 2)) {
      Thread.sleep(50);
    }
    run.destroy(); // SIGTERM, to which a JVM listens as to Ctrl-C
    assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(told);
    assertThat(run.exitValue()).as(text).isNotZero();
    assertThat(text)
        .contains("ecg: stopped while training cnn; done: none; left: [cnn, bilstm]")
        .doesNotContain("Scores");
    assertThat(output.resolve("cnn.ecgm")).doesNotExist();
    assertThat(output.resolve("checkpoints/cnn/last.checkpoint")).isRegularFile();

    int epochsBefore = Files.readAllLines(log).size() - 1;
    Process resumed = start(database, output, told, "--resume");
    while (resumed.isAlive() && Files.readAllLines(log).size() - 1 <= epochsBefore) {
      Thread.sleep(50);
    }
    resumed.destroy();
    assertThat(resumed.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readAllLines(log).get(1)).startsWith("1,");
    assertThat(Files.readString(told))
        .as("it does not begin anew")
        .doesNotContainPattern("\n +1 +\\d\\.\\d{4} ");
  }

  private static Process start(Path database, Path output, Path told, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EcgCommand.class.getName(),
                "run",
                "--data",
                database.toString(),
                "--labels",
                "full",
                "--models",
                "cnn,bilstm",
                "--epochs",
                Integer.toString(EPOCHS),
                "--threads",
                "1",
                "-o",
                output.toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(told.toFile())
        .start();
  }
}
