package org.ecg4j.features;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;

/**
 * Several features of the same beat in one example: each branch sees the same input, and the parts
 * that they give stand one after another under their own names. Two branches may not give parts of
 * one name.
 */
public final class FeatureJoin implements ExampleTransform {
  static final String ID = "join";

  private final boolean keepsInput;
  private final boolean numbered;
  private final List<ExampleTransform> branches;

  FeatureJoin(boolean keepsInput, boolean numbered, List<ExampleTransform> branches) {
    this.keepsInput = keepsInput;
    this.numbered = numbered;
    this.branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("a join needs at least one feature");
    }
  }

  /**
   * The parts of several features, without the input's own.
   *
   * @param branches the features; a branch may be a chain
   * @return the transform
   */
  public static FeatureJoin of(ExampleTransform... branches) {
    return new FeatureJoin(false, false, List.of(branches));
  }

  /**
   * The parts of the input, such as the waveform, and after them those of several features.
   *
   * @param branches the features; a branch may be a chain
   * @return the transform
   */
  public static FeatureJoin withInput(ExampleTransform... branches) {
    return new FeatureJoin(true, false, List.of(branches));
  }

  /**
   * The parts of several features that may have the same names: those of branch i are called {@code
   * i.NAME}.
   *
   * @param branches the features; a branch may be a chain
   * @return the transform
   */
  public static FeatureJoin numbered(ExampleTransform... branches) {
    return new FeatureJoin(false, true, List.of(branches));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("keeps-input", Boolean.toString(keepsInput));
    if (numbered) {
      text.put("numbered", "true");
    }
    text.put("branches", Integer.toString(branches.size()));
    for (int b = 0; b < branches.size(); b++) {
      text.putAll(Nested.options(Integer.toString(b), branches.get(b)));
    }
    return text;
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>();
    for (int b = 0; b < branches.size(); b++) {
      state.putAll(Nested.state(Integer.toString(b), branches.get(b)));
    }
    return state;
  }

  static FeatureJoin of(Options text, Map<String, float[]> state, Set<String> subjects) {
    List<ExampleTransform> branches = new ArrayList<>();
    for (int b = 0; b < text.integer("branches"); b++) {
      branches.add(Nested.restore(Integer.toString(b), text, state, subjects));
    }
    boolean numbered = text.all().containsKey("numbered") && text.flag("numbered");
    return new FeatureJoin(text.flag("keeps-input"), numbered, branches);
  }

  @Override
  public Set<String> fittedSubjects() {
    Set<String> subjects = new HashSet<>();
    for (ExampleTransform branch : branches) {
      subjects.addAll(branch.fittedSubjects());
    }
    return subjects;
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    List<InputSpec.Part> parts = new ArrayList<>(keepsInput ? input.parts() : List.of());
    for (int b = 0; b < branches.size(); b++) {
      for (InputSpec.Part part : branches.get(b).outputSpec(input).parts()) {
        parts.add(
            numbered ? new InputSpec.Part(b + "." + part.name(), part.axes(), part.shape()) : part);
      }
    }
    return new InputSpec(input.samplingRateHz(), input.leads(), parts);
  }

  @Override
  public Kernel bind(InputSpec input) {
    outputSpec(input);
    return join(input, branches.stream().map(branch -> branch.bind(input)).toList());
  }

  @Override
  public Live bindLive(InputSpec input) {
    outputSpec(input);
    List<Live> lives = branches.stream().map(branch -> branch.bindLive(input)).toList();
    Kernel joined = join(input, lives.stream().map(Live::kernel).toList());
    Live all = Live.ofValues(joined);
    for (Live live : lives) {
      all = all.with(live, joined);
    }
    return all;
  }

  private Kernel join(InputSpec input, List<Kernel> bound) {
    int kept = keepsInput ? input.size() : 0;
    Kernel[] kernels = bound.toArray(new Kernel[0]);
    int[] offsets = new int[kernels.length];
    int offset = kept;
    for (int b = 0; b < kernels.length; b++) {
      offsets[b] = offset;
      offset += branches.get(b).outputSpec(input).size();
    }
    return (in, inOffset, out, outOffset, track, beat) -> {
      System.arraycopy(in, inOffset, out, outOffset, kept);
      for (int b = 0; b < kernels.length; b++) {
        kernels[b].apply(in, inOffset, out, outOffset + offsets[b], track, beat);
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureJoin that
        && keepsInput == that.keepsInput
        && numbered == that.numbered
        && branches.equals(that.branches);
  }

  @Override
  public int hashCode() {
    return 31 * branches.hashCode() + Boolean.hashCode(keepsInput) + 2 * Boolean.hashCode(numbered);
  }

  @Override
  public String toString() {
    return "FeatureJoin" + branches;
  }
}
