package org.ecg4j.models;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Options of a spec as text: written in order, read back strictly. */
final class OptionText {
  private final String kind;
  private final Map<String, String> values;

  private OptionText(String kind, Map<String, String> values) {
    this.kind = kind;
    this.values = new LinkedHashMap<>(values);
  }

  static OptionText reading(String kind, Map<String, String> values) {
    return new OptionText(kind, values);
  }

  /** Pairs of name and value; lists are joined by commas, enum constants are in lower case. */
  static Map<String, String> write(Object... namesAndValues) {
    Map<String, String> written = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      written.put((String) namesAndValues[i], text(namesAndValues[i + 1]));
    }
    return Collections.unmodifiableMap(written);
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      return String.join(",", list.stream().map(OptionText::text).toList());
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : value.toString();
  }

  String take(String name) {
    String value = values.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("a " + kind + " network needs the option " + name);
    }
    return value;
  }

  <T> T value(String name, Function<String, T> parser) {
    return parse(name, take(name), parser);
  }

  private <T> T parse(String name, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "option " + name + " of a " + kind + " network cannot be " + value, e);
    }
  }

  int integer(String name) {
    return value(name, Integer::valueOf);
  }

  double number(String name) {
    return value(name, Double::valueOf);
  }

  boolean flag(String name) {
    return value(
        name,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(text);
            });
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return value(name, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
  }

  <T> List<T> list(String name, Function<String, T> element) {
    String text = take(name);
    List<T> elements = new ArrayList<>();
    if (!text.isEmpty()) {
      Arrays.stream(text.split(",", -1)).forEach(item -> elements.add(parse(name, item, element)));
    }
    return elements;
  }

  /** Takes the options whose names begin with a prefix, and gives them without it. */
  Map<String, String> takePrefixed(String prefix) {
    Map<String, String> taken = new LinkedHashMap<>();
    for (String name : List.copyOf(values.keySet())) {
      if (name.startsWith(prefix)) {
        taken.put(name.substring(prefix.length()), take(name));
      }
    }
    return taken;
  }

  /** Gives the spec once every option has been taken. */
  <T> T complete(T spec) {
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(
          "a " + kind + " network has no option " + new TreeSet<>(values.keySet()));
    }
    return spec;
  }
}
