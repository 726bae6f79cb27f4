package org.ecg4j.models;

import java.util.List;

/** Refuses sizes that make no sense, naming them. */
final class Checks {
  private Checks() {}

  static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  static void notNegative(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative, but is " + value);
    }
  }

  static void rate(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to below 1, not " + value);
    }
  }

  static void odd(String name, int value) {
    if (value < 1 || value % 2 == 0) {
      throw new IllegalArgumentException(name + " must be odd and positive, not " + value);
    }
  }

  static void multipleOfThree(String name, int value) {
    if (value % 3 != 0) {
      throw new IllegalArgumentException(name + " must be a multiple of 3, not " + value);
    }
  }

  static void nonEmpty(String name, List<Integer> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> value < 1)) {
      throw new IllegalArgumentException(
          name + " must be positive numbers, at least one, not " + values);
    }
  }
}
