package org.ecg4j.physionet;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How a database is downloaded.
 *
 * @param baseUri where databases lie, as {@code BASE/database/version/file}; http or https
 * @param selection which files
 * @param parallelFiles how many at a time, 1 to 16
 * @param attempts how often a file is tried before giving up, 1 to 20
 * @param connectTimeout how long to wait for a connection and for an answer to begin
 * @param stallTimeout how long a transfer may stand still
 * @param firstBackoff the wait before the second attempt; it doubles from then on, up to a minute
 */
public record DownloadOptions(
    URI baseUri,
    DownloadSelection selection,
    int parallelFiles,
    int attempts,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration firstBackoff) {

  /** Checks all ranges; a slash is added to the base where it has none at its end. */
  public DownloadOptions {
    Objects.requireNonNull(selection, "selection");
    String scheme = baseUri.getScheme();
    if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException(
          "base must be an http or https address, not '" + baseUri + "'");
    }
    if (!baseUri.getPath().endsWith("/")) {
      baseUri = URI.create(baseUri + "/");
    }
    if (parallelFiles < 1 || parallelFiles > 16) {
      throw new IllegalArgumentException("parallel files must be 1 to 16, not " + parallelFiles);
    }
    if (attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException("attempts must be 1 to 20, not " + attempts);
    }
    requirePositive("connect time-out", connectTimeout);
    requirePositive("stall time-out", stallTimeout);
    requirePositive("first back-off", firstBackoff);
  }

  /**
   * The records of a database from physionet.org: four files at a time, five attempts, 30 seconds
   * of patience.
   *
   * @return the options
   */
  public static DownloadOptions defaults() {
    return new DownloadOptions(
        URI.create("https://physionet.org/files/"),
        DownloadSelection.RECORDS,
        4,
        5,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1));
  }

  /**
   * The same from another server, such as a mirror.
   *
   * @param newBaseUri where databases lie
   * @return a copy
   */
  public DownloadOptions withBaseUri(URI newBaseUri) {
    return new DownloadOptions(
        newBaseUri, selection, parallelFiles, attempts, connectTimeout, stallTimeout, firstBackoff);
  }

  /**
   * The same for other files.
   *
   * @param newSelection which files
   * @return a copy
   */
  public DownloadOptions withSelection(DownloadSelection newSelection) {
    return new DownloadOptions(
        baseUri, newSelection, parallelFiles, attempts, connectTimeout, stallTimeout, firstBackoff);
  }

  /**
   * The same with more or fewer files at a time.
   *
   * @param newParallelFiles how many
   * @return a copy
   */
  public DownloadOptions withParallelFiles(int newParallelFiles) {
    return new DownloadOptions(
        baseUri, selection, newParallelFiles, attempts, connectTimeout, stallTimeout, firstBackoff);
  }

  /**
   * The same with more or less patience for failures.
   *
   * @param newAttempts how often a file is tried
   * @param newFirstBackoff the wait before the second attempt
   * @return a copy
   */
  public DownloadOptions withAttempts(int newAttempts, Duration newFirstBackoff) {
    return new DownloadOptions(
        baseUri,
        selection,
        parallelFiles,
        newAttempts,
        connectTimeout,
        stallTimeout,
        newFirstBackoff);
  }

  /**
   * The same with more or less patience for slowness.
   *
   * @param newConnectTimeout how long to wait for a connection and for an answer to begin
   * @param newStallTimeout how long a transfer may stand still
   * @return a copy
   */
  public DownloadOptions withTimeouts(Duration newConnectTimeout, Duration newStallTimeout) {
    return new DownloadOptions(
        baseUri,
        selection,
        parallelFiles,
        attempts,
        newConnectTimeout,
        newStallTimeout,
        firstBackoff);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
