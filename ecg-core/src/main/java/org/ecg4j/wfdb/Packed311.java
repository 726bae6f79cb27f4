package org.ecg4j.wfdb;

/**
 * Format 311: three samples of 10 bits, one after the other, in the low 30 bits of four
 * little-endian bytes.
 */
final class Packed311 extends SampleCodec {
  static final Packed311 INSTANCE = new Packed311();

  private Packed311() {
    super(3, 4);
  }

  /** The C package writes a last group of two samples as a whole word. */
  @Override
  int partialBytes(int samples) {
    return 2 * samples;
  }

  /** Files exist that stop after the byte with the second sample's last bit. */
  @Override
  int neededPartialBytes(int samples) {
    return samples == 0 ? 0 : samples + 1;
  }

  @Override
  void decode(byte[] in, int from, int[] out, int to, int count) {
    int at = from;
    int i = 0;
    for (; i + 2 < count; i += 3, at += 4) {
      int word =
          (in[at] & 0xff)
              | (in[at + 1] & 0xff) << 8
              | (in[at + 2] & 0xff) << 16
              | (in[at + 3] & 0xff) << 24;
      out[to + i] = word << 22 >> 22;
      out[to + i + 1] = word << 12 >> 22;
      out[to + i + 2] = word << 2 >> 22;
    }
    if (i < count) {
      int word = (in[at] & 0xff) | (in[at + 1] & 0xff) << 8;
      out[to + i] = word << 22 >> 22;
      if (i + 1 < count) {
        word |= (in[at + 2] & 0xff) << 16;
        out[to + i + 1] = word << 12 >> 22;
      }
    }
  }

  @Override
  void encode(int[] in, int from, int count, byte[] out, int to) {
    int at = to;
    for (int i = 0; i < count; i += 3, at += 4) {
      int present = Math.min(3, count - i);
      int word = 0;
      for (int k = 0; k < present; k++) {
        word |= (in[from + i + k] & 0x3ff) << (10 * k);
      }
      int bytes = present == 3 ? 4 : partialBytes(present);
      for (int k = 0; k < bytes; k++) {
        out[at + k] = (byte) (word >> (8 * k));
      }
    }
  }
}
