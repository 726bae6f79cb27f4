package org.ecg4j.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reference values from PyTorch; golden/training/ has the scripts that made them. */
final class Golden {
  private Golden() {}

  static JsonObject lossesAndOptimizers() {
    return read("losses_optimizers.json");
  }

  static JsonObject read(String name) {
    try (var in =
        new InputStreamReader(
            Golden.class.getResourceAsStream("/golden/training/" + name), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(in).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All numbers of a nested list. */
  static float[] floats(JsonElement element) {
    if (element.isJsonPrimitive()) {
      return new float[] {element.getAsFloat()};
    }
    List<float[]> parts = element.getAsJsonArray().asList().stream().map(Golden::floats).toList();
    float[] all = new float[parts.stream().mapToInt(p -> p.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  static int[] ints(JsonElement element) {
    float[] floats = floats(element);
    int[] ints = new int[floats.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) floats[i];
    }
    return ints;
  }
}
