package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Light commands start fast because they load no engine and draw nothing. */
class StartUpTest {
  private static final List<String> HEAVY =
      List.of("ai.djl.", "com.sun.jna.", "org.knowm.", "java.awt.Font", "org.apache.batik.");

  @TempDir private Path folder;

  @Test
  void lightCommandsLoadNoEngine() throws Exception {
    EcgSimulator.of(SimulatorOptions.defaults().withPatients(1).withDuration(Duration.ofMinutes(1)))
        .write(folder);
    assertLight("--help");
    assertLight("info", folder.resolve("s00001").toString());
  }

  private void assertLight(String... args) throws Exception {
    Path classes = folder.resolve("classes.txt");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + classes,
                    "-cp",
                    System.getProperty("java.class.path"),
                    EcgCommand.class.getName()),
                Stream.of(args))
            .toList();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("told").toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isZero();
    String loaded = Files.readString(classes);
    assertThat(loaded).contains("org.ecg4j.cli.InfoCommand").doesNotContain(HEAVY);
  }
}
