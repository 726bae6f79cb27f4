package org.ecg4j.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.segment.BeatTrack;
import org.jspecify.annotations.Nullable;

/** A feature standardised by the record it is of: {@link Standardizer#perPatient}. */
record PatientStandardizer(ExampleTransform feature, ValueGrouping grouping, int samplesBefore)
    implements ExampleTransform {
  static final String ID = "standardize-patient";

  private static final int MOST_BEATS = 256;

  /** Stands for half of the window. */
  static final int HALF = -1;

  /** Names the scale of a record among all that is remembered of it. */
  private record Key(PatientStandardizer by, InputSpec input) {}

  PatientStandardizer {
    if (samplesBefore < HALF) {
      throw new IllegalArgumentException(
          "samples before the beat must not be negative, but are " + samplesBefore);
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("grouping", Options.text(grouping));
    text.put("samples-before", Integer.toString(samplesBefore));
    text.putAll(Nested.options("feature", feature));
    return text;
  }

  @Override
  public Map<String, float[]> state() {
    return Nested.state("feature", feature);
  }

  static PatientStandardizer of(Options text, Map<String, float[]> state, Set<String> subjects) {
    return new PatientStandardizer(
        Nested.restore("feature", text, state, subjects),
        text.choice("grouping", ValueGrouping.class),
        text.integer("samples-before"));
  }

  @Override
  public Set<String> fittedSubjects() {
    return feature.fittedSubjects();
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    if (input.parts().size() > 1) {
      throw new IllegalArgumentException(
          "transform " + ID + " needs raw windows: only the part " + signal + ", not " + input);
    }
    return feature.outputSpec(input);
  }

  @Override
  public Kernel bind(InputSpec input) {
    InputSpec output = outputSpec(input);
    Kernel kernel = feature.bind(input);
    int[] groups = grouping.groups(output);
    float[] window = new float[input.size()];
    float[] values = new float[output.size()];
    Key key = new Key(this, input);
    return (in, inOffset, out, outOffset, track, beat) -> {
      // Found outside of once(): the feature may itself ask the track for what is kept with it.
      AtomicReference<GroupMoments.@Nullable Scale> kept =
          track.once(key, t -> new AtomicReference<>());
      GroupMoments.Scale scale = kept.get();
      if (scale == null) {
        scale = scale(track, input, kernel, groups, window, values);
        kept.set(scale);
      }
      kernel.apply(in, inOffset, values, 0, track, beat);
      scale.apply(groups, values, 0, out, outOffset);
    };
  }

  @Override
  public Live bindLive(InputSpec input) {
    throw new NotCausalException(
        ID, "means and deviations come from beats of the whole record; use Standardizer.fit");
  }

  private GroupMoments.Scale scale(
      BeatTrack track,
      InputSpec input,
      Kernel kernel,
      int[] groups,
      float[] window,
      float[] values) {
    int samples = input.part(InputSpec.SIGNAL).length(Axis.TIME);
    int before = samplesBefore == HALF ? samples / 2 : samplesBefore;
    int step = (track.beatCount() + MOST_BEATS - 1) / MOST_BEATS;
    GroupMoments moments = null;
    for (int beat = 0; beat < track.beatCount(); beat += step) {
      long start = track.beatSample(beat) - before;
      if (start < track.startSample() || start + samples > track.endSample()) {
        continue;
      }
      for (int lead = 0; lead < input.leads().size(); lead++) {
        track.readLead(lead, start, samples, window, lead * samples);
      }
      kernel.apply(window, 0, values, 0, track, beat);
      if (moments == null) {
        moments = new GroupMoments(groups, values, 0);
      }
      moments.add(values, 0);
    }
    if (moments == null) {
      // No whole window: nothing to compare with.
      moments = new GroupMoments(groups, new float[values.length], 0);
    }
    return moments.scale();
  }
}
