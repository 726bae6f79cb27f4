package org.ecg4j.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes files so that a reader finds the old one or the new one and never a part. The new one has
 * the rights that any new file gets, unlike files of {@link Files#createTempFile}, which their
 * owner alone may read.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Fills a file. */
  @FunctionalInterface
  public interface Filler {

    /**
     * Writes the whole content.
     *
     * @param unfinished an empty file, to be written and closed
     * @throws IOException when it cannot be written
     */
    void fill(Path unfinished) throws IOException;
  }

  /**
   * Writes a file; its folder is made where there is none.
   *
   * @param file what is created or replaced
   * @param filler writes the content under another name
   * @throws IOException when it cannot be written; what was there stays then
   */
  public static void write(Path file, Filler filler) throws IOException {
    Path unfinished = unfinished(file);
    try {
      filler.fill(unfinished);
      replace(unfinished, file);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /**
   * Writes a file and waits until the disk has it.
   *
   * @param file what is created or replaced
   * @param bytes its content
   * @throws IOException when it cannot be written; what was there stays then
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(
        file,
        unfinished -> {
          try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
            channel.force(true);
          }
        });
  }

  /**
   * Creates an empty hidden file beside another, for content that is not complete yet.
   *
   * @param file what it will become
   * @return the new file
   * @throws IOException when it cannot be created
   */
  public static Path unfinished(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("cannot write to " + file + ", which has no folder");
    }
    Files.createDirectories(folder);
    while (true) {
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      try {
        return Files.createFile(folder.resolve("." + file.getFileName() + "." + random + ".tmp"));
      } catch (FileAlreadyExistsException taken) {
        // another name, then
      }
    }
  }

  /**
   * Gives a complete file its name, in one step where the file system can.
   *
   * @param complete the file, which is gone afterwards
   * @param file its new name; what was there is replaced
   * @throws IOException when it cannot be moved
   */
  public static void replace(Path complete, Path file) throws IOException {
    try {
      Files.move(
          complete, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notAtomic) {
      Files.move(complete, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
