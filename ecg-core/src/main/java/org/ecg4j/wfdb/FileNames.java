package org.ecg4j.wfdb;

import org.ecg4j.record.Diagnostic;

/** Names of files found in files: they must stay in the record's own folder. */
final class FileNames {
  private FileNames() {}

  static boolean isSafe(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.contains("..")
        && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
  }

  static void check(String name, boolean anyFileName, String file, int line)
      throws WfdbFormatException {
    if (!anyFileName && !isSafe(name)) {
      throw new WfdbFormatException(
          Diagnostic.atLine(
              Diagnostic.Code.UNSAFE_FILE_NAME,
              file,
              line,
              "the name of a file in the record's own folder",
              "'" + name + "'"));
    }
    if (name.equals("-")) {
      throw new WfdbFormatException(
          Diagnostic.atLine(
              Diagnostic.Code.STANDARD_INPUT,
              file,
              line,
              "the name of a file",
              "'-' (standard input, which this reader does not read)"));
    }
  }
}
