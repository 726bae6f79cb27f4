package org.ecg4j.wfdb;

/**
 * The codes of MIT annotation files. A file is a sequence of 16-bit words, low byte first: the high
 * six bits are a code, the low ten a value. Codes up to 49 are annotations whose value is the time
 * since the one before; those here change or extend them.
 */
final class AnnotationWords {
  /** The highest code of an annotation. */
  static final int LAST_TYPE = 49;

  /** The next four bytes are a time interval of 32 bits, high word first. */
  static final int SKIP = 59;

  /** The value is the number of this annotation and those that follow. */
  static final int NUM = 60;

  /** The value is the subtype of this annotation. */
  static final int SUB = 61;

  /** The value is the channel of this annotation and those that follow. */
  static final int CHN = 62;

  /** The value is the length of a text that follows, padded to a whole word. */
  static final int AUX = 63;

  /** The highest value of a word. */
  static final int MAX_VALUE = 0x3ff;

  /** The type of annotations that carry what the file says of itself. */
  static final int NOTE = 22;

  static final String TIME_RESOLUTION = "## time resolution: ";
  static final String DEFINITIONS = "## annotation type definitions";
  static final String END_OF_DEFINITIONS = "## end of definitions";

  private AnnotationWords() {}
}
