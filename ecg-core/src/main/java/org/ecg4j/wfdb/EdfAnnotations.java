package org.ecg4j.wfdb;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;

/**
 * Collects the time-stamped annotation lists (TALs) of an EDF+ file: an onset, perhaps a duration,
 * and texts. The first list of each data record says when that record starts.
 */
final class EdfAnnotations {
  private static final int MAX_AUX_BYTES = 255;

  /** Ends an onset with its duration, and each text. */
  private static final byte SEPARATOR = 20;

  /** Stands between an onset and its duration. */
  private static final byte DURATION = 21;

  /** Up to 30,000 years: larger numbers are no times. */
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{0,15})?");

  private static final Pattern ONSET = Pattern.compile("[+-]" + SECONDS);

  private final String file;
  private final double frameRateHz;
  private final List<Annotation> annotations = new ArrayList<>();
  private BigDecimal firstOnset = BigDecimal.ZERO;

  /**
   * An empty collection.
   *
   * @param frameRateHz frames a second, in which annotations are counted
   */
  EdfAnnotations(String file, double frameRateHz) {
    this.file = file;
    this.frameRateHz = frameRateHz;
  }

  /** Seconds from the header's start time to the first data record. */
  BigDecimal firstOnset() {
    return firstOnset;
  }

  /** All annotations in order of time. */
  List<Annotation> inOrder() {
    annotations.sort(Comparator.comparingLong(Annotation::sample));
    return annotations;
  }

  /**
   * Adds the lists of one annotation signal in one data record.
   *
   * @param bytes the signal's part of the record
   * @param offset where that is in the file
   * @param record the number of the data record
   * @param keepsTime whether the first list must say when the record starts
   * @return when the record starts, in seconds; 0 unless it keeps time
   */
  BigDecimal add(byte[] bytes, long offset, long record, boolean keepsTime) throws IOException {
    BigDecimal recordOnset = BigDecimal.ZERO;
    boolean first = keepsTime;
    int at = 0;
    while (at < bytes.length && bytes[at] != 0) {
      int end = at;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      if (end == bytes.length || bytes[end - 1] != SEPARATOR) {
        throw malformed(
            offset + at, "an annotation list that ends with bytes 20 and 0", "another end");
      }
      int onsetEnd = indexOf(SEPARATOR, bytes, at);
      int durationStart = indexOf(DURATION, bytes, at);
      boolean lasts = durationStart < onsetEnd;
      BigDecimal onset = number(bytes, at, lasts ? durationStart : onsetEnd, offset, true);
      BigDecimal duration =
          lasts ? number(bytes, durationStart + 1, onsetEnd, offset, false) : BigDecimal.ZERO;
      if (first) {
        if (bytes[onsetEnd + 1] != SEPARATOR) {
          throw malformed(
              offset + at, "a list without text that says when the record starts", "text");
        }
        recordOnset = onset;
        firstOnset = record == 0 ? onset : firstOnset;
        first = false;
      }
      addTexts(bytes, onsetEnd + 1, end, onset, duration);
      at = end + 1;
    }
    if (first) {
      throw malformed(offset, "a list that says when data record " + record + " starts", "none");
    }
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        throw malformed(offset + i, "zero bytes after the last annotation list", "others");
      }
    }
    return recordOnset;
  }

  private void addTexts(byte[] bytes, int from, int to, BigDecimal onset, BigDecimal duration) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == SEPARATOR) {
        if (i > start) {
          byte[] text = Arrays.copyOfRange(bytes, start, i);
          addText(text, onset, 0);
          if (duration.signum() > 0) {
            addText(text, onset.add(duration), 1);
          }
        }
        start = i + 1;
      }
    }
  }

  private void addText(byte[] text, BigDecimal onset, int subtype) {
    double seconds = onset.subtract(firstOnset).doubleValue();
    Annotation note =
        Annotation.of((long) Math.rint(seconds * frameRateHz), AnnotationCode.NOTE)
            .withSubtype(subtype);
    int number = 0;
    for (int start = 0; start < text.length; number++) {
      int end = Math.min(text.length, start + MAX_AUX_BYTES);
      // A character of several bytes stays in one piece, where the text is UTF-8 at all.
      while (end < text.length && (text[end] & 0xC0) == 0x80 && end > start + MAX_AUX_BYTES - 4) {
        end--;
      }
      byte[] part = Arrays.copyOfRange(text, start, end);
      annotations.add(note.withNumber(Math.min(number, Byte.MAX_VALUE)).withAuxBytes(part));
      start = end;
    }
  }

  private BigDecimal number(byte[] bytes, int from, int to, long offset, boolean signed)
      throws IOException {
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (!(signed ? ONSET : SECONDS).matcher(text).matches()) {
      throw malformed(
          offset + from,
          signed ? "an onset in seconds with its sign" : "a duration in seconds",
          "'" + text.substring(0, Math.min(text.length(), 30)) + "'");
    }
    return new BigDecimal(text.endsWith(".") ? text + "0" : text);
  }

  /** The list ends with a separator, so there is one; of the others there may be none. */
  private static int indexOf(byte wanted, byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private WfdbFormatException malformed(long offset, String expected, String found) {
    return new WfdbFormatException(Diagnostic.atByte(Code.EDF, file, offset, expected, found));
  }
}
