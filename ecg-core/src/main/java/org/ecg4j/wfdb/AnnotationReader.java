package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;

/** Decodes one MIT annotation file. */
final class AnnotationReader {
  private static final int MAX_AUX_BYTES = 255;

  private final byte[] bytes;
  private final String file;
  private final Defects defects;
  private final AnnotationPreamble preamble = new AnnotationPreamble();
  private final List<Annotation> annotations = new ArrayList<>();
  private int at;
  private long time;
  private int channel;
  private int number;

  private AnnotationReader(byte[] bytes, String file, Defects defects) {
    this.bytes = bytes;
    this.file = file;
    this.defects = defects;
  }

  static AnnotationSet read(byte[] bytes, String file, Defects defects) throws WfdbFormatException {
    return new AnnotationReader(bytes, file, defects).readAll();
  }

  private AnnotationSet readAll() throws WfdbFormatException {
    boolean ordered = true;
    long last = Long.MIN_VALUE;
    while (hasMore()) {
      int start = at;
      if (!readOne()) {
        break;
      }
      if (ordered && !annotations.isEmpty()) {
        long sample = annotations.get(annotations.size() - 1).sample();
        if (sample < last) {
          ordered = false;
          defects.repairable(
              Diagnostic.atByte(
                  Code.ANNOTATION_ORDER,
                  file,
                  start,
                  "an annotation at sample " + last + " or later",
                  "sample " + sample));
        }
        last = sample;
      }
    }
    if (!ordered) {
      annotations.sort(Comparator.comparingLong(Annotation::sample));
    }
    return preamble.complete(annotations);
  }

  /** Whether another annotation follows; a file that just stops is reported. */
  private boolean hasMore() throws WfdbFormatException {
    if (at + 2 > bytes.length) {
      defects.repairable(
          Diagnostic.atByte(
              Code.TRUNCATED_ANNOTATION, file, at, "two NUL bytes at the end", "the file's end"));
      return false;
    }
    return word(at) != 0;
  }

  /** Reads one annotation with its modifiers; false when the file ends within it. */
  private boolean readOne() throws WfdbFormatException {
    int start = at;
    int word = word(at);
    long when = time;
    while (word >>> 10 == AnnotationWords.SKIP) {
      if (at + 8 > bytes.length) {
        return truncated(start, "a time interval and an annotation");
      }
      when += (long) word(at + 2) << 16 << 32 >> 32 | word(at + 4);
      at += 6;
      word = word(at);
    }
    int type = word >>> 10;
    if (type > AnnotationWords.LAST_TYPE) {
      defects.repairable(
          Diagnostic.atByte(
              Code.ANNOTATION_FORMAT, file, at, "an annotation code of 0 to 49", "code " + type));
      // Skipping the word, and the text after it, is all that can be done.
      at += 2;
      if (type == AnnotationWords.AUX) {
        at = (int) Math.min(bytes.length, at + ((word & 0x3ffL) + 1 & ~1));
      }
      return true;
    }
    time = when + (word & AnnotationWords.MAX_VALUE);
    at += 2;
    Annotation annotation = modifiers(Annotation.of(time, AnnotationCode.of(type)));
    if (annotation == null) {
      return truncated(start, "a text");
    }
    // Type 0 is no annotation: it only moves the time.
    if (type != 0 && !preamble.takes(annotation)) {
      annotations.add(preamble.withOwnCode(annotation));
    }
    return true;
  }

  /** Applies the words after an annotation; null when the file ends within a text. */
  @org.jspecify.annotations.Nullable
  private Annotation modifiers(Annotation plain) throws WfdbFormatException {
    int subtype = 0;
    byte[] aux = null;
    while (at + 2 <= bytes.length) {
      int word = word(at);
      int value = word & AnnotationWords.MAX_VALUE;
      switch (word >>> 10) {
        case AnnotationWords.NUM -> number = (byte) value;
        case AnnotationWords.SUB -> subtype = (byte) value;
        case AnnotationWords.CHN -> channel = value & 0xff;
        case AnnotationWords.AUX -> {
          if (at + 2 + value > bytes.length) {
            return null;
          }
          aux = text(value);
          at += value + (value & 1);
        }
        default -> {
          return build(plain, subtype, aux);
        }
      }
      at += 2;
    }
    return build(plain, subtype, aux);
  }

  private Annotation build(
      Annotation plain, int subtype, byte @org.jspecify.annotations.Nullable [] aux) {
    Annotation annotation = plain;
    if (subtype != 0) {
      annotation = annotation.withSubtype(subtype);
    }
    if (channel != 0) {
      annotation = annotation.withChannel(channel);
    }
    if (number != 0) {
      annotation = annotation.withNumber(number);
    }
    return aux == null ? annotation : annotation.withAuxBytes(aux);
  }

  private byte[] text(int length) throws WfdbFormatException {
    if (length > MAX_AUX_BYTES) {
      defects.repairable(
          Diagnostic.atByte(
              Code.ANNOTATION_FORMAT,
              file,
              at,
              "a text of at most " + MAX_AUX_BYTES + " bytes",
              length + " bytes"));
    }
    int from = at + 2;
    return java.util.Arrays.copyOfRange(bytes, from, from + Math.min(length, MAX_AUX_BYTES));
  }

  private boolean truncated(int start, String expected) throws WfdbFormatException {
    defects.repairable(
        Diagnostic.atByte(Code.TRUNCATED_ANNOTATION, file, start, expected, "the file's end"));
    return false;
  }

  private int word(int position) {
    return (bytes[position] & 0xff) | (bytes[position + 1] & 0xff) << 8;
  }
}
