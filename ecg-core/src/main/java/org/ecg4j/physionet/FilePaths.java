package org.ecg4j.physionet;

import java.nio.file.Path;
import org.ecg4j.physionet.DownloadException.Reason;

/** Paths that a server names, checked before anything is done with them. */
final class FilePaths {
  /** Where unfinished files wait, inside the target. */
  static final String WORK_FOLDER = ".download";

  private static final int LONGEST = 1024;

  private FilePaths() {}

  /**
   * A path of the form {@code a/b/c}, relative and without anything that could leave the target on
   * any system.
   */
  static String requireSafe(String path, String index) throws DownloadException {
    boolean safe = !path.isEmpty() && path.length() <= LONGEST;
    for (int i = 0; i < path.length() && safe; i++) {
      char c = path.charAt(i);
      // A colon can name a drive or a stream, a backslash separates on Windows.
      safe = c >= ' ' && c != 0x7F && c != '\\' && c != ':';
    }
    if (safe) {
      for (String segment : path.split("/", -1)) {
        // Windows drops dots and blanks at a name's end, which would make ".. " a parent.
        safe &= !segment.isEmpty() && !segment.endsWith(".") && !segment.endsWith(" ");
      }
      safe &= !path.equals(WORK_FOLDER) && !path.startsWith(WORK_FOLDER + "/");
    }
    if (!safe) {
      throw new DownloadException(
          Reason.MALFORMED_INDEX, index + " names an unsafe path: '" + printable(path) + "'");
    }
    return path;
  }

  static Path resolve(Path target, String safePath) {
    Path resolved = target.resolve(safePath).normalize();
    if (!resolved.startsWith(target.normalize())) {
      throw new IllegalStateException("path leaves the target: " + printable(safePath));
    }
    return resolved;
  }

  private static String printable(String path) {
    String shown = path.length() > 100 ? path.substring(0, 100) + "..." : path;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
