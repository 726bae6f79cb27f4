package org.ecg4j.wfdb;

import java.io.ByteArrayOutputStream;

/** Builds FLAC streams bit by bit, slowly and plainly, independent of the code under test. */
final class FlacBits {
  private final StringBuilder bits = new StringBuilder();

  /** Appends the lowest bits of a value. */
  FlacBits put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      bits.append((value >>> i & 1) == 1 ? '1' : '0');
    }
    return this;
  }

  FlacBits put(FlacBits other) {
    bits.append(other.bits);
    return this;
  }

  FlacBits zeros(int count) {
    bits.append("0".repeat(count));
    return this;
  }

  /** Zero bits, then a one bit. */
  FlacBits unary(int zeros) {
    return zeros(zeros).put(1, 1);
  }

  /** Rice codes of one parameter. */
  FlacBits rice(int parameter, long... values) {
    for (long value : values) {
      long folded = value < 0 ? -2 * value - 1 : 2 * value;
      unary((int) (folded >>> parameter)).put(folded, parameter);
    }
    return this;
  }

  /** The start of a subframe: its type and the number of wasted bits. */
  static FlacBits subframe(int type, int wasted) {
    FlacBits header = new FlacBits().put(0, 1).put(type, 6);
    return wasted == 0 ? header.put(0, 1) : header.put(1, 1).unary(wasted - 1);
  }

  static FlacBits constant(long value, int sampleBits) {
    return subframe(0, 0).put(value, sampleBits);
  }

  static FlacBits verbatim(int sampleBits, long... values) {
    FlacBits subframe = subframe(1, 0);
    for (long value : values) {
      subframe.put(value, sampleBits);
    }
    return subframe;
  }

  /** A frame with a fixed block size code of 16 bits; the sample size is that of STREAMINFO. */
  static byte[] frame(int number, int blockSize, int assignment, FlacBits... subframes) {
    FlacBits header = new FlacBits().put(0xFFF8, 16).put(7, 4).put(0, 4).put(assignment, 4);
    header.put(0, 4).put(number, 8).put(blockSize - 1, 16);
    return frame(header, subframes);
  }

  /** A frame with a header of one's own, to which the CRC-8 is added. */
  static byte[] frame(FlacBits header, FlacBits... subframes) {
    FlacBits frame = new FlacBits().put(header);
    frame.put(crc(header.toBytes(), 8, 0x07), 8);
    for (FlacBits subframe : subframes) {
      frame.put(subframe);
    }
    frame.zeros(-frame.bits.length() & 7);
    return frame.put(crc(frame.toBytes(), 16, 0x8005), 16).toBytes();
  }

  static byte[] stream(int channels, int sampleBits, long samples, byte[]... frames) {
    return join(header(16, 65535, channels, sampleBits, samples), frames);
  }

  /** The marker and STREAMINFO as the only metadata, without MD5. */
  static byte[] header(int minBlock, int maxBlock, int channels, int sampleBits, long samples) {
    FlacBits header = new FlacBits().put(0x664C6143, 32).put(0x80, 8).put(34, 24);
    header.put(minBlock, 16).put(maxBlock, 16).put(0, 48).put(96000, 20);
    header.put(channels - 1, 3).put(sampleBits - 1, 5).put(samples, 36).zeros(128);
    return header.toBytes();
  }

  static byte[] join(byte[] first, byte[]... more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    for (byte[] next : more) {
      all.writeBytes(next);
    }
    return all.toByteArray();
  }

  byte[] toBytes() {
    assert bits.length() % 8 == 0;
    byte[] bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bits.length(); i++) {
      if (bits.charAt(i) == '1') {
        bytes[i >> 3] |= (byte) (0x80 >> (i & 7));
      }
    }
    return bytes;
  }

  /** A CRC as its definition says: the remainder of a division, bit by bit. */
  static int crc(byte[] bytes, int width, int polynomial) {
    int remainder = 0;
    for (byte b : bytes) {
      for (int i = 7; i >= 0; i--) {
        int top = remainder >>> (width - 1) & 1;
        remainder = (remainder << 1) & ((1 << width) - 1);
        if ((top ^ (b >>> i & 1)) == 1) {
          remainder ^= polynomial;
        }
      }
    }
    return remainder;
  }
}
