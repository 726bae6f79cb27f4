package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reference values in src/test/resources/golden/features, and the issues' rule of closeness. */
final class Golden {
  private Golden() {}

  static JsonObject read(String name) {
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(
                Golden.class.getResourceAsStream("/golden/features/" + name), name),
            StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(in).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signal that every reference value of this folder was made from. */
  static float[] signal() {
    return floats(values(read("signal.json").get("x")));
  }

  static double[] values(JsonElement array) {
    JsonArray from = array.getAsJsonArray();
    double[] values = new double[from.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = from.get(i).getAsDouble();
    }
    return values;
  }

  static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }

  /** The largest |a - b| / max(1, |b|). */
  static double error(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
      assertThat(error).as("value %d: %s, expected %s", i, actual[i], expected[i]).isNotNaN();
      worst = Math.max(worst, error);
    }
    return worst;
  }
}
