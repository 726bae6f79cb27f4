package org.ecg4j.inference;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strict reading and writing of JSON trees. */
final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private Json() {}

  static String write(JsonObject object) {
    return GSON.toJson(object);
  }

  static JsonObject parse(Object file, String part, String text) throws ModelFormatException {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement element = GSON.getAdapter(JsonElement.class).read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT || !element.isJsonObject()) {
        throw new ModelFormatException(file, part + " is not a single JSON object");
      }
      return element.getAsJsonObject();
    } catch (ModelFormatException e) {
      throw e;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new ModelFormatException(file, part + " is not JSON: " + e.getMessage(), e);
    }
  }

  static JsonArray array(Iterable<?> values) {
    JsonArray array = new JsonArray();
    for (Object value : values) {
      if (value instanceof Number number) {
        array.add(number);
      } else {
        array.add(value.toString());
      }
    }
    return array;
  }

  static JsonObject object(Map<String, String> map) {
    JsonObject object = new JsonObject();
    map.forEach(object::addProperty);
    return object;
  }

  static List<String> strings(JsonElement array) {
    return array.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
  }

  static Map<String, String> map(JsonElement object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.getAsJsonObject().asMap().forEach((key, value) -> map.put(key, value.getAsString()));
    return map;
  }

  /** A number, or null for NaN, which JSON does not have. */
  static void number(JsonObject object, String name, double value) {
    object.addProperty(name, Double.isNaN(value) ? null : value);
  }

  static double number(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element.isJsonNull() ? Double.NaN : element.getAsDouble();
  }
}
