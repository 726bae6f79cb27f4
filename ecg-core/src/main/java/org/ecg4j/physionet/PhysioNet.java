package org.ecg4j.physionet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Downloads open databases from PhysioNet over HTTPS, file by file.
 *
 * <p>{@code SHA256SUMS.txt} and {@code RECORDS} come first and say which files there are and what
 * they contain. Files are fetched several at a time, continued where they broke off (also by a
 * later call), repeated with growing waits when the network or the server fails, verified against
 * their SHA-256 sums and moved into place when they are complete. The two index files are written
 * last, so that a folder with a {@code RECORDS} file holds a complete database; {@code
 * SHA256SUMS.txt} then lists the files that were selected. A file that is there already with the
 * right sum is kept; one with another sum is replaced.
 *
 * <p>Nothing that a server says can write outside the target folder.
 */
public final class PhysioNet {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

  private PhysioNet() {}

  /**
   * Downloads the records of a database.
   *
   * @param database its short name, such as {@code mitdb}
   * @param version such as {@code 1.0.0}
   * @param target the folder that will hold its files; created when missing
   * @return what was done
   * @throws DownloadException when the download fails; {@link DownloadException#reason()} says why
   * @throws IOException when a file cannot be written
   */
  public static DownloadReport download(String database, String version, Path target)
      throws IOException {
    return download(database, version, target, DownloadOptions.defaults(), progress -> {});
  }

  /**
   * Downloads a database.
   *
   * @param database its short name, such as {@code mitdb}
   * @param version such as {@code 1.0.0}
   * @param target the folder that will hold its files; created when missing
   * @param options where from, which files, with how much patience
   * @param listener is told how it goes
   * @return what was done
   * @throws DownloadException when the download fails; {@link DownloadException#reason()} says why
   * @throws InterruptedIOException when the thread is interrupted; it stays interrupted, and what
   *     has arrived is kept for the next call
   * @throws IOException when a file cannot be written
   */
  public static DownloadReport download(
      String database,
      String version,
      Path target,
      DownloadOptions options,
      DownloadListener listener)
      throws IOException {
    requireName("database", database);
    requireName("version", version);
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(listener, "listener");
    try {
      return new DownloadJob(database, version, target, options, listener).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("download of " + database + " was interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new IllegalArgumentException(
          what + " must be a plain name such as mitdb or 1.0.0, not '" + name + "'");
    }
  }
}
