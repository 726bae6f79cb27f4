package org.ecg4j.physionet;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A download that failed, and why. What arrived intact stays, and the next attempt goes on. */
public final class DownloadException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why a download failed. */
  public enum Reason {
    /** No connection: no network, an unknown host, a refused or timed-out connection. */
    UNREACHABLE,
    /** The server has no such database, version or file (404). */
    NOT_FOUND,
    /** The server wants credentials (401, 403): sign its data use agreement first. */
    ACCESS_DENIED,
    /** The server failed (5xx), was busy (429) or answered something unforeseen. */
    SERVER_ERROR,
    /** The connection broke off or stalled, on every attempt. */
    BROKEN_OFF,
    /** What arrived is not what {@code SHA256SUMS.txt} promises, on every attempt. */
    CHECKSUM_MISMATCH,
    /** {@code RECORDS} or {@code SHA256SUMS.txt} is malformed or names an unsafe path. */
    MALFORMED_INDEX
  }

  private final Reason reason;

  DownloadException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  DownloadException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * Why it failed.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
