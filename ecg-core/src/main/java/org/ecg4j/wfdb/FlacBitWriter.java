package org.ecg4j.wfdb;

import java.util.Arrays;

/** Collects bit fields, most significant bit first, in an array that grows. */
final class FlacBitWriter {
  private byte[] bytes = new byte[1 << 12];
  private int length;
  private long pending;
  private int pendingBits;

  /** Forgets everything written so far. */
  void clear() {
    length = 0;
    pending = 0;
    pendingBits = 0;
  }

  /** The bytes written so far, the last one filled up. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes have been written; all fields must add up to whole bytes. */
  int length() {
    return length;
  }

  /** Appends the lowest 0 to 32 bits of a value. */
  void write(long value, int bits) {
    pending = pending << bits | (value & ((1L << bits) - 1));
    pendingBits += bits;
    if (pendingBits >= Byte.SIZE) {
      flush();
    }
  }

  /** Appends 0 bits and then a 1 bit. */
  void writeUnary(int zeros) {
    int left = zeros;
    for (; left >= 31; left -= 31) {
      write(0, 31);
    }
    write(1, left + 1);
  }

  /** Appends 0 bits up to a whole byte. */
  void alignToByte() {
    write(0, -pendingBits & 7);
  }

  private void flush() {
    if (bytes.length - length < Long.BYTES) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    while (pendingBits >= Byte.SIZE) {
      pendingBits -= Byte.SIZE;
      bytes[length++] = (byte) (pending >>> pendingBits);
    }
  }
}
