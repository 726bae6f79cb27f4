package org.ecg4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command: help with an example, exit codes, errors of one line, JSON. */
class EveryCommandTest {
  /** Commands that print no data, keep them in files of their own, or print nothing but JSON. */
  private static final List<String> WITHOUT_JSON =
      List.of(
          "benchmark", "completion", "download", "plot", "report", "simulate", "stream", "version");

  /**
   * For each command that reads input, arguments that name an input which is not there; {@code ?}
   * stands for a path in an empty folder. A new command gets its line here.
   */
  private static final Map<String, String> MISSING_INPUT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("annotations", "?"),
              Map.entry("benchmark", "--data ?data --work ?work --part oof"),
              Map.entry("classify", "? --model ?model"),
              Map.entry("convert", "? -o ?out"),
              Map.entry("stream", "--model ?model --record ?"),
              Map.entry("dataset", "?"),
              Map.entry("detect", "?"),
              Map.entry("evaluate", "--model ? --data ?data"),
              Map.entry("export", "?"),
              Map.entry("info", "?"),
              Map.entry("plot", "strip ? -o ?out.png"),
              Map.entry("report", "?model --data ?data"),
              Map.entry("score", "--reference atr --test qrs ?"),
              Map.entry("verify", "?"),
              Map.entry("run", "--data ? -o ?out"),
              Map.entry("train", "--data ?data -o ?out")));

  private static final List<String> READS_NOTHING =
      List.of("completion", "download", "simulate", "version");

  @TempDir private Path folder;

  static Stream<String> commands() {
    return EcgCommand.commandLine().getSubcommands().keySet().stream();
  }

  static Stream<String> readingCommands() {
    return commands().filter(name -> !READS_NOTHING.contains(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hasHelpWithAnExample(String name) {
    Console help = Console.run(name, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out())
        .startsWith("Usage: ecg " + name)
        .containsPattern("Examples?:.*")
        .contains("  ecg " + name);
    assertThat(help.out().lines()).as("fits a terminal").allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void printsDataAsJson(String name) {
    CommandLine command = EcgCommand.commandLine().getSubcommands().get(name);
    boolean json = command.getCommandSpec().findOption("--json") != null;
    assertThat(json).isEqualTo(!WITHOUT_JSON.contains(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsWrongUsage(String name) {
    Console console = Console.run(name, "--no-such-option");
    assertThat(console.exitCode()).isEqualTo(2);
    assertThat(console.out()).isEmpty();
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err()).startsWith("ecg: ").endsWith("; see 'ecg " + name + " --help'\n");
  }

  @ParameterizedTest
  @MethodSource("readingCommands")
  void aMissingInputIsNamedOnOneLine(String name) throws IOException {
    assertThat(MISSING_INPUT).as("a line of arguments for %s", name).containsKey(name);
    Files.createDirectories(folder.resolve("missingdata"));
    String[] args =
        (name + " " + MISSING_INPUT.get(name))
            .replace("?", folder.resolve("missing").toString())
            .split(" ");
    Console console = Console.run(args);
    assertThat(console.exitCode()).as(console.err()).isEqualTo(3);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err()).startsWith("ecg: ").contains(folder.resolve("missing").toString());
    Console debug =
        Console.run(Stream.concat(Stream.of(args), Stream.of("--debug")).toArray(String[]::new));
    assertThat(debug.err()).contains("\tat org.ecg4j");
  }

  @Test
  void withoutACommandThereIsHelp() {
    Console console = Console.run();
    assertThat(console.out()).contains("Usage: ecg", "Exit codes:", "ecg COMMAND --help");
    commands().forEach(name -> assertThat(console.out()).contains("  " + name));
  }

  @Test
  void theCompletionScriptKnowsEveryCommandAndItsOptions() {
    String script = Console.run("completion").out();
    assertThat(script).startsWith("#!/usr/bin/env bash");
    commands().forEach(name -> assertThat(script).contains("function _picocli_ecg_" + name));
    assertThat(script).contains("--checkpoints", "bilstm", "dechazal-without-202");
  }
}
