package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.engine.NamedArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that Python wrote (golden/weights/make_weights.py) are read, and ours are its equals. */
class WeightFilesTest {
  @TempDir Path folder;

  private static final List<NamedArray> ARRAYS =
      List.of(
          new NamedArray("fc.weight", List.of(2, 3), new float[] {0, 1.5f, -2, 3, 4.25f, 1e-30f}),
          new NamedArray("fc.bias", List.of(2), new float[] {Float.MIN_VALUE, -0f}),
          new NamedArray("one", List.of(), new float[] {7}));

  private Path golden(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = WeightFilesTest.class.getResourceAsStream("/golden/weights/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  @Test
  void readsWhatPythonWrote() throws IOException {
    assertThat(Npz.read(golden("python.npz"))).containsExactlyInAnyOrderElementsOf(ARRAYS);
    assertThat(Safetensors.read(golden("python.safetensors")))
        .containsExactlyInAnyOrderElementsOf(ARRAYS);
  }

  @Test
  void writesWhatItReads() throws IOException {
    Path npz = folder.resolve("own.npz");
    Npz.write(npz, ARRAYS);
    assertThat(Npz.read(npz)).isEqualTo(ARRAYS);
    Path safetensors = folder.resolve("own.safetensors");
    Safetensors.write(safetensors, ARRAYS);
    assertThat(Safetensors.read(safetensors)).isEqualTo(ARRAYS);
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = Safetensors.encode(ARRAYS);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Safetensors.decode("cut", cut))
          .isInstanceOf(ModelFormatException.class);
    }
    byte[] longer = Arrays.copyOf(whole, whole.length + 4);
    assertThatThrownBy(() -> Safetensors.decode("longer", longer))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("4 bytes belong to no array");
    byte[] huge = whole.clone();
    huge[6] = 0x7F;
    assertThatThrownBy(() -> Safetensors.decode("huge", huge))
        .isInstanceOf(ModelFormatException.class);
    for (int at = 8; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x04;
      try {
        Safetensors.decode("flipped", flipped);
      } catch (ModelFormatException e) {
        // the only exception there may be
      }
    }
    Path npz = folder.resolve("own.npz");
    Npz.write(npz, ARRAYS);
    byte[] zip = Files.readAllBytes(npz);
    Files.write(npz, Arrays.copyOf(zip, zip.length - 30));
    assertThatThrownBy(() -> Npz.read(npz)).isInstanceOf(ModelFormatException.class);
  }
}
