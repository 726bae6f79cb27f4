package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file channel, which the source may own. */
final class ChannelSource implements Source {
  private final FileChannel channel;
  private final boolean owned;

  ChannelSource(FileChannel channel, boolean owned) {
    this.channel = channel;
    this.owned = owned;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    return channel.read(ByteBuffer.wrap(target, offset, length), position);
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      channel.close();
    }
  }

  /** The same file mapped into memory. */
  Source mapped() throws IOException {
    return new MappedSource(channel);
  }
}
