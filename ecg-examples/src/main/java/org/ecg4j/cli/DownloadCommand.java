package org.ecg4j.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ecg4j.physionet.DownloadOptions;
import org.ecg4j.physionet.DownloadProgress;
import org.ecg4j.physionet.DownloadReport;
import org.ecg4j.physionet.DownloadSelection;
import org.ecg4j.physionet.PhysioNet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a database from PhysioNet. */
@Command(
    name = "download",
    description = "Downloads an open database from PhysioNet, verified file by file.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ecg download mitdb                  (into the cache, where 'ecg run' finds it)",
      "  ecg download nstdb -o data/nstdb",
      "",
      "A download that was interrupted goes on when the command is given again."
    })
final class DownloadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DATABASE",
      description = "Short name at physionet.org, such as mitdb.")
  private String database;

  @Option(
      names = "--release",
      paramLabel = "V",
      defaultValue = "1.0.0",
      description = "Version of the database (default: ${DEFAULT-VALUE}).")
  private String release;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Folder for its files (default: ~/.cache/ecg4j/DATABASE).")
  private @Nullable Path output;

  @Option(names = "--all", description = "Every file, not only the records'.")
  private boolean all;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "Files at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often a file is tried (default: ${DEFAULT-VALUE}).")
  private int attempts;

  @Option(
      names = "--base",
      paramLabel = "URL",
      defaultValue = "https://physionet.org/files/",
      description = "Server, as BASE/DATABASE/VERSION/FILE (default: ${DEFAULT-VALUE}).")
  private URI base;

  @Override
  public Integer call() throws Exception {
    DownloadOptions options =
        DownloadOptions.defaults()
            .withBaseUri(base)
            .withSelection(all ? DownloadSelection.EVERYTHING : DownloadSelection.RECORDS)
            .withParallelFiles(parallel)
            .withAttempts(attempts, Duration.ofSeconds(1));
    Path target = output == null ? DataFolder.cache().resolveSibling(database) : output;
    DownloadReport report = fetch(database, release, target, options);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s %s is in %s: %d files downloaded (%.1f MB), %d there already, all verified%n",
            database,
            release,
            report.directory(),
            report.filesDownloaded(),
            report.bytesReceived() * 1e-6,
            report.filesKept());
    return 0;
  }

  /** Downloads with a progress bar; for this command and for {@code ecg run --download}. */
  static DownloadReport fetch(String database, String release, Path target, DownloadOptions options)
      throws IOException {
    try (ProgressBars bar = ProgressBars.of("download " + database, 1)) {
      return PhysioNet.download(
          database, release, target, options, progress -> show(bar, progress));
    }
  }

  private static void show(ProgressBars bar, DownloadProgress progress) {
    bar.to(progress.filesDone(), Math.max(1, progress.filesTotal()));
    bar.note(
        String.format(
            Locale.ROOT, "%.1f MB, %s", progress.bytesReceived() * 1e-6, progress.file()));
  }
}
