package org.ecg4j.wfdb;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a signal file stores samples. The numbers are those of the WFDB manual's page on signal
 * files.
 */
public enum SignalFormat {
  /** No samples are stored; every one is missing. */
  FORMAT_0(0, 0),
  /** First differences of 8 bits. Changes that are too steep are smeared: not lossless. */
  FORMAT_8(8, 32),
  /** Two's complement of 16 bits, least significant byte first. */
  FORMAT_16(16, 16),
  /** Two's complement of 24 bits, least significant byte first. */
  FORMAT_24(24, 24),
  /** Two's complement of 32 bits, least significant byte first. */
  FORMAT_32(32, 32),
  /** Two's complement of 16 bits, most significant byte first. */
  FORMAT_61(61, 16),
  /** Offset binary of 8 bits. */
  FORMAT_80(80, 8),
  /** Offset binary of 16 bits, least significant byte first. */
  FORMAT_160(160, 16),
  /** Two samples of 12 bits in three bytes. */
  FORMAT_212(212, 12),
  /** Three samples of 10 bits in four bytes; the third is spread over both byte pairs. */
  FORMAT_310(310, 10),
  /** Three samples of 10 bits in four bytes, one after the other. */
  FORMAT_311(311, 10),
  /** FLAC of 8 bits. */
  FORMAT_508(508, 8),
  /** FLAC of 16 bits. */
  FORMAT_516(516, 16),
  /** FLAC of 24 bits. */
  FORMAT_524(524, 24);

  private final int number;
  private final int bits;

  SignalFormat(int number, int bits) {
    this.number = number;
    this.bits = bits;
  }

  /**
   * The format's number in headers.
   *
   * @return such as 212
   */
  public int number() {
    return number;
  }

  /**
   * Bits of one sample.
   *
   * @return 8 to 32; 0 for format 0
   */
  public int bits() {
    return bits;
  }

  /**
   * The format of a number.
   *
   * @param number such as 212
   * @return the format, or empty when there is none
   */
  public static Optional<SignalFormat> find(int number) {
    return Arrays.stream(values()).filter(format -> format.number == number).findFirst();
  }

  /**
   * The format of a number.
   *
   * @param number such as 212
   * @return the format
   * @throws IllegalArgumentException when there is none; the message names all
   */
  public static SignalFormat of(int number) {
    return find(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no signal format " + number + "; there are " + numbers()));
  }

  /**
   * The digital value that marks a missing sample: the lowest one that the format's bits can say.
   * Format 8 stores no such value; there it marks samples that are not stored.
   *
   * @return such as -2048
   */
  public int missingCode() {
    return this == FORMAT_0 ? -32768 : (int) (-1L << (bits - 1));
  }

  /**
   * The lowest digital value of a sample that is not missing.
   *
   * @return such as -2047
   */
  public int minimum() {
    return missingCode() + 1;
  }

  /**
   * The highest digital value.
   *
   * @return such as 2047
   */
  public int maximum() {
    return this == FORMAT_0 ? 32767 : (int) ((1L << (bits - 1)) - 1);
  }

  /** Whether the samples are in a FLAC stream. */
  boolean isFlac() {
    return number > 500;
  }

  static String numbers() {
    return Arrays.stream(values())
        .map(format -> Integer.toString(format.number))
        .collect(Collectors.joining(", "));
  }
}
