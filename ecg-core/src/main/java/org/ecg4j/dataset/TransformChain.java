package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.segment.BeatTrack;

/** Transforms one after another; stored as its steps, so it has no options of its own. */
final class TransformChain implements ExampleTransform {
  private final List<ExampleTransform> steps;

  private TransformChain(List<ExampleTransform> steps) {
    this.steps = steps;
  }

  static ExampleTransform of(ExampleTransform first, ExampleTransform second) {
    List<ExampleTransform> steps = new ArrayList<>(first.steps());
    steps.addAll(second.steps());
    return new TransformChain(List.copyOf(steps));
  }

  @Override
  public String id() {
    return "chain";
  }

  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  @Override
  public Set<String> fittedSubjects() {
    Set<String> subjects = new HashSet<>();
    for (ExampleTransform step : steps) {
      subjects.addAll(step.fittedSubjects());
    }
    return subjects;
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    InputSpec spec = input;
    for (ExampleTransform step : steps) {
      spec = step.outputSpec(spec);
    }
    return spec;
  }

  @Override
  public Kernel bind(InputSpec input) {
    Kernel kernel = steps.get(0).bind(input);
    InputSpec spec = steps.get(0).outputSpec(input);
    for (ExampleTransform step : steps.subList(1, steps.size())) {
      kernel = inSequence(kernel, step.bind(spec), new float[spec.size()]);
      spec = step.outputSpec(spec);
    }
    return kernel;
  }

  @Override
  public Live bindLive(InputSpec input) {
    Live live = steps.get(0).bindLive(input);
    InputSpec spec = steps.get(0).outputSpec(input);
    for (ExampleTransform step : steps.subList(1, steps.size())) {
      Live next = step.bindLive(spec);
      live = live.with(next, inSequence(live.kernel(), next.kernel(), new float[spec.size()]));
      spec = step.outputSpec(spec);
    }
    return live;
  }

  private static Kernel inSequence(Kernel first, Kernel second, float[] between) {
    return (float[] in, int inOffset, float[] out, int outOffset, BeatTrack track, int beat) -> {
      first.apply(in, inOffset, between, 0, track, beat);
      second.apply(between, 0, out, outOffset, track, beat);
    };
  }

  @Override
  public List<ExampleTransform> steps() {
    return steps;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TransformChain that && steps.equals(that.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    return steps.toString();
  }
}
