package org.ecg4j.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How examples came from raw windows: the form of the windows and the transforms since. Two sets of
 * examples with the same fingerprint hold values that mean the same.
 *
 * @param raw the form of the raw windows
 * @param transforms the single steps, in order
 */
public record Pipeline(InputSpec raw, List<ExampleTransform> transforms) {

  /** Checks that each step takes what the one before gives. */
  public Pipeline {
    List<ExampleTransform> steps = new ArrayList<>();
    for (ExampleTransform transform : transforms) {
      steps.addAll(transform.steps());
    }
    transforms = List.copyOf(steps);
    outputSpec(raw, transforms);
  }

  /**
   * A pipeline without transforms.
   *
   * @param raw the form of the raw windows
   * @return the pipeline
   */
  public static Pipeline of(InputSpec raw) {
    return new Pipeline(raw, List.of());
  }

  /**
   * This pipeline with one more transform, or the steps of a chain.
   *
   * @param transform the transform
   * @return a copy
   */
  public Pipeline then(ExampleTransform transform) {
    List<ExampleTransform> longer = new ArrayList<>(transforms);
    longer.add(transform);
    return new Pipeline(raw, longer);
  }

  /**
   * The form of what comes out.
   *
   * @return the spec after the last transform
   */
  public InputSpec outputSpec() {
    return outputSpec(raw, transforms);
  }

  /**
   * All subjects that any of the transforms was fitted on.
   *
   * @return their ids
   */
  public Set<String> fittedSubjects() {
    Set<String> subjects = new HashSet<>();
    for (ExampleTransform transform : transforms) {
      subjects.addAll(transform.fittedSubjects());
    }
    return Set.copyOf(subjects);
  }

  /**
   * A digest of the raw form and of every transform's id, options and state.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, raw.toString());
    for (ExampleTransform transform : transforms) {
      put(hasher, transform.id());
      new TreeMap<>(transform.options()).forEach((key, value) -> put(put(hasher, key), value));
      for (Map.Entry<String, float[]> entry : new TreeMap<>(transform.state()).entrySet()) {
        put(hasher, entry.getKey()).putInt(entry.getValue().length);
        for (float value : entry.getValue()) {
          hasher.putFloat(value);
        }
      }
    }
    return hasher.hash().toString();
  }

  private static Hasher put(Hasher hasher, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return hasher.putInt(bytes.length).putBytes(bytes);
  }

  private static InputSpec outputSpec(InputSpec raw, List<ExampleTransform> transforms) {
    InputSpec spec = raw;
    for (ExampleTransform transform : transforms) {
      spec = transform.outputSpec(spec);
    }
    return spec;
  }
}
