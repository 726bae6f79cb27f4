package org.ecg4j.features;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/**
 * Some of another transform's features, in a new order: the part {@value #SELECTED}. A network that
 * sees few, telling measures knows unseen patients better than one that sees all and learns its
 * training patients by heart.
 *
 * @param feature makes one or more vectors, whose values are counted through
 * @param columns which values, counted from 0
 */
public record SelectedFeatures(ExampleTransform feature, List<Integer> columns)
    implements ExampleTransform {
  /** The name of the part. */
  public static final String SELECTED = "selected";

  static final String ID = "selected-features";

  /** Checks that there is something to select. */
  public SelectedFeatures {
    columns = List.copyOf(columns);
    if (columns.isEmpty() || columns.stream().anyMatch(column -> column < 0)) {
      throw new IllegalArgumentException(
          "at least one column is needed and none below 0, not " + columns);
    }
  }

  /**
   * Features by their names.
   *
   * @param feature makes one or more vectors
   * @param names what its values are called, in order, such as {@link MorphologyFeatures#names}
   * @param wanted the names to keep, in the new order
   * @return the transform
   * @throws IllegalArgumentException when a wanted name is not among the names
   */
  public static SelectedFeatures named(
      ExampleTransform feature, List<String> names, List<String> wanted) {
    List<String> unknown = wanted.stream().filter(name -> !names.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no feature is called " + unknown + "; there are " + names);
    }
    return new SelectedFeatures(feature, wanted.stream().map(names::indexOf).toList());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = Nested.options("feature", feature);
    text.put("columns", columns.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return text;
  }

  @Override
  public Map<String, float[]> state() {
    return Nested.state("feature", feature);
  }

  static SelectedFeatures of(Options text, Map<String, float[]> state, Set<String> subjects) {
    return new SelectedFeatures(
        Nested.restore("feature", text, state, subjects), text.integers("columns"));
  }

  @Override
  public Set<String> fittedSubjects() {
    return feature.fittedSubjects();
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    InputSpec features = feature.outputSpec(input);
    for (Part part : features.parts()) {
      if (!part.axes().equals(List.of(Axis.FEATURE))) {
        throw new IllegalArgumentException(
            "transform " + ID + " selects from vectors (feature), not from " + part);
      }
    }
    for (int column : columns) {
      if (column >= features.size()) {
        throw new IllegalArgumentException(
            "there is no column " + column + " among the " + features.size() + " features");
      }
    }
    return features.withParts(Part.features(SELECTED, columns.size()));
  }

  @Override
  public Kernel bind(InputSpec input) {
    outputSpec(input);
    return select(input, feature.bind(input));
  }

  @Override
  public Live bindLive(InputSpec input) {
    outputSpec(input);
    Live live = feature.bindLive(input);
    return new Live(select(input, live.kernel()), live.secondsBefore(), live.secondsAfter());
  }

  private Kernel select(InputSpec input, Kernel kernel) {
    float[] all = new float[feature.outputSpec(input).size()];
    int[] chosen = columns.stream().mapToInt(Integer::intValue).toArray();
    return (in, inOffset, out, outOffset, track, beat) -> {
      kernel.apply(in, inOffset, all, 0, track, beat);
      for (int i = 0; i < chosen.length; i++) {
        out[outOffset + i] = all[chosen[i]];
      }
    };
  }
}
