package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The log of everything that was tried and of every time test patients were scored, one line each,
 * in Markdown. The same recipe, protocol and part is logged once.
 */
final class ResultsLog {
  private static final String HEAD =
      """
      # Log of attempts

      Written by `ecg benchmark`, one line for each recipe and protocol: out of fold (training
      patients only) and, marked TEST, each time test patients were scored. A recipe's digest is of
      its whole configuration.

      | date | protocol | recipe | digest | part | figures | what was tried | command |
      |---|---|---|---|---|---|---|---|
      """;

  private final Path file;

  ResultsLog(Path file) {
    this.file = file;
  }

  /** Adds a line unless it is there. */
  void add(String protocol, Attempt attempt, String part, String figures, String command)
      throws IOException {
    String digest = attempt.recipe().fingerprint();
    String identity =
        "| " + protocol + " | " + attempt.recipe().name() + " | " + digest + " | " + part + " |";
    if (!Files.exists(file)) {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      Files.writeString(file, HEAD, StandardOpenOption.CREATE_NEW);
    }
    if (Files.readString(file).contains(identity)) {
      return;
    }
    String line =
        "| "
            + LocalDate.now(ZoneOffset.UTC)
            + " "
            + identity
            + " "
            + figures
            + " | "
            + attempt.aim()
            + " | `"
            + command
            + "` |\n";
    // One write of one line, so that two runs may share the file.
    Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
  }
}
