package org.ecg4j.models;

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
}
