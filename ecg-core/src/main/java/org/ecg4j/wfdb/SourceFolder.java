package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The files of a record, found by name: a folder, a map in memory, or a user's own store. */
@FunctionalInterface
public interface SourceFolder {

  /**
   * Opens a file.
   *
   * @param fileName its name, such as {@code 100.hea}
   * @return the file, to be closed by the caller
   * @throws NoSuchFileException when there is no such file
   * @throws IOException when it cannot be opened
   */
  Source open(String fileName) throws IOException;

  /**
   * A folder on disk.
   *
   * @param directory the folder
   * @return its files
   */
  static SourceFolder of(Path directory) {
    return fileName -> Source.of(directory.resolve(fileName));
  }

  /**
   * Files in memory or opened elsewhere.
   *
   * @param files sources by file name; copied
   * @return those files
   */
  static SourceFolder of(Map<String, Source> files) {
    Map<String, Source> copy = Map.copyOf(files);
    return fileName -> {
      Source source = copy.get(fileName);
      if (source == null) {
        throw new NoSuchFileException(fileName);
      }
      return source;
    };
  }
}
