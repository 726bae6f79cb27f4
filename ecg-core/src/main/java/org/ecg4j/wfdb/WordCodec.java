package org.ecg4j.wfdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Formats 16, 24, 32, 61, 80 and 160: every sample in whole bytes of its own. */
abstract class WordCodec extends SampleCodec {
  private static final VarHandle SHORT_LE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  WordCodec(int bytes) {
    super(1, bytes);
  }

  @Override
  final int partialBytes(int samples) {
    return 0;
  }

  /** Format 16. */
  static final WordCodec LITTLE_16 =
      new WordCodec(2) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          for (int i = 0; i < count; i++) {
            out[to + i] = (short) SHORT_LE.get(in, from + 2 * i);
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          for (int i = 0; i < count; i++) {
            SHORT_LE.set(out, to + 2 * i, (short) in[from + i]);
          }
        }
      };

  /** Format 61. */
  static final WordCodec BIG_16 =
      new WordCodec(2) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          for (int i = 0; i < count; i++) {
            out[to + i] = (short) SHORT_BE.get(in, from + 2 * i);
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          for (int i = 0; i < count; i++) {
            SHORT_BE.set(out, to + 2 * i, (short) in[from + i]);
          }
        }
      };

  /** Format 160. */
  static final WordCodec OFFSET_16 =
      new WordCodec(2) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          for (int i = 0; i < count; i++) {
            // Subtracting 32768 from 16 bits is the same as turning the highest one over.
            out[to + i] = (short) ((short) SHORT_LE.get(in, from + 2 * i) ^ 0x8000);
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          for (int i = 0; i < count; i++) {
            SHORT_LE.set(out, to + 2 * i, (short) (in[from + i] ^ 0x8000));
          }
        }
      };

  /** Format 80. */
  static final WordCodec OFFSET_8 =
      new WordCodec(1) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          for (int i = 0; i < count; i++) {
            out[to + i] = (in[from + i] & 0xff) - 128;
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          for (int i = 0; i < count; i++) {
            out[to + i] = (byte) (in[from + i] + 128);
          }
        }
      };

  /** Format 24. */
  static final WordCodec LITTLE_24 =
      new WordCodec(3) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          int at = from;
          for (int i = 0; i < count; i++, at += 3) {
            out[to + i] = (in[at] & 0xff) | (in[at + 1] & 0xff) << 8 | in[at + 2] << 16;
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          int at = to;
          for (int i = 0; i < count; i++, at += 3) {
            int value = in[from + i];
            out[at] = (byte) value;
            out[at + 1] = (byte) (value >> 8);
            out[at + 2] = (byte) (value >> 16);
          }
        }
      };

  /** Format 32. */
  static final WordCodec LITTLE_32 =
      new WordCodec(4) {
        @Override
        void decode(byte[] in, int from, int[] out, int to, int count) {
          for (int i = 0; i < count; i++) {
            out[to + i] = (int) INT_LE.get(in, from + 4 * i);
          }
        }

        @Override
        void encode(int[] in, int from, int count, byte[] out, int to) {
          for (int i = 0; i < count; i++) {
            INT_LE.set(out, to + 4 * i, in[from + i]);
          }
        }
      };
}
