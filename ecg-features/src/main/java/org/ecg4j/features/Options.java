package org.ecg4j.features;

import com.google.common.base.Splitter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the options of a transform from the text that a model bundle keeps. */
final class Options {
  private final String id;
  private final Map<String, String> options;

  Options(String id, Map<String, String> options) {
    this.id = id;
    this.options = options;
  }

  String text(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "transform " + id + " needs the option " + name + "; it has " + options.keySet());
    }
    return value;
  }

  Map<String, String> all() {
    return options;
  }

  int integer(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", e);
    }
  }

  /** Several whole numbers, with commas between them. */
  List<Integer> integers(String name) {
    try {
      return Splitter.on(',').splitToStream(text(name)).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw wrong(name, "whole numbers with commas between them", e);
    }
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a number", e);
    }
  }

  boolean flag(String name) {
    String value = text(name);
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(name, "true or false", null);
    }
    return value.equals("true");
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    return choice(name, text(name), type);
  }

  /** Several constants, with commas between them. */
  <E extends Enum<E>> Set<E> choices(String name, Class<E> type) {
    Set<E> chosen = EnumSet.noneOf(type);
    for (String value : Splitter.on(',').split(text(name))) {
      chosen.add(choice(name, value, type));
    }
    return chosen;
  }

  private <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (text(constant).equals(value)) {
        return constant;
      }
    }
    throw wrong(
        name, "one of " + Arrays.stream(type.getEnumConstants()).map(Options::text).toList(), null);
  }

  /** An enum constant as options write it. */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private IllegalArgumentException wrong(String name, String expected, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "option " + name + " of transform " + id + " must be " + expected + ", not " + text(name),
        cause);
  }
}
