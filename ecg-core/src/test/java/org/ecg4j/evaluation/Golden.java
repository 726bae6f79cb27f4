package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Reads golden files and compares with the issues' rule |a - b| <= tolerance * max(1, |b|). */
final class Golden {
  private Golden() {}

  static JsonObject json(String path) throws IOException {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + path)) {
      return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  static String text(String path) throws IOException {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static double[] doubles(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).getAsDouble()).toArray();
  }

  static int[] ints(JsonObject object, String name) {
    JsonArray array = object.getAsJsonArray(name);
    return IntStream.range(0, array.size()).map(i -> array.get(i).getAsInt()).toArray();
  }

  static void assertClose(String what, double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected))
        .as("%s: %s, expected %s", what, actual, expected)
        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
  }

  static void assertClose(String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertClose(what + "[" + i + "]", actual[i], expected[i], tolerance);
    }
  }
}
