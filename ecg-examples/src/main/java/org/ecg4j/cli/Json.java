package org.ecg4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ecg4j.io.AtomicFile;

/** JSON as the commands print it: numbers that are undefined become null. */
final class Json {
  private static final Gson LINE =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeAdapter(Double.class, new UndefinedAsNull())
          .create();
  private static final Gson PRETTY = LINE.newBuilder().setPrettyPrinting().create();

  private Json() {}

  /** All in one line. */
  static String line(Object value) {
    return LINE.toJson(value);
  }

  static String pretty(Object value) {
    return PRETTY.toJson(value);
  }

  /** Writes through a temporary file, so that a reader sees all of it or nothing. */
  static void write(Path file, Object value) throws IOException {
    AtomicFile.write(file, (pretty(value) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
