package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * The bytes of one file, readable at any position. Implement it (with a {@link SourceFolder}) to
 * read records from an object store or another file system. Reads may come from several threads at
 * once.
 */
public interface Source extends Closeable {

  /**
   * The file's length.
   *
   * @return bytes
   * @throws IOException when it cannot be found out
   */
  long size() throws IOException;

  /**
   * Reads bytes at a position; like {@link InputStream#read(byte[], int, int)} it may return fewer
   * than asked for.
   *
   * @param position the first byte, counted from 0
   * @param target receives the bytes; modified
   * @param offset where the first byte goes
   * @param length how many at most
   * @return how many were read, -1 at the end of the file
   * @throws IOException when reading fails
   */
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /** Closes the file; does nothing unless overridden. */
  @Override
  default void close() throws IOException {}

  /**
   * A file on disk, read with positioned reads.
   *
   * @param file the file
   * @return a source to be closed
   * @throws IOException when it cannot be opened
   */
  static Source of(Path file) throws IOException {
    return new ChannelSource(FileChannel.open(file, StandardOpenOption.READ), true);
  }

  /**
   * An open channel, read with positioned reads; its own position is neither used nor changed.
   *
   * @param channel the channel; the caller closes it
   * @return the source
   */
  static Source of(FileChannel channel) {
    return new ChannelSource(Objects.requireNonNull(channel, "channel"), false);
  }

  /**
   * Bytes in memory.
   *
   * @param bytes the file's content; not copied, so it must not change
   * @return the source
   */
  static Source of(byte[] bytes) {
    return new BytesSource(bytes);
  }

  /**
   * Everything that a stream holds, read now and kept in memory.
   *
   * @param stream read to its end, not closed
   * @return the source
   * @throws IOException when reading fails
   */
  static Source of(InputStream stream) throws IOException {
    return new BytesSource(stream.readAllBytes());
  }

  /**
   * A stream that is read forward only, in constant memory: for a {@link RecordReader} that reads
   * all of a record from its start. Going back throws an {@link IOException}.
   *
   * @param stream closed with the source
   * @param size the number of bytes it holds
   * @return the source
   */
  static Source forwardOnly(InputStream stream, long size) {
    return new ForwardSource(stream, size);
  }
}
