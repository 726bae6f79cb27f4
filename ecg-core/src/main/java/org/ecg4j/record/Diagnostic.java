package org.ecg4j.record;

import java.util.Objects;

/**
 * One thing that is wrong, or worth knowing, about a file: what it is, where, what was expected and
 * what was found. A strict reader throws the first defect; a lenient one repairs it and lists it
 * with the record.
 *
 * @param code what kind of thing it is; stable between versions
 * @param file the file's name
 * @param line the line in a text file, counted from 1; 0 when it is not about a line
 * @param byteOffset the place in a binary file, counted from 0; -1 when it is not about a place
 * @param expected what should have been there
 * @param found what was there
 */
public record Diagnostic(
    Code code, String file, int line, long byteOffset, String expected, String found) {

  /** The kinds of diagnostics. Names stay the same between versions. */
  public enum Code {
    /** A header without a record line. */
    HEADER_EMPTY,
    /** A record name in the header that is not the header file's name. */
    RECORD_NAME,
    /** A record line whose fields cannot be read. */
    RECORD_LINE,
    /** A signal line whose fields cannot be read, or too few of them. */
    SIGNAL_LINE,
    /** A segment line that cannot be read. */
    SEGMENT_LINE,
    /** A number of segments that is not the number of segment lines. */
    SEGMENT_COUNT,
    /** A segment whose own header disagrees with the record's header. */
    SEGMENT_MISMATCH,
    /** A base time that is not {@code HH:MM:SS}. */
    BASE_TIME,
    /** A base date that is not {@code DD/MM/YYYY}. */
    BASE_DATE,
    /** A base date where the base time belongs and the other way round. */
    DATE_TIME_SWAPPED,
    /** A unit with a slash in it. */
    UNIT_WITH_SLASH,
    /** A file name that is absolute or leads to another folder. */
    UNSAFE_FILE_NAME,
    /** A signal format that does not exist or has been withdrawn. */
    SIGNAL_FORMAT,
    /** A signal file that stands for standard input. */
    STANDARD_INPUT,
    /** A file that is not there. */
    MISSING_FILE,
    /** A signal file that ends before the record does. */
    TRUNCATED_SIGNAL,
    /** Samples whose sum is not the header's checksum. */
    CHECKSUM,
    /** A first sample that is not the header's initial value. */
    INITIAL_VALUE,
    /** A signal without calibration: gain 0, for which 200 per millivolt is assumed. */
    UNCALIBRATED(false),
    /** A header without a length, which was found from the signal file's size. */
    LENGTH_INFERRED(false),
    /** Annotations that go back in time. */
    ANNOTATION_ORDER,
    /** An annotation before the record's start or after its end. */
    ANNOTATION_RANGE(false),
    /** An annotation file that ends in the middle of an annotation. */
    TRUNCATED_ANNOTATION,
    /** Bytes in an annotation file that mean nothing. */
    ANNOTATION_FORMAT,
    /** A FLAC stream that breaks the rules of RFC 9639. */
    FLAC,
    /** An EDF file that breaks its format's rules. */
    EDF,
    /** A value that no file of this size can need. */
    SIZE_LIMIT,
    /** A file whose SHA-256 sum is not the listed one. */
    SHA256;

    private final boolean defect;

    Code() {
      this(true);
    }

    Code(boolean defect) {
      this.defect = defect;
    }

    /**
     * Whether it breaks the format's rules; the others are legal and only reported.
     *
     * @return true for what a strict reader throws
     */
    public boolean isDefect() {
      return defect;
    }
  }

  /** Checks that nothing is missing. */
  public Diagnostic {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(found, "found");
  }

  /**
   * A diagnostic about a line of a text file.
   *
   * @param code its kind
   * @param file the file's name
   * @param line counted from 1
   * @param expected what should have been there
   * @param found what was there
   * @return the diagnostic
   */
  public static Diagnostic atLine(Code code, String file, int line, String expected, String found) {
    return new Diagnostic(code, file, line, -1, expected, found);
  }

  /**
   * A diagnostic about a place in a binary file.
   *
   * @param code its kind
   * @param file the file's name
   * @param byteOffset counted from 0
   * @param expected what should have been there
   * @param found what was there
   * @return the diagnostic
   */
  public static Diagnostic atByte(
      Code code, String file, long byteOffset, String expected, String found) {
    return new Diagnostic(code, file, 0, byteOffset, expected, found);
  }

  /**
   * A diagnostic about a file as a whole.
   *
   * @param code its kind
   * @param file the file's name
   * @param expected what should have been there
   * @param found what was there
   * @return the diagnostic
   */
  public static Diagnostic ofFile(Code code, String file, String expected, String found) {
    return new Diagnostic(code, file, 0, -1, expected, found);
  }

  /**
   * One line for people: file, place, expected, found, and the code.
   *
   * @return the text
   */
  public String message() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(" line ").append(line);
    }
    if (byteOffset >= 0) {
      text.append(" byte ").append(byteOffset);
    }
    return text.append(": expected ")
        .append(expected)
        .append(", found ")
        .append(found)
        .append(" [")
        .append(code)
        .append(']')
        .toString();
  }
}
