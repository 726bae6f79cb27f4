package org.ecg4j.wfdb;

/**
 * Format 310: three samples of 10 bits in two little-endian byte pairs. The first two samples are
 * bits 1 to 10 of the pairs; the third has its low five bits at the top of the first pair and its
 * high five at the top of the second. Bit 0 of each pair is unused.
 */
final class Packed310 extends SampleCodec {
  static final Packed310 INSTANCE = new Packed310();

  private Packed310() {
    super(3, 4);
  }

  @Override
  int partialBytes(int samples) {
    return 2 * samples;
  }

  @Override
  void decode(byte[] in, int from, int[] out, int to, int count) {
    int at = from;
    for (int i = 0; i < count; i += 3, at += 4) {
      int pair0 = pair(in, at);
      out[to + i] = pair0 << 21 >> 22;
      if (i + 1 < count) {
        int pair1 = pair(in, at + 2);
        out[to + i + 1] = pair1 << 21 >> 22;
        if (i + 2 < count) {
          out[to + i + 2] = (pair0 >> 11) | ((pair1 >> 11) << 27 >> 22);
        }
      }
    }
  }

  private static int pair(byte[] in, int at) {
    return (in[at] & 0xff) | (in[at + 1] & 0xff) << 8;
  }

  @Override
  void encode(int[] in, int from, int count, byte[] out, int to) {
    int at = to;
    for (int i = 0; i < count; i += 3, at += 4) {
      int third = i + 2 < count ? in[from + i + 2] : 0;
      put(out, at, (in[from + i] & 0x3ff) << 1 | (third & 0x1f) << 11);
      if (i + 1 < count) {
        put(out, at + 2, (in[from + i + 1] & 0x3ff) << 1 | (third >> 5 & 0x1f) << 11);
      }
    }
  }

  private static void put(byte[] out, int at, int pair) {
    out[at] = (byte) pair;
    out[at + 1] = (byte) (pair >> 8);
  }
}
