package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A memory-mapped file. The mapping outlives the channel, and the collector removes it once nothing
 * refers to it. Files larger than a buffer can be are mapped in several pieces.
 */
final class MappedSource implements Source {
  private static final int PIECE_BITS = 30;

  private final MappedByteBuffer[] pieces;
  private final long size;

  MappedSource(FileChannel channel) throws IOException {
    this.size = channel.size();
    this.pieces = new MappedByteBuffer[(int) ((size + (1L << PIECE_BITS) - 1) >> PIECE_BITS)];
    for (int i = 0; i < pieces.length; i++) {
      long start = (long) i << PIECE_BITS;
      long length = Math.min(1L << PIECE_BITS, size - start);
      pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    if (position >= size) {
      return -1;
    }
    MappedByteBuffer piece = pieces[(int) (position >> PIECE_BITS)];
    int at = (int) (position & ((1L << PIECE_BITS) - 1));
    int count = Math.min(length, piece.limit() - at);
    piece.get(at, target, offset, count);
    return count;
  }
}
