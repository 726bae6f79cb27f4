package org.ecg4j.features;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.segment.BeatTrack;
import org.jspecify.annotations.Nullable;

/**
 * The features of a beat between those of the beats around it: the part {@value #NEIGHBOURS}
 * (feature, time), whose steps are beats, each held for one step or more. Recurrent and
 * convolutional networks take it as a sequence. Where the record has no more beats, its first or
 * last one is repeated.
 *
 * <p>Every beat of the record counts, those included that the label scheme drops. The features of a
 * record are computed once and kept with its track.
 *
 * @param feature makes vectors from a raw window with the beat in its middle, or from the track
 * @param before how many beats before
 * @param after how many beats after; 0 knows nothing later than the feature itself does
 * @param hold for how many steps each beat stands; more than 1 for networks whose kernels are
 *     longer than the beats are many
 */
public record NeighbourBeats(ExampleTransform feature, int before, int after, int hold)
    implements ExampleTransform {
  /** The name of the part. */
  public static final String NEIGHBOURS = "neighbours";

  static final String ID = "neighbour-beats";

  private static final int MOST = 1000;

  /** Names the features of a record among all that is remembered of it. */
  private record Key(NeighbourBeats by, InputSpec input) {}

  /** Checks the numbers. */
  public NeighbourBeats {
    Objects.requireNonNull(feature, "feature");
    if (before < 0 || after < 0 || before > MOST || after > MOST || before + after == 0) {
      throw new IllegalArgumentException(
          "beats before and after must be 0 to "
              + MOST
              + " and not both 0, but are "
              + before
              + " and "
              + after);
    }
    if (hold < 1 || hold > MOST) {
      throw new IllegalArgumentException(
          "a beat must stand for 1 to " + MOST + " steps, not " + hold);
    }
  }

  /**
   * As many beats before as after.
   *
   * @param feature makes vectors
   * @param beats how many on either side
   * @return the transform
   */
  public static NeighbourBeats around(ExampleTransform feature, int beats) {
    return new NeighbourBeats(feature, beats, beats, 1);
  }

  /**
   * A beat and those before it.
   *
   * @param feature makes vectors
   * @param beats how many before
   * @return the transform
   */
  public static NeighbourBeats before(ExampleTransform feature, int beats) {
    return new NeighbourBeats(feature, beats, 0, 1);
  }

  /**
   * The same with each beat held for some steps.
   *
   * @param newHold how many
   * @return a copy
   */
  public NeighbourBeats withHold(int newHold) {
    return new NeighbourBeats(feature, before, after, newHold);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("before", Integer.toString(before));
    text.put("after", Integer.toString(after));
    text.put("hold", Integer.toString(hold));
    text.putAll(Nested.options("feature", feature));
    return text;
  }

  @Override
  public Map<String, float[]> state() {
    return Nested.state("feature", feature);
  }

  static NeighbourBeats of(Options text, Map<String, float[]> state, Set<String> subjects) {
    return new NeighbourBeats(
        Nested.restore("feature", text, state, subjects),
        text.integer("before"),
        text.integer("after"),
        text.integer("hold"));
  }

  @Override
  public Set<String> fittedSubjects() {
    return feature.fittedSubjects();
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    Part signal = Parts.signal(input, ID);
    if (input.parts().size() > 1) {
      throw new IllegalArgumentException(
          "transform " + ID + " needs raw windows: only the part " + signal + ", not " + input);
    }
    InputSpec features = feature.outputSpec(input);
    for (Part part : features.parts()) {
      if (!part.axes().equals(List.of(Axis.FEATURE))) {
        throw new IllegalArgumentException(
            "transform " + ID + " needs vectors (feature) of each beat, not " + part);
      }
    }
    return input.withParts(
        new Part(
            NEIGHBOURS,
            List.of(Axis.FEATURE, Axis.TIME),
            List.of(features.size(), (before + 1 + after) * hold)));
  }

  @Override
  public Kernel bind(InputSpec input) {
    int width = outputSpec(input).part(NEIGHBOURS).length(Axis.FEATURE);
    Kernel kernel = feature.bind(input);
    Key key = new Key(this, input);
    return (in, inOffset, out, outOffset, track, beat) -> {
      // Found outside of once(): the feature may itself ask the track for what is kept with it.
      AtomicReference<float @Nullable []> kept =
          track.once(key, t -> new AtomicReference<float @Nullable []>());
      float[] table = kept.get();
      if (table == null || table.length != track.beatCount() * width) {
        table = table(track, input, kernel, width);
        kept.set(table);
      }
      int steps = (before + 1 + after) * hold;
      for (int step = 0; step < steps; step++) {
        int wanted = beat - before + step / hold;
        int neighbour = Math.max(0, Math.min(track.beatCount() - 1, wanted));
        for (int f = 0; f < width; f++) {
          out[outOffset + f * steps + step] = table[neighbour * width + f];
        }
      }
    };
  }

  @Override
  public Live bindLive(InputSpec input) {
    int width = outputSpec(input).part(NEIGHBOURS).length(Axis.FEATURE);
    if (after > 0) {
      throw new NotCausalException(
          ID, "it takes " + after + " beats after the beat; use NeighbourBeats.before");
    }
    Live live = feature.bindLive(input);
    int steps = (before + 1) * hold;
    float[] last = new float[width];
    // The last steps of the beats so far, as the output has them; the beat at hand comes last.
    float[] sequence = new float[width * steps];
    boolean[] begun = new boolean[1];
    Kernel kernel =
        (in, inOffset, out, outOffset, track, beat) -> {
          live.kernel().apply(in, inOffset, last, 0, track, beat);
          for (int f = 0; f < width; f++) {
            int at = f * steps;
            System.arraycopy(sequence, at + hold, sequence, at, before * hold);
            Arrays.fill(sequence, begun[0] ? at + before * hold : at, at + steps, last[f]);
          }
          begun[0] = true;
          System.arraycopy(sequence, 0, out, outOffset, sequence.length);
        };
    return new Live(kernel, live.secondsBefore(), live.secondsAfter());
  }

  /** The features of all beats; windows that pass an end of the record repeat its end value. */
  private static float[] table(BeatTrack track, InputSpec input, Kernel kernel, int width) {
    int samples = input.part(InputSpec.SIGNAL).length(Axis.TIME);
    float[] window = new float[input.size()];
    float[] table = new float[Math.multiplyExact(track.beatCount(), width)];
    for (int beat = 0; beat < track.beatCount(); beat++) {
      long start = track.beatSample(beat) - samples / 2;
      for (int lead = 0; lead < input.leads().size(); lead++) {
        readPadded(track, lead, start, samples, window, lead * samples);
      }
      kernel.apply(window, 0, table, beat * width, track, beat);
    }
    return table;
  }

  private static void readPadded(
      BeatTrack track, int lead, long start, int samples, float[] window, int offset) {
    int first = (int) Math.max(0, Math.min(samples, track.startSample() - start));
    int end = (int) Math.max(first, Math.min(samples, track.endSample() - start));
    if (end == first) {
      Arrays.fill(window, offset, offset + samples, 0);
      return;
    }
    track.readLead(lead, start + first, end - first, window, offset + first);
    Arrays.fill(window, offset, offset + first, window[offset + first]);
    Arrays.fill(window, offset + end, offset + samples, window[offset + end - 1]);
  }
}
