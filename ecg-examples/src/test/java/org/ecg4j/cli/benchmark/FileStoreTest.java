package org.ecg4j.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  private static final String KEY = "labels full\nseed 1";

  @TempDir Path folder;

  @Test
  void givesBackWhatItWasGiven() throws IOException {
    FileStore store = new FileStore(folder, (key, seconds) -> {});
    assertThat(store.find(KEY)).isEmpty();
    float[] values = {0, 0.25f, Float.MIN_VALUE, 1};
    store.put(KEY, values, 12.5);
    FileStore later = new FileStore(folder, (key, seconds) -> {});
    assertThat(later.find(KEY).orElseThrow()).containsExactly(values);
    assertThat(later.takeSeconds()).isEqualTo(12.5);
    assertThat(later.takeSeconds()).isZero();
    assertThat(later.find("labels full\nseed 2")).isEmpty();
    assertThat(files()).as("no temporary file stays").hasSize(1);
  }

  @Test
  void refusesAFileThatWasCutOrSwapped() throws IOException {
    FileStore store = new FileStore(folder, (key, seconds) -> {});
    store.put(KEY, new float[] {0.5f, 0.5f}, 1);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(IOException.class);
    }
    byte[] swapped = bytes.clone();
    swapped[10] ^= 1; // within the key
    Files.write(file, swapped);
    assertThatThrownBy(() -> store.find(KEY)).hasMessageContaining("another training");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
