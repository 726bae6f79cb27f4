package org.ecg4j.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecg4j.io.AtomicFile;

/**
 * Examples' values in a file: 64 bytes of fingerprint in hexadecimal, then the values as
 * little-endian floats, example after example. The fingerprint is of the records' samples, the rows
 * and the pipeline, so a file that has it holds the same values. A new file is written under a
 * temporary name and moved into place, so another process sees all of it or nothing.
 */
final class ExampleCache {
  /** Part of the fingerprint; goes up when windows or the file are made otherwise. */
  private static final int VERSION = 1;

  private static final int HEADER_BYTES = 64;
  private static final int MOST_BUILDS = 3;
  private static final int ROWS_AT_ONCE = 1024;
  private static final long LARGEST_MAPPING_BYTES = 1L << 30;

  private ExampleCache() {}

  static ExampleSource open(Path file, Examples examples) throws IOException {
    if (examples.rows().anySynthetic()) {
      throw new IllegalArgumentException(
          "synthetic examples are in memory already and cannot be cached in a file");
    }
    String fingerprint = fingerprint(examples);
    long bytes = HEADER_BYTES + 4L * examples.inputSpec().size() * examples.size();
    Optional<ExampleSource> cached = mapMatching(file, fingerprint, bytes, examples);
    for (int builds = 0; cached.isEmpty(); builds++) {
      if (builds == MOST_BUILDS) {
        throw new IOException(
            file + ": another process keeps replacing this cache by one of other examples");
      }
      build(file, fingerprint, examples);
      cached = mapMatching(file, fingerprint, bytes, examples);
    }
    return cached.get();
  }

  /**
   * The values in a file that has the fingerprint. What is checked and what is mapped is one open
   * file, even when another process puts its own in the place meanwhile.
   */
  private static Optional<ExampleSource> mapMatching(
      Path file, String fingerprint, long bytes, Examples examples) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != bytes) {
        return Optional.empty();
      }
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // read on
      }
      return new String(header.array(), StandardCharsets.US_ASCII).equals(fingerprint)
          ? Optional.of(map(channel, examples))
          : Optional.empty();
    }
  }

  private static void build(Path file, String fingerprint, Examples examples) throws IOException {
    AtomicFile.write(
        file,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            writeFully(channel, ByteBuffer.wrap(fingerprint.getBytes(StandardCharsets.US_ASCII)));
            int width = examples.inputSpec().size();
            int rowsAtOnce = Math.max(1, Math.min(ROWS_AT_ONCE, (1 << 24) / width));
            ByteBuffer block =
                ByteBuffer.allocateDirect(4 * rowsAtOnce * width).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < examples.size(); from += rowsAtOnce) {
              int count = Math.min(rowsAtOnce, examples.size() - from);
              examples.gather(
                  IntStream.range(from, from + count).toArray(), block.clear().asFloatBuffer());
              writeFully(channel, block.limit(4 * count * width));
            }
          }
        });
  }

  private static ExampleSource map(FileChannel channel, Examples examples) throws IOException {
    int width = examples.inputSpec().size();
    int rowsPerMapping = (int) Math.max(1, LARGEST_MAPPING_BYTES / (4L * width));
    int mappings = (examples.size() + rowsPerMapping - 1) / rowsPerMapping;
    FloatBuffer[] blocks = new FloatBuffer[mappings];
    for (int m = 0; m < mappings; m++) {
      int rows = Math.min(rowsPerMapping, examples.size() - m * rowsPerMapping);
      long start = HEADER_BYTES + 4L * width * m * rowsPerMapping;
      blocks[m] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, start, 4L * width * rows)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    }
    return ExampleSource.of(
        examples.inputSpec(),
        () ->
            (row, target, offset) ->
                blocks[row / rowsPerMapping].get(
                    row % rowsPerMapping * width, target, offset, width));
  }

  private static String fingerprint(Examples examples) {
    Hasher hasher = Hashing.sha256().newHasher().putInt(VERSION);
    hasher.putString(examples.pipeline().fingerprint(), StandardCharsets.US_ASCII);
    hasher.putString(
        examples.provenance().asMap().getOrDefault("window", ""), StandardCharsets.UTF_8);
    Rows rows = examples.rows();
    Set<Integer> tracks = new HashSet<>();
    for (int row = 0; row < rows.size(); row++) {
      hasher.putInt(rows.trackIndex(row)).putInt(rows.beat(row));
      tracks.add(rows.trackIndex(row));
    }
    tracks.stream().sorted().forEach(t -> hasher.putBytes(rows.tracks().get(t).digest()));
    return hasher.hash().toString();
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
