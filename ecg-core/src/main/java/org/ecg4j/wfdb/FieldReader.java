package org.ecg4j.wfdb;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecg4j.record.Diagnostic;

/** The blank-separated fields of one header line, read from left to right. */
final class FieldReader {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  private final String file;
  private final HeaderLines.Line line;
  private final Diagnostic.Code code;
  private int at;

  FieldReader(String file, HeaderLines.Line line, Diagnostic.Code code) {
    this.file = file;
    this.line = line;
    this.code = code;
  }

  /** The next field, or empty at the end of the line. */
  Optional<String> next() {
    skipBlanks();
    if (at == line.text().length()) {
      return Optional.empty();
    }
    int start = at;
    while (at < line.text().length() && !Character.isWhitespace(line.text().charAt(at))) {
      at++;
    }
    return Optional.of(line.text().substring(start, at));
  }

  String require(String what) throws WfdbFormatException {
    Optional<String> field = next();
    if (field.isEmpty()) {
      throw malformed(what, "the end of the line");
    }
    return field.get();
  }

  /** Everything up to the end of the line. */
  String rest() {
    skipBlanks();
    return line.text().substring(at);
  }

  int lineNumber() {
    return line.number();
  }

  private void skipBlanks() {
    while (at < line.text().length() && Character.isWhitespace(line.text().charAt(at))) {
      at++;
    }
  }

  double parseNumber(String text, String what) throws WfdbFormatException {
    Matcher matcher = NUMBER.matcher(text);
    double value = matcher.matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw malformed(what, quoted(text));
    }
    return value;
  }

  long parseLong(String text, String what) throws WfdbFormatException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw malformed(what, quoted(text));
    }
  }

  int parseInt(String text, String what) throws WfdbFormatException {
    long value = parseLong(text, what);
    if (value != (int) value) {
      throw malformed(what, quoted(text));
    }
    return (int) value;
  }

  int parseCount(String text, String what) throws WfdbFormatException {
    int value = parseInt(text, what);
    if (value < 0) {
      throw malformed(what, quoted(text));
    }
    return value;
  }

  WfdbFormatException malformed(String expected, String found) {
    return new WfdbFormatException(diagnostic(code, expected, found));
  }

  Diagnostic diagnostic(Diagnostic.Code kind, String expected, String found) {
    return Diagnostic.atLine(kind, file, line.number(), expected, found);
  }

  static String quoted(String text) {
    return "'" + text + "'";
  }
}
