package org.ecg4j.dataset;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ecg4j.segment.WindowOptions;

/**
 * How examples came from signals: how windows were cut, their form, and the transforms since. Two
 * sets of examples with the same fingerprint hold values that mean the same.
 *
 * @param raw the form of the raw windows
 * @param window how they were cut; empty when that is not known
 * @param transforms the single steps, in order
 */
public record Pipeline(
    InputSpec raw, Optional<WindowOptions> window, List<ExampleTransform> transforms) {

  /**
   * Checks that the window has the raw form, and that each step takes what the one before gives.
   */
  public Pipeline {
    List<ExampleTransform> steps = new ArrayList<>();
    for (ExampleTransform transform : transforms) {
      steps.addAll(transform.steps());
    }
    transforms = List.copyOf(steps);
    outputSpec(raw, transforms);
    if (window.isPresent()) {
      double rateHz = raw.samplingRateHz();
      long samples =
          (long) window.get().before().samples(rateHz) + window.get().after().samples(rateHz);
      if (samples * raw.leads().size() != raw.size()) {
        throw new IllegalArgumentException(
            "windows "
                + window.get()
                + " have "
                + samples
                + " samples of each lead, but the examples are "
                + raw.parts());
      }
    }
  }

  /**
   * A pipeline without transforms; how its windows are cut is not known.
   *
   * @param raw the form of the raw windows
   * @return the pipeline
   */
  public static Pipeline of(InputSpec raw) {
    return new Pipeline(raw, Optional.empty(), List.of());
  }

  /**
   * A pipeline without transforms.
   *
   * @param raw the form of the raw windows
   * @param window how they are cut
   * @return the pipeline
   */
  public static Pipeline of(InputSpec raw, WindowOptions window) {
    return new Pipeline(raw, Optional.of(window), List.of());
  }

  /**
   * This pipeline before its first transform.
   *
   * @return the raw windows
   */
  public Pipeline ofWindows() {
    return new Pipeline(raw, window, List.of());
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
    return new Pipeline(raw, window, longer);
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
   * A digest of the raw form, of where windows begin and how they are scaled, and of every
   * transform's id, options and state. What is done at the ends of a record is not part of it: a
   * whole window is the same under every rule.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    Hasher hasher = Hashing.sha256().newHasher();
    put(hasher, raw.toString());
    if (window.isPresent()) {
      hasher.putInt(window.get().before().samples(raw.samplingRateHz()));
      put(hasher, window.get().normalization().name());
    }
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
