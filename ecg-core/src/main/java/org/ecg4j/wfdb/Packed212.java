package org.ecg4j.wfdb;

/**
 * Format 212: two samples of 12 bits in three bytes. Byte 0 holds the low bits of the first sample,
 * byte 2 those of the second; the low half of byte 1 is the high bits of the first, its high half
 * those of the second.
 */
final class Packed212 extends SampleCodec {
  static final Packed212 INSTANCE = new Packed212();

  private Packed212() {
    super(2, 3);
  }

  @Override
  int partialBytes(int samples) {
    return samples == 0 ? 0 : 2;
  }

  @Override
  void decode(byte[] in, int from, int[] out, int to, int count) {
    int pairs = count / 2;
    for (int i = 0; i < pairs; i++) {
      int at = from + 3 * i;
      int middle = in[at + 1];
      out[to + 2 * i] = first(in[at], middle);
      out[to + 2 * i + 1] = second(in[at + 2], middle);
    }
    if ((count & 1) != 0) {
      out[to + count - 1] = first(in[from + 3 * pairs], in[from + 3 * pairs + 1]);
    }
  }

  /**
   * The common case of two leads in one file, without a detour over interleaved samples. Adds the
   * samples to {@code sums}.
   */
  void decodeTwoLeads(
      byte[] in, int from, int frames, short[] lead0, short[] lead1, int to, int[] sums) {
    int sum0 = 0;
    int sum1 = 0;
    for (int i = 0; i < frames; i++) {
      int at = from + 3 * i;
      int middle = in[at + 1];
      int value0 = first(in[at], middle);
      int value1 = second(in[at + 2], middle);
      lead0[to + i] = (short) value0;
      lead1[to + i] = (short) value1;
      sum0 += value0;
      sum1 += value1;
    }
    sums[0] += sum0;
    sums[1] += sum1;
  }

  private static int first(int low, int middle) {
    return (low & 0xff) | (middle << 28 >> 20);
  }

  private static int second(int low, int middle) {
    return (low & 0xff) | (middle >> 4 << 8);
  }

  @Override
  void encode(int[] in, int from, int count, byte[] out, int to) {
    int at = to;
    for (int i = 0; i < count; i += 2, at += 3) {
      int first = in[from + i];
      out[at] = (byte) first;
      int middle = first >> 8 & 0x0f;
      if (i + 1 < count) {
        int second = in[from + i + 1];
        middle |= second >> 4 & 0xf0;
        out[at + 2] = (byte) second;
      }
      out[at + 1] = (byte) middle;
    }
  }
}
