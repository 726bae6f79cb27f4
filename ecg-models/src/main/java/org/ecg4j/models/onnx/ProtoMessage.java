package org.ecg4j.models.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in protobuf's wire format, built field by field. Large float arrays are kept by
 * reference and written in pieces, so a network is never held twice in memory.
 */
final class ProtoMessage {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED_32 = 5;
  private static final int PIECE = 16_384;

  /** Bytes, float arrays and messages, in the order they are written. */
  private final List<Object> contents = new ArrayList<>();

  private long size;

  /** Adds an integer field. */
  ProtoMessage integer(int field, long value) {
    return bytes(varint(((long) field << 3) | VARINT)).bytes(varint(value));
  }

  /** Adds a float field. */
  ProtoMessage real(int field, float value) {
    byte[] bytes =
        ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array();
    return bytes(varint(((long) field << 3) | FIXED_32)).bytes(bytes);
  }

  /** Adds a string field. */
  ProtoMessage text(int field, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return header(field, utf8.length).bytes(utf8);
  }

  /** Adds a message field; the message must not change afterwards. */
  ProtoMessage message(int field, ProtoMessage value) {
    header(field, value.size);
    contents.add(value);
    size += value.size;
    return this;
  }

  /** Adds a bytes field that holds little-endian floats; the array is not copied. */
  ProtoMessage floats(int field, float[] values) {
    long length = (long) values.length * Float.BYTES;
    header(field, length);
    contents.add(values);
    size += length;
    return this;
  }

  /** Adds a bytes field that holds little-endian 64-bit integers. */
  ProtoMessage longs(int field, long[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return header(field, bytes.capacity()).bytes(bytes.array());
  }

  /** Bytes of the message. */
  long size() {
    return size;
  }

  void writeTo(OutputStream out) throws IOException {
    for (Object content : contents) {
      if (content instanceof byte[] bytes) {
        out.write(bytes);
      } else if (content instanceof ProtoMessage message) {
        message.writeTo(out);
      } else {
        write((float[]) content, out);
      }
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < values.length; start += PIECE) {
      int count = Math.min(PIECE, values.length - start);
      piece.clear();
      piece.asFloatBuffer().put(values, start, count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }

  private ProtoMessage header(int field, long length) {
    return bytes(varint(((long) field << 3) | LENGTH_DELIMITED)).bytes(varint(length));
  }

  private ProtoMessage bytes(byte[] bytes) {
    contents.add(bytes);
    size += bytes.length;
    return this;
  }

  /** Seven bits a byte, the lowest first; the top bit says that more follow. */
  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }
}
