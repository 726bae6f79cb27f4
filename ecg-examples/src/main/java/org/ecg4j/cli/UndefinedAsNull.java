package org.ecg4j.cli;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON has no NaN: an undefined number is written as null. */
final class UndefinedAsNull extends TypeAdapter<@Nullable Double> {

  @Override
  public void write(JsonWriter out, @Nullable Double value) throws IOException {
    if (value == null || !Double.isFinite(value)) {
      out.nullValue();
    } else {
      out.value(value);
    }
  }

  @Override
  public @Nullable Double read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return Double.NaN;
    }
    return in.nextDouble();
  }
}
