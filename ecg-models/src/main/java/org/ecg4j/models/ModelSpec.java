package org.ecg4j.models;

import java.util.Map;
import org.ecg4j.dataset.InputSpec;

/**
 * A network as an immutable value, before it meets an input: which kind, and its options. Specs
 * made by {@link Models} are records with a {@code withX} method for each option.
 */
public interface ModelSpec {

  /**
   * A short name that stays the same between versions, such as {@code bilstm}.
   *
   * @return the name
   */
  String kind();

  /**
   * The options as text; {@link #restore} reads them back exactly.
   *
   * @return option names and values, in a fixed order
   */
  Map<String, String> options();

  /**
   * Checks that the network can take an input.
   *
   * @param input what examples look like
   * @throws IllegalArgumentException when it cannot; the message names what it accepts and what it
   *     was given
   */
  void check(InputSpec input);

  /**
   * Re-creates a spec from its text form. Kinds that are not this library's come from {@link
   * ModelSpecProvider} services.
   *
   * @param kind what {@link #kind()} gave
   * @param options what {@link #options()} gave
   * @return an equal spec
   * @throws IllegalArgumentException when the kind is unknown, or an option is missing, unknown or
   *     unreadable
   */
  static ModelSpec restore(String kind, Map<String, String> options) {
    return SpecKinds.restore(kind, options);
  }
}
