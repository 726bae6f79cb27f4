package org.ecg4j.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TransformCodec;

/**
 * Transforms inside a transform, as options and state: step s of the one called {@code name} has
 * its id under {@code name.s.id}, each option under {@code name.s.option.KEY} and each array under
 * {@code name.s.KEY}.
 */
final class Nested {
  private Nested() {}

  static Map<String, String> options(String name, ExampleTransform transform) {
    Map<String, String> text = new LinkedHashMap<>();
    List<ExampleTransform> steps = transform.steps();
    text.put(name + ".steps", Integer.toString(steps.size()));
    for (int s = 0; s < steps.size(); s++) {
      String step = name + "." + s + ".";
      text.put(step + "id", steps.get(s).id());
      steps.get(s).options().forEach((key, value) -> text.put(step + "option." + key, value));
    }
    return text;
  }

  static Map<String, float[]> state(String name, ExampleTransform transform) {
    Map<String, float[]> state = new LinkedHashMap<>();
    List<ExampleTransform> steps = transform.steps();
    for (int s = 0; s < steps.size(); s++) {
      String step = name + "." + s + ".";
      steps.get(s).state().forEach((key, values) -> state.put(step + key, values));
    }
    return state;
  }

  /** The transform again; a step with state takes all the subjects. */
  static ExampleTransform restore(
      String name, Options options, Map<String, float[]> state, Set<String> subjects) {
    ExampleTransform chain = step(name + ".0.", options, state, subjects);
    for (int s = 1; s < options.integer(name + ".steps"); s++) {
      chain = chain.then(step(name + "." + s + ".", options, state, subjects));
    }
    return chain;
  }

  private static ExampleTransform step(
      String step, Options options, Map<String, float[]> state, Set<String> subjects) {
    Map<String, float[]> own = below(step, state);
    return TransformCodec.restore(
        options.text(step + "id"),
        below(step + "option.", options.all()),
        own,
        own.isEmpty() ? Set.of() : subjects);
  }

  private static <V> Map<String, V> below(String prefix, Map<String, V> all) {
    Map<String, V> own = new LinkedHashMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    return own;
  }
}
