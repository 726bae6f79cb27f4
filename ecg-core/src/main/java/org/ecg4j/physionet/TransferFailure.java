package org.ecg4j.physionet;

import java.io.IOException;
import java.time.Duration;
import org.ecg4j.physionet.DownloadException.Reason;
import org.jspecify.annotations.Nullable;

/** One attempt that failed but may succeed when repeated. */
final class TransferFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final Duration wanted;

  TransferFailure(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, Duration.ZERO);
  }

  /** A failure after which the server asked for a wait. */
  TransferFailure(Reason reason, String message, @Nullable Throwable cause, Duration wanted) {
    super(message, cause);
    this.reason = reason;
    this.wanted = wanted;
  }

  Duration wanted() {
    return wanted;
  }

  DownloadException last(int attempts) {
    String times = attempts == 1 ? "" : " (" + attempts + " attempts)";
    return new DownloadException(reason, getMessage() + times, getCause());
  }
}
