package org.ecg4j.wfdb;

/**
 * The two cyclic redundancy checks of FLAC (RFC 9639, section 9.1.8 and 9.3): both start at 0, most
 * significant bit first, without a final inversion.
 */
final class FlacCrc {
  private static final int POLYNOMIAL_8 = 0x07;
  private static final int POLYNOMIAL_16 = 0x8005;

  private static final byte[] TABLE_8 = new byte[256];

  /**
   * {@code TABLE_16[n][b]} is the remainder of byte {@code b} followed by {@code n} zero bytes,
   * which lets eight bytes be folded in at once.
   */
  private static final char[][] TABLE_16 = new char[8][256];

  static {
    for (int value = 0; value < 256; value++) {
      int crc8 = value;
      int crc16 = value << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc8 = (crc8 << 1) ^ ((crc8 & 0x80) != 0 ? POLYNOMIAL_8 : 0);
        crc16 = (crc16 << 1) ^ ((crc16 & 0x8000) != 0 ? POLYNOMIAL_16 : 0);
      }
      TABLE_8[value] = (byte) crc8;
      TABLE_16[0][value] = (char) crc16;
    }
    for (int n = 1; n < TABLE_16.length; n++) {
      for (int value = 0; value < 256; value++) {
        int shorter = TABLE_16[n - 1][value];
        TABLE_16[n][value] = (char) ((shorter << 8) ^ TABLE_16[0][shorter >>> 8]);
      }
    }
  }

  private FlacCrc() {}

  static int crc8(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = TABLE_8[crc ^ (bytes[i] & 0xFF)] & 0xFF;
    }
    return crc;
  }

  static int crc16(int start, byte[] bytes, int from, int to) {
    int crc = start;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      crc =
          TABLE_16[7][(crc >>> 8) ^ (bytes[i] & 0xFF)]
              ^ TABLE_16[6][(crc & 0xFF) ^ (bytes[i + 1] & 0xFF)]
              ^ TABLE_16[5][bytes[i + 2] & 0xFF]
              ^ TABLE_16[4][bytes[i + 3] & 0xFF]
              ^ TABLE_16[3][bytes[i + 4] & 0xFF]
              ^ TABLE_16[2][bytes[i + 5] & 0xFF]
              ^ TABLE_16[1][bytes[i + 6] & 0xFF]
              ^ TABLE_16[0][bytes[i + 7] & 0xFF];
    }
    for (; i < to; i++) {
      crc = ((crc << 8) & 0xFFFF) ^ TABLE_16[0][(crc >>> 8) ^ (bytes[i] & 0xFF)];
    }
    return crc;
  }
}
