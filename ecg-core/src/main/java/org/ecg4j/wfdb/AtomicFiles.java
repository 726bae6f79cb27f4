package org.ecg4j.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.io.AtomicFile;

/**
 * Files of one record that appear together: written under temporary names and moved into place, in
 * the order in which they were created, once all are complete. What was not committed is removed on
 * closing.
 */
final class AtomicFiles implements Closeable {
  private final Path directory;
  private final Map<Path, Path> temporaries = new LinkedHashMap<>();

  AtomicFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  OutputStream create(String fileName) throws IOException {
    return Files.newOutputStream(createFile(fileName));
  }

  /** An empty file that will get a name once all files are complete. */
  Path createFile(String fileName) throws IOException {
    Path temporary = AtomicFile.unfinished(directory.resolve(fileName));
    temporaries.put(temporary, directory.resolve(fileName));
    return temporary;
  }

  void write(String fileName, byte[] bytes) throws IOException {
    try (OutputStream out = create(fileName)) {
      out.write(bytes);
    }
  }

  /** Moves all files to their names; returns those. */
  List<Path> commit() throws IOException {
    for (Map.Entry<Path, Path> file : temporaries.entrySet()) {
      AtomicFile.replace(file.getKey(), file.getValue());
    }
    return List.copyOf(temporaries.values());
  }

  @Override
  public void close() throws IOException {
    for (Path temporary : temporaries.keySet()) {
      Files.deleteIfExists(temporary);
    }
  }
}
