package org.ecg4j.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that cannot go back. */
final class ForwardSource implements Source {
  private final InputStream stream;
  private final long size;
  private long next;

  ForwardSource(InputStream stream, long size) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.size = size;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public synchronized int read(long position, byte[] target, int offset, int length)
      throws IOException {
    if (position < next) {
      throw new IOException(
          "this stream is at byte " + next + " and cannot go back to byte " + position);
    }
    stream.skipNBytes(position - next);
    next = position;
    int count = stream.read(target, offset, length);
    next += Math.max(count, 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
