package org.ecg4j.wfdb;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.ecg4j.record.Diagnostic;

/**
 * Reads bit fields, most significant bit first, through a window that slides over a FLAC stream.
 * Every read takes eight bytes at once and keeps nothing but the position, so the window is the
 * only buffer. The window also carries the CRC-16 of the frame being read.
 */
final class FlacBitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int WINDOW_BYTES = 1 << 16;

  /** Eight bytes are read wherever a field begins, up to the window's last byte. */
  private static final int PADDING = Long.BYTES;

  /** Bits of an eight-byte read that are valid wherever in its first byte a field begins. */
  private static final int VALID_BITS = 57;

  private final String file;
  private final Source source;
  private final long size;
  private final byte[] window;
  private long windowStart;
  private int windowLength;
  private int bit;
  private int crc16;
  private int crcFrom;

  FlacBitReader(String file, Source source) throws IOException {
    this.file = file;
    this.source = source;
    this.size = source.size();
    this.window = new byte[(int) Math.min(size, WINDOW_BYTES) + PADDING];
  }

  long size() {
    return size;
  }

  /** The offset in the stream of the byte that holds the next bit. */
  long position() {
    return windowStart + (bit >>> 3);
  }

  boolean atEnd() {
    return position() >= size;
  }

  /** Goes to a byte. */
  void seek(long position) {
    if (position >= windowStart && position <= windowStart + windowLength) {
      bit = (int) (position - windowStart) << 3;
    } else {
      windowStart = position;
      windowLength = 0;
      bit = 0;
    }
    crcFrom = bit >>> 3;
  }

  /** An unsigned field of 0 to 32 bits. */
  long readUnsigned(int bits) throws IOException {
    require(bits);
    long value = peek() >>> 1 >>> (63 - bits);
    bit += bits;
    return value;
  }

  /** A field in two's complement of 1 to 57 bits. */
  long readSigned(int bits) throws IOException {
    require(bits);
    long value = peek() >> (64 - bits);
    bit += bits;
    return value;
  }

  /** Fills a part of an array with fields in two's complement of 0 to 32 bits. */
  void readSigned(int bits, int[] target, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      target[i] = bits == 0 ? 0 : (int) readSigned(bits);
    }
  }

  /** The number of 0 bits before the next 1 bit, which is taken too. */
  long readUnary(long limit, String what) throws IOException {
    long start = position();
    long zeros = 0;
    while (true) {
      require(1);
      int available = Math.min(VALID_BITS, (windowLength << 3) - bit);
      int run = Long.numberOfLeadingZeros(peek());
      if (run < available) {
        bit += run + 1;
        zeros += run;
        if (zeros > limit) {
          throw malformedAt(start, what + " at most " + limit, "a run of " + zeros + " zero bits");
        }
        return zeros;
      }
      bit += available;
      zeros += available;
      if (zeros > limit) {
        throw malformedAt(
            start, what + " at most " + limit, "a run of " + zeros + " or more zero bits");
      }
    }
  }

  /**
   * Fills a part of an array with Rice codes: a unary quotient, then {@code parameter} low bits,
   * the sign folded into the lowest one.
   */
  void readRice(int parameter, int[] target, int from, int to) throws IOException {
    // Folded values have 32 bits, so a quotient beyond this is no code at all.
    long maxQuotient = 0xFFFFFFFFL >>> parameter;
    int i = from;
    while (i < to) {
      int position = bit;
      int fastLimit = (windowLength << 3) - Long.SIZE;
      byte[] bytes = window;
      for (; i < to && position <= fastLimit; i++) {
        long word = (long) LONG.get(bytes, position >>> 3) << (position & 7);
        int quotient = Long.numberOfLeadingZeros(word);
        int length = quotient + 1 + parameter;
        if (length > VALID_BITS || quotient >= maxQuotient) {
          break;
        }
        int folded =
            (quotient << parameter) | (int) (word << (quotient + 1) >>> 1 >>> (63 - parameter));
        position += length;
        target[i] = (folded >>> 1) ^ -(folded & 1);
      }
      bit = position;
      if (i < to) {
        target[i++] = readLongRice(parameter, maxQuotient);
      }
    }
  }

  /** A Rice code that is long or near the end of the window. */
  private int readLongRice(int parameter, long maxQuotient) throws IOException {
    long quotient = readUnary(maxQuotient, "a Rice quotient of");
    long folded = (quotient << parameter) | readUnsigned(parameter);
    if (folded == 0xFFFFFFFFL) {
      throw malformed("a residual above -2147483648", "-2147483648");
    }
    return (int) ((folded >>> 1) ^ -(folded & 1));
  }

  /** Skips to the next whole byte; the skipped bits must be 0. */
  void alignToByte() throws IOException {
    int padding = -bit & 7;
    long place = position();
    if (padding != 0 && readUnsigned(padding) != 0) {
      throw malformedAt(place, "zero bits before the frame's CRC-16", "a one bit");
    }
  }

  /** Begins a frame at the next byte, whose header of at most 16 bytes is then in the window. */
  void beginFrame() throws IOException {
    if ((windowLength << 3) - bit < 16 * Byte.SIZE) {
      fill();
    }
    crcFrom = bit >>> 3;
    crc16 = 0;
  }

  /** The CRC-8 of the bytes read since {@link #beginFrame()}; there must be at most 16. */
  int crc8() {
    return FlacCrc.crc8(window, crcFrom, bit >>> 3);
  }

  /** The CRC-16 of the bytes read since {@link #beginFrame()}. */
  int crc16() {
    foldCrc();
    return crc16;
  }

  /**
   * Goes to the next byte, this one included, that may begin a frame.
   *
   * @param end the position that the frame must begin before
   * @return whether there is one
   */
  boolean skipToSync(long end) throws IOException {
    while (position() + 1 < Math.min(end + 1, size)) {
      require(2 * Byte.SIZE);
      for (int i = bit >>> 3; i + 1 < windowLength; i++) {
        if (window[i] == (byte) 0xFF && (window[i + 1] & 0xFE) == 0xF8) {
          bit = i << 3;
          return position() < end;
        }
      }
      bit = (windowLength - 1) << 3;
    }
    return false;
  }

  WfdbFormatException malformed(String expected, String found) {
    return malformedAt(position(), expected, found);
  }

  WfdbFormatException malformedAt(long offset, String expected, String found) {
    return new WfdbFormatException(
        Diagnostic.atByte(Diagnostic.Code.FLAC, file, offset, expected, found));
  }

  private long peek() {
    return (long) LONG.get(window, bit >>> 3) << (bit & 7);
  }

  private void require(int bits) throws IOException {
    if ((windowLength << 3) - bit < bits) {
      fill();
      int available = (windowLength << 3) - bit;
      if (available < bits) {
        throw malformedAt(
            windowStart + windowLength,
            bits + " more bits",
            "the end of the file after " + available);
      }
    }
  }

  /** Moves the window so that it begins at the current byte. */
  private void fill() throws IOException {
    foldCrc();
    int consumed = bit >>> 3;
    int kept = windowLength - consumed;
    System.arraycopy(window, consumed, window, 0, kept);
    windowStart += consumed;
    bit &= 7;
    crcFrom = 0;
    int more = (int) Math.min(window.length - PADDING - kept, size - windowStart - kept);
    windowLength = kept;
    if (more > 0) {
      windowLength += SourceBytes.read(source, windowStart + kept, window, kept, more);
    }
  }

  private void foldCrc() {
    int consumed = bit >>> 3;
    crc16 = FlacCrc.crc16(crc16, window, crcFrom, consumed);
    crcFrom = consumed;
  }
}
