package org.ecg4j.dataset;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes transforms again from what was stored of them. Modules that have transforms provide one
 * through {@link ServiceLoader}; so can users, for their own.
 */
public interface TransformCodec {

  /**
   * The transforms it knows.
   *
   * @return their ids
   */
  Set<String> ids();

  /**
   * Makes a transform again.
   *
   * @param id one of {@link #ids()}
   * @param options as {@link ExampleTransform#options()} gave them
   * @param state as {@link ExampleTransform#state()} gave it
   * @param fittedSubjects as {@link ExampleTransform#fittedSubjects()} gave them
   * @return a transform equal to the one that was stored
   * @throws IllegalArgumentException when options or state are not of a form it knows
   */
  ExampleTransform create(
      String id,
      Map<String, String> options,
      Map<String, float[]> state,
      Set<String> fittedSubjects);

  /**
   * Finds the provider of an id among all on the class path and makes the transform.
   *
   * @param id the transform's id
   * @param options its options
   * @param state its fitted state
   * @param fittedSubjects the subjects it was fitted on
   * @return the transform
   * @throws IllegalArgumentException when no provider knows the id; the message names the ids that
   *     are known
   */
  static ExampleTransform restore(
      String id,
      Map<String, String> options,
      Map<String, float[]> state,
      Set<String> fittedSubjects) {
    Set<String> known = new TreeSet<>();
    for (TransformCodec codec : ServiceLoader.load(TransformCodec.class)) {
      if (codec.ids().contains(id)) {
        return codec.create(id, options, state, fittedSubjects);
      }
      known.addAll(codec.ids());
    }
    throw new IllegalArgumentException(
        "no library on the class path provides the transform '"
            + id
            + "' (known: "
            + known
            + "); the transforms of ECG4J itself are in org.ecg4j:ecg-features");
  }
}
