package org.ecg4j.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.cli.EcgCommand;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Loose bounds, far below what the full runs give: a regression shows, chance does not. */
class BenchmarkCommandTest {
  @TempDir Path folder;

  @Test
  void quickRunsEveryStepAndGoesOnWhereItStood() throws IOException {
    String[] args = {
      "--quick", "--protocol", "B", "--recipe", "stft-cnn", "--threads", "1", "--work", "" + folder
    };
    String first = run(args);
    assertThat(first).contains("trained in");
    // Two epochs on a few minutes of simulated signal; a broken pipeline gives 0.5.
    assertThat(figure(first, "test, seed 1.*AUROC ([0-9.]+)")).isGreaterThan(0.55);
    Path page = folder.resolve("quick/results.md");
    assertThat(page)
        .content()
        .contains("| `stft-cnn` |", "protocol B: begin", "img/results-b-patients.svg");
    assertThat(folder.resolve("quick/img/results-b-recipes.svg")).exists();
    assertThat(folder.resolve("quick/results-log.md")).content().contains("| TEST, seed 1 |");
    String second = run(args);
    assertThat(second).doesNotContain("trained in");
    assertThat(figure(second, "test, seed 1.*AUROC ([0-9.]+)"))
        .isEqualTo(figure(first, "test, seed 1.*AUROC ([0-9.]+)"));
    assertThat(Files.readString(folder.resolve("quick/results-log.md")).lines())
        .as("the same scoring is logged once")
        .filteredOn(line -> line.contains("TEST, seed 1"))
        .hasSize(1);
  }

  @Test
  @Tag("mitdb")
  void tellsBeatsOfAFewRealPatients() {
    String printed =
        run(
            "--quick",
            "--protocol",
            "B",
            "--data",
            "" + TestData.mitdb(),
            "--threads",
            "1",
            "--work",
            "" + folder,
            "--recipe",
            "stft-cnn");
    // 0.931 and 0.868 on 23 November 2026.
    assertThat(figure(printed, "out of fold.*AUROC ([0-9.]+)")).isGreaterThan(0.85);
    assertThat(figure(printed, "test, seed 1.*AUROC ([0-9.]+)")).isGreaterThan(0.75);
  }

  @Test
  @Tag("mitdb")
  void tellsClassesByMeasuresRelativeToThePatient() {
    String printed =
        run(
            "--quick",
            "--protocol",
            "C",
            "--part",
            "oof",
            "--data",
            "" + TestData.mitdb(),
            "--threads",
            "1",
            "--work",
            "" + folder,
            "--recipe",
            "course-gru-c,trees-boost-relative");
    // 0.825 and 0.774 on 23 November 2026; one class alone gives 0.3.
    assertThat(figure(printed, "(?s)course-gru-c.*?macro-F1 ([0-9.]+)")).isGreaterThan(0.7);
    assertThat(figure(printed, "(?s)trees-boost-relative.*?macro-F1 ([0-9.]+)"))
        .isGreaterThan(0.65);
  }

  @Test
  void treesLearnFromTwoLeads() {
    String printed =
        run(
            "--quick",
            "--protocol",
            "B",
            "--part",
            "oof",
            "--work",
            "" + folder,
            "--recipe",
            "trees-boost-all");
    assertThat(figure(printed, "out of fold.*AUROC ([0-9.]+)")).isGreaterThan(0.9);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process there is ended without a signal")
  void endsAtOnceWhenInterruptedInATraining() throws Exception {
    Path told = folder.resolve("told.txt");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EcgCommand.class.getName(),
                "benchmark",
                "--quick",
                "--protocol",
                "B",
                "--recipe",
                "stft-cnn",
                "--threads",
                "1",
                "--work",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    while (run.isAlive() && !Files.readString(told).contains("trained in")) {
      Thread.sleep(20);
    }
    run.destroy(); // SIGTERM, to which a JVM listens as to Ctrl-C
    assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(run.exitValue()).as(Files.readString(told)).isEqualTo(130);
    try (var stored = Files.list(folder.resolve("quick/runs"))) {
      assertThat(stored).as("what was trained is kept").isNotEmpty();
    }
  }

  @Test
  void namesOfAttemptsAreUnique() {
    assertThat(Attempts.all()).hasSizeGreaterThan(4);
  }

  private static String run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new BenchmarkCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args);
    assertThat(code).as("%s", err).isZero();
    return out.toString();
  }

  private static double figure(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
