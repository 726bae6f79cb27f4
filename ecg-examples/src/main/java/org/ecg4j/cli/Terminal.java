package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is looking at standard error. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // only asked where there is no /proc, see below
  static boolean showsStandardError() {
    // A console may be there while standard error goes to a file, and newer JDKs always give one.
    Path standardError = Path.of("/proc/self/fd/2");
    try {
      if (Files.exists(standardError)) {
        String target = standardError.toRealPath().toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      }
    } catch (IOException e) {
      return false;
    }
    return System.console() != null;
  }
}
