package org.ecg4j.wfdb;

import java.io.IOException;

/** Reading a source completely or exactly. */
final class SourceBytes {
  private SourceBytes() {}

  /** All bytes of a file that must fit in memory. */
  static byte[] readAll(Source source, String name) throws IOException {
    long size = source.size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new IOException(name + " has " + size + " bytes, too many to be read at once");
    }
    byte[] bytes = new byte[(int) size];
    int count = read(source, 0, bytes, 0, bytes.length);
    if (count < bytes.length) {
      throw new IOException(name + " ended at byte " + count + " of " + bytes.length);
    }
    return bytes;
  }

  /** Reads until enough bytes are there or the file ends; returns how many there are. */
  static int read(Source source, long position, byte[] target, int offset, int length)
      throws IOException {
    int count = 0;
    while (count < length) {
      int more = source.read(position + count, target, offset + count, length - count);
      if (more <= 0) {
        break;
      }
      count += more;
    }
    return count;
  }
}
