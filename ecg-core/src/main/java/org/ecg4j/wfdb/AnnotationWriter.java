package org.ecg4j.wfdb;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;

/** Encodes one MIT annotation file, byte for byte as the C package does. */
final class AnnotationWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long time;
  private int channel;
  private int number;

  private AnnotationWriter() {}

  static byte[] write(AnnotationSet set) {
    return new AnnotationWriter().writeAll(set);
  }

  private byte[] writeAll(AnnotationSet set) {
    if (set.timeResolutionHz().isPresent()) {
      note(AnnotationWords.TIME_RESOLUTION + plainNumber(set.timeResolutionHz().getAsDouble()));
      // Old readers would take the note for an annotation of their own without this step back.
      skip(-1);
      word(0, 1);
    }
    if (!set.customCodes().isEmpty()) {
      note(AnnotationWords.DEFINITIONS);
      for (AnnotationCode code : set.customCodes()) {
        note(code.value() + " " + code.mnemonic() + " " + code.description());
      }
      note(AnnotationWords.END_OF_DEFINITIONS);
    }
    long last = Long.MIN_VALUE;
    for (Annotation annotation : set.annotations()) {
      if (annotation.sample() < last) {
        throw new IllegalArgumentException(
            "annotations must be in order of time, but "
                + annotation
                + " comes after sample "
                + last);
      }
      last = annotation.sample();
      write(annotation);
    }
    word(0, 0);
    return out.toByteArray();
  }

  private void note(String text) {
    write(
        Annotation.of(0, AnnotationCode.of(AnnotationWords.NOTE))
            .withAuxBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(Annotation annotation) {
    int type = annotation.code().value();
    if (type < 1 || type > AnnotationWords.LAST_TYPE) {
      throw new IllegalArgumentException(
          "annotation codes 1 to " + AnnotationWords.LAST_TYPE + " can be written, not " + type);
    }
    long interval = annotation.sample() - time;
    if (interval < 0 || interval > AnnotationWords.MAX_VALUE) {
      skip(interval);
      interval = 0;
    }
    word(type, (int) interval);
    time = annotation.sample();
    if (annotation.subtype() != 0) {
      word(AnnotationWords.SUB, annotation.subtype());
    }
    if (annotation.channel() != channel) {
      channel = annotation.channel();
      word(AnnotationWords.CHN, channel);
    }
    if (annotation.number() != number) {
      number = annotation.number();
      word(AnnotationWords.NUM, number);
    }
    byte[] aux = annotation.auxBytes();
    if (aux.length > 0) {
      word(AnnotationWords.AUX, aux.length);
      out.writeBytes(aux);
      if ((aux.length & 1) != 0) {
        out.write(0);
      }
    }
  }

  private void skip(long interval) {
    long rest = interval;
    while (rest != 0) {
      int step = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, rest));
      word(AnnotationWords.SKIP, 0);
      half(step >>> 16);
      half(step);
      rest -= step;
    }
  }

  private void word(int code, int value) {
    half(code << 10 | (value & AnnotationWords.MAX_VALUE));
  }

  private void half(int bits) {
    out.write(bits);
    out.write(bits >>> 8);
  }

  /** A number as C's {@code %.12g} prints it, for numbers of ordinary size. */
  private static String plainNumber(double value) {
    return new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros().toPlainString();
  }
}
