package org.ecg4j.cli.benchmark;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.ecg4j.io.AtomicFile;
import org.ecg4j.recipes.PredictionStore;

/**
 * One file for each training: its key, how long it took, what it predicted. A file is written under
 * a temporary name and moved, so that a run may be stopped at any time and several may share a
 * folder.
 */
final class FileStore implements PredictionStore {
  private static final int MAGIC = 0x45434752;
  private static final int LONGEST_KEY = 1 << 20;

  private final Path folder;
  private final BiConsumer<String, Double> trained;
  private double seconds;

  /**
   * A store.
   *
   * @param trained hears the key and seconds of each training that was not there yet
   */
  FileStore(Path folder, BiConsumer<String, Double> trained) {
    this.folder = folder;
    this.trained = trained;
  }

  /** Seconds of training behind everything that was asked for since this was last called. */
  double takeSeconds() {
    double taken = seconds;
    seconds = 0;
    return taken;
  }

  @Override
  public Optional<float[]> find(String key) throws IOException {
    Path file = file(key);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is not a file of predictions");
      }
      int keyBytes = in.readInt();
      if (keyBytes < 0 || keyBytes > LONGEST_KEY) {
        throw new IOException(file + " has a key of " + keyBytes + " bytes");
      }
      String found = new String(in.readNBytes(keyBytes), StandardCharsets.UTF_8);
      if (!found.equals(key)) {
        throw new IOException(file + " is of another training than its name says");
      }
      double took = in.readDouble();
      int count = in.readInt();
      if (count < 0 || Files.size(file) != 20L + keyBytes + 4L * count) {
        throw new IOException(file + " is cut short: it should hold " + count + " values");
      }
      float[] values = new float[count];
      java.nio.ByteBuffer.wrap(in.readNBytes(4 * count)).asFloatBuffer().get(values);
      seconds += took;
      return Optional.of(values);
    }
  }

  @Override
  public void put(String key, float[] probabilities, double took) throws IOException {
    Files.createDirectories(folder);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      out.writeInt(MAGIC);
      out.writeInt(text.length);
      out.write(text);
      out.writeDouble(took);
      out.writeInt(probabilities.length);
      for (float value : probabilities) {
        out.writeFloat(value);
      }
    }
    AtomicFile.write(file(key), bytes.toByteArray());
    seconds += took;
    trained.accept(key, took);
  }

  private Path file(String key) {
    String digest = Hashing.sha256().hashString(key, StandardCharsets.UTF_8).toString();
    return folder.resolve(digest.substring(0, 32) + ".run");
  }
}
