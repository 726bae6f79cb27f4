package org.ecg4j.inference;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.io.AtomicFile;

/**
 * Named arrays of 32-bit floats in the safetensors format: the length of a JSON header (8 bytes,
 * little-endian), the header, and the values in its order. Python's {@code safetensors} reads and
 * writes the same.
 */
public final class Safetensors {
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  /**
   * Writes a file; one that exists is replaced in one step.
   *
   * @param file where
   * @param arrays with different names
   * @throws IOException when it cannot be written
   */
  public static void write(Path file, Collection<NamedArray> arrays) throws IOException {
    AtomicFile.write(file, encode(arrays));
  }

  /**
   * Reads a file.
   *
   * @param file which
   * @return the arrays in the order of their values
   * @throws ModelFormatException when it is not such a file or holds other than 32-bit floats
   * @throws IOException when it cannot be read
   */
  public static List<NamedArray> read(Path file) throws IOException {
    return decode(file, Files.readAllBytes(file));
  }

  /**
   * The bytes of a file.
   *
   * @param arrays with different names
   * @return the bytes
   */
  public static byte[] encode(Collection<NamedArray> arrays) {
    JsonObject header = new JsonObject();
    long end = 0;
    for (NamedArray array : arrays) {
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", "F32");
      entry.add("shape", Json.array(array.shape()));
      long start = end;
      end += (long) Float.BYTES * array.size();
      entry.add("data_offsets", Json.array(List.of(start, end)));
      if (header.has(array.name())) {
        throw new IllegalArgumentException("two arrays are named " + array.name());
      }
      header.add(array.name(), entry);
    }
    StringBuilder text = new StringBuilder(header.toString());
    while (text.toString().getBytes(StandardCharsets.UTF_8).length % ALIGNMENT != 0) {
      text.append(' ');
    }
    byte[] json = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + end))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (NamedArray array : arrays) {
      bytes.asFloatBuffer().put(array.values());
      bytes.position(bytes.position() + Float.BYTES * array.size());
    }
    return bytes.array();
  }

  /**
   * The arrays in a file's bytes.
   *
   * @param file named in errors
   * @param bytes the content
   * @return the arrays in the order of their values
   * @throws ModelFormatException when they are not of such a file
   */
  public static List<NamedArray> decode(Object file, byte[] bytes) throws ModelFormatException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < Long.BYTES ? -1 : buffer.getLong();
    if (length < 2 || length > bytes.length - Long.BYTES) {
      throw new ModelFormatException(
          file, "a file of " + bytes.length + " bytes cannot have a header of " + length);
    }
    String text = new String(bytes, Long.BYTES, (int) length, StandardCharsets.UTF_8);
    JsonObject header = Json.parse(file, "the header", text);
    int dataStart = Long.BYTES + (int) length;
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      if (!entry.getKey().equals("__metadata__")) {
        entries.add(entry(file, entry.getKey(), entry.getValue()));
      }
    }
    entries.sort((a, b) -> Long.compare(a.start, b.start));
    long expected = 0;
    List<NamedArray> arrays = new ArrayList<>();
    for (Entry entry : entries) {
      long size = size(file, entry);
      if (entry.start != expected
          || size > bytes.length
          || entry.end - entry.start != size * Float.BYTES
          || entry.end > bytes.length - dataStart) {
        throw new ModelFormatException(
            file,
            entry.name
                + " of shape "
                + entry.shape
                + " does not fit bytes "
                + entry.start
                + " to "
                + entry.end
                + " of "
                + (bytes.length - dataStart));
      }
      float[] values = new float[(int) size];
      buffer.position(dataStart + (int) entry.start).asFloatBuffer().get(values);
      arrays.add(new NamedArray(entry.name, entry.shape, values));
      expected = entry.end;
    }
    if (expected != bytes.length - dataStart) {
      throw new ModelFormatException(
          file, (bytes.length - dataStart - expected) + " bytes belong to no array");
    }
    return arrays;
  }

  private static long size(Object file, Entry entry) throws ModelFormatException {
    try {
      return entry.shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw new ModelFormatException(file, entry.name + " has shape " + entry.shape, e);
    }
  }

  private record Entry(String name, List<Integer> shape, long start, long end) {}

  private static Entry entry(Object file, String name, JsonElement element)
      throws ModelFormatException {
    try {
      JsonObject object = element.getAsJsonObject();
      if (!object.get("dtype").equals(new JsonPrimitive("F32"))) {
        throw new ModelFormatException(
            file, name + " is of type " + object.get("dtype") + "; only F32 is read");
      }
      List<Integer> shape =
          object.getAsJsonArray("shape").asList().stream().map(JsonElement::getAsInt).toList();
      if (shape.stream().anyMatch(axis -> axis < 0)) {
        throw new ModelFormatException(file, name + " has shape " + shape);
      }
      var offsets = object.getAsJsonArray("data_offsets");
      return new Entry(name, shape, offsets.get(0).getAsLong(), offsets.get(1).getAsLong());
    } catch (RuntimeException e) {
      throw new ModelFormatException(file, "the header of " + name + " is " + element, e);
    }
  }
}
