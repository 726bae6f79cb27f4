package org.ecg4j.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ecg4j.io.AtomicFile;

/**
 * Writes NumPy's array format, version 1.0: magic, header in Python literal form padded to 64
 * bytes, values.
 */
final class Npy {
  private static final int BLOCK_VALUES = 1 << 16;

  private Npy() {}

  static void writeFloats(Path file, int rows, int columns, float[] values) throws IOException {
    write(
        file,
        "<f4",
        "(" + rows + ", " + columns + ")",
        values.length,
        (buffer, from, count) -> buffer.asFloatBuffer().put(values, from, count));
  }

  static void writeInts(Path file, int[] values) throws IOException {
    write(
        file,
        "<i4",
        "(" + values.length + ",)",
        values.length,
        (buffer, from, count) -> buffer.asIntBuffer().put(values, from, count));
  }

  private interface Filler {
    void fill(ByteBuffer buffer, int from, int count);
  }

  private static void write(Path file, String type, String shape, int valueCount, Filler filler)
      throws IOException {
    AtomicFile.write(
        file,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            writeFully(channel, header(type, shape));
            ByteBuffer block =
                ByteBuffer.allocateDirect(4 * BLOCK_VALUES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < valueCount; from += BLOCK_VALUES) {
              int count = Math.min(BLOCK_VALUES, valueCount - from);
              block.clear().limit(4 * count);
              filler.fill(block, from, count);
              writeFully(channel, block);
            }
          }
        });
  }

  private static ByteBuffer header(String type, String shape) {
    String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int unpadded = 10 + text.length() + 1;
    String padded = text + " ".repeat(Math.floorMod(-unpadded, 64)) + "\n";
    ByteBuffer header = ByteBuffer.allocate(10 + padded.length()).order(ByteOrder.LITTLE_ENDIAN);
    header
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    header.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
    return header.flip();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
