package org.ecg4j.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** One annotation of a record: a beat, a rhythm change, a comment, at one sample. Immutable. */
public final class Annotation {
  private static final byte[] NO_AUX = {};

  private final long sample;
  private final AnnotationCode code;
  private final int subtype;
  private final int channel;
  private final int number;
  private final byte[] aux;

  private Annotation(
      long sample, AnnotationCode code, int subtype, int channel, int number, byte[] aux) {
    this.sample = sample;
    this.code = Objects.requireNonNull(code, "code");
    this.subtype = subtype;
    this.channel = channel;
    this.number = number;
    this.aux = aux;
  }

  /**
   * An annotation with subtype, channel and number 0 and no text.
   *
   * @param sample the sample it belongs to, counted from 0 at the record's start
   * @param code its type
   * @return the annotation
   */
  public static Annotation of(long sample, AnnotationCode code) {
    return new Annotation(sample, code, 0, 0, 0, NO_AUX);
  }

  /**
   * The same at another sample.
   *
   * @param newSample the sample
   * @return a copy
   */
  public Annotation withSample(long newSample) {
    return new Annotation(newSample, code, subtype, channel, number, aux);
  }

  /**
   * The same with another type.
   *
   * @param newCode the type
   * @return a copy
   */
  public Annotation withCode(AnnotationCode newCode) {
    return new Annotation(sample, newCode, subtype, channel, number, aux);
  }

  /**
   * The same with another subtype.
   *
   * @param newSubtype stored as a signed byte
   * @return a copy
   */
  public Annotation withSubtype(int newSubtype) {
    return new Annotation(sample, code, newSubtype, channel, number, aux);
  }

  /**
   * The same on another channel.
   *
   * @param newChannel 0 to 255
   * @return a copy
   */
  public Annotation withChannel(int newChannel) {
    return new Annotation(sample, code, subtype, newChannel, number, aux);
  }

  /**
   * The same with another number.
   *
   * @param newNumber stored as a signed byte
   * @return a copy
   */
  public Annotation withNumber(int newNumber) {
    return new Annotation(sample, code, subtype, channel, newNumber, aux);
  }

  /**
   * The same with a text, stored as UTF-8.
   *
   * @param text at most 255 bytes
   * @return a copy
   */
  public Annotation withAux(String text) {
    return withAuxBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same with the bytes of a text, trailing NULs included.
   *
   * @param bytes at most 255 bytes; copied
   * @return a copy
   */
  public Annotation withAuxBytes(byte[] bytes) {
    if (bytes.length > 255) {
      throw new IllegalArgumentException("aux must have at most 255 bytes, not " + bytes.length);
    }
    return new Annotation(
        sample, code, subtype, channel, number, bytes.length == 0 ? NO_AUX : bytes.clone());
  }

  /**
   * The sample it belongs to, counted from 0 at the record's start.
   *
   * @return the sample
   */
  public long sample() {
    return sample;
  }

  /**
   * Its type.
   *
   * @return the code
   */
  public AnnotationCode code() {
    return code;
  }

  /**
   * Its subtype (the {@code SUB} field).
   *
   * @return a signed byte
   */
  public int subtype() {
    return subtype;
  }

  /**
   * The channel it belongs to (the {@code CHN} field).
   *
   * @return 0 to 255
   */
  public int channel() {
    return channel;
  }

  /**
   * Its number (the {@code NUM} field).
   *
   * @return a signed byte
   */
  public int number() {
    return number;
  }

  /**
   * Its text without trailing NULs; bytes that are not UTF-8 are read as ISO 8859-1.
   *
   * @return the text, empty when there is none
   */
  public String aux() {
    int length = aux.length;
    while (length > 0 && aux[length - 1] == 0) {
      length--;
    }
    return TextBytes.decode(aux, 0, length);
  }

  /**
   * Its text as stored, trailing NULs included.
   *
   * @return a copy
   */
  public byte[] auxBytes() {
    return aux.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Annotation that
        && sample == that.sample
        && code.equals(that.code)
        && subtype == that.subtype
        && channel == that.channel
        && number == that.number
        && Arrays.equals(aux, that.aux);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(sample) + code.value();
  }

  @Override
  public String toString() {
    String text = aux();
    return code.mnemonic() + "@" + sample + (text.isEmpty() ? "" : " " + text);
  }
}
