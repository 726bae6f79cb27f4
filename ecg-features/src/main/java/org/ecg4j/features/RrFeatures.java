package org.ecg4j.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.segment.BeatTrack;

/**
 * How a beat stands in its rhythm, from the intervals between beats: the part {@value #RR}.
 *
 * <p>In full: the previous interval, the next one (seconds), both over the median of the last
 * beats, both over the record's median, previous over next, the record's median (seconds) and the
 * spread (standard deviation over median) of the last beats' intervals. The causal form, for
 * streams, knows nothing after the beat: previous interval, over the median of the last beats, over
 * the median of all intervals so far, that median, and the spread.
 *
 * <p>The intervals of the last beats are those that end at the beat or at one of the beats before.
 * An interval that does not exist, before the first beat and after the last, counts as the median
 * of the record or, causally, of those so far; with no interval at all as 0.8 s. Causally, an
 * interval of more than 10 s is a gap in the signal and does not exist either.
 *
 * @param localBeats how many last intervals make the local median
 * @param causal whether nothing after the beat is used
 * @param logarithms whether natural logarithms are given of all but the spread
 * @param references whether the previous interval is given over the record's mean interval and over
 *     its lower and upper quartile, too; where most beats are premature, the median is their
 *     interval. Not in the causal form.
 * @param longest whether the previous and the next interval are given over the record's ninth
 *     decile: the usual interval even where most beats are premature. Not in the causal form.
 */
public record RrFeatures(
    int localBeats, boolean causal, boolean logarithms, boolean references, boolean longest)
    implements ExampleTransform {
  /** The name of the part. */
  public static final String RR = "rr";

  static final String ID = "rr";

  static final double UNKNOWN_INTERVAL_S = 0.8;
  private static final List<String> FULL =
      List.of(
          "previous_s",
          "next_s",
          "previous_to_local",
          "next_to_local",
          "previous_to_record",
          "next_to_record",
          "previous_to_next",
          "record_s",
          "local_spread");
  private static final List<String> REFERENCES =
      List.of("previous_to_mean", "previous_to_lower_quartile", "previous_to_upper_quartile");
  private static final List<String> LONGEST =
      List.of("previous_to_ninth_decile", "next_to_ninth_decile");
  private static final List<String> CAUSAL =
      List.of("previous_s", "previous_to_local", "previous_to_past", "past_s", "local_spread");

  /** Checks the number of beats. */
  public RrFeatures {
    if (localBeats < 1 || localBeats > 10_000) {
      throw new IllegalArgumentException("localBeats must be 1 to 10,000, not " + localBeats);
    }
    if (causal && (references || longest)) {
      throw new IllegalArgumentException(
          "the record's mean, quartiles and deciles are not known in the causal form");
    }
  }

  /**
   * All features, with a local median of 32 beats.
   *
   * @return the transform
   */
  public static RrFeatures defaults() {
    return new RrFeatures(32, false, false, false, false);
  }

  /**
   * Only what is known at the beat.
   *
   * @return a copy
   */
  public RrFeatures asCausal() {
    return new RrFeatures(localBeats, true, logarithms, false, false);
  }

  /**
   * The same with another number of last beats.
   *
   * @param newLocalBeats how many intervals make the local median
   * @return a copy
   */
  public RrFeatures withLocalBeats(int newLocalBeats) {
    return new RrFeatures(newLocalBeats, causal, logarithms, references, longest);
  }

  /**
   * The same in logarithms or not.
   *
   * @param newLogarithms whether natural logarithms are given
   * @return a copy
   */
  public RrFeatures withLogarithms(boolean newLogarithms) {
    return new RrFeatures(localBeats, causal, newLogarithms, references, longest);
  }

  /**
   * The same with or without the record's mean and quartiles as references.
   *
   * @param newReferences whether they are used
   * @return a copy
   */
  public RrFeatures withReferences(boolean newReferences) {
    return new RrFeatures(localBeats, causal, logarithms, newReferences, longest);
  }

  /**
   * The same with or without the ninth decile as a reference.
   *
   * @param newLongest whether it is used
   * @return a copy
   */
  public RrFeatures withLongest(boolean newLongest) {
    return new RrFeatures(localBeats, causal, logarithms, references, newLongest);
  }

  /**
   * The names of the features, in order.
   *
   * @return the names
   */
  public List<String> names() {
    if (causal) {
      return CAUSAL;
    }
    List<String> names = new ArrayList<>(FULL);
    names.addAll(references ? REFERENCES : List.of());
    names.addAll(longest ? LONGEST : List.of());
    return List.copyOf(names);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("local-beats", Integer.toString(localBeats));
    text.put("causal", Boolean.toString(causal));
    text.put("logarithms", Boolean.toString(logarithms));
    if (references) {
      text.put("references", "true");
    }
    if (longest) {
      text.put("longest", "true");
    }
    return text;
  }

  static RrFeatures of(Options text) {
    return new RrFeatures(
        text.integer("local-beats"),
        text.flag("causal"),
        text.flag("logarithms"),
        text.all().containsKey("references") && text.flag("references"),
        text.all().containsKey("longest") && text.flag("longest"));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    return input.withParts(InputSpec.Part.features(RR, names().size()));
  }

  @Override
  public Kernel bind(InputSpec input) {
    int width = names().size();
    return (in, inOffset, out, outOffset, track, beat) -> {
      float[] table = track.once(this, this::table);
      System.arraycopy(table, beat * width, out, outOffset, width);
    };
  }

  @Override
  public Live bindLive(InputSpec input) {
    if (!causal) {
      throw new NotCausalException(
          ID, "the next interval and the record's median are not known yet; use its asCausal()");
    }
    CausalRhythm rhythm = new CausalRhythm(this, input.samplingRateHz());
    return Live.ofValues(
        (in, inOffset, out, outOffset, track, beat) ->
            rhythm.next(track.beatSample(beat), out, outOffset));
  }

  /** The features of all beats of a record. */
  private float[] table(BeatTrack track) {
    int width = names().size();
    float[] table = new float[track.beatCount() * width];
    if (causal) {
      CausalRhythm rhythm = new CausalRhythm(this, track.samplingRateHz());
      for (int beat = 0; beat < track.beatCount(); beat++) {
        rhythm.next(track.beatSample(beat), table, beat * width);
      }
    } else {
      fill(table, intervals(track));
    }
    return table;
  }

  private void fill(float[] table, double[] intervals) {
    double record = intervals.length == 0 ? UNKNOWN_INTERVAL_S : Medians.of(intervals);
    int beats = table.length / names().size();
    double[] sorted = intervals.clone();
    Arrays.sort(sorted);
    double mean = Arrays.stream(intervals).average().orElse(UNKNOWN_INTERVAL_S);
    double lower = quantile(sorted, 0.25);
    double upper = quantile(sorted, 0.75);
    double ninth = quantile(sorted, 0.9);
    int at = 0;
    for (int beat = 0; beat < beats; beat++) {
      double[] last = Arrays.copyOfRange(intervals, Math.max(0, beat - localBeats), beat);
      double local = last.length == 0 ? record : Medians.of(last);
      double previous = beat == 0 ? record : intervals[beat - 1];
      double next = beat == beats - 1 ? record : intervals[beat];
      at =
          write(
              table,
              at,
              spread(last) / local,
              previous,
              next,
              previous / local,
              next / local,
              previous / record,
              next / record,
              previous / next,
              record);
      if (references) {
        for (double reference : new double[] {mean, lower, upper}) {
          double ratio = previous / reference;
          table[at++] = (float) (logarithms ? Math.log(ratio) : ratio);
        }
      }
      if (longest) {
        for (double interval : new double[] {previous, next}) {
          double ratio = interval / ninth;
          table[at++] = (float) (logarithms ? Math.log(ratio) : ratio);
        }
      }
    }
  }

  /** A quantile of sorted values, between two of them by linear interpolation. */
  private static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return UNKNOWN_INTERVAL_S;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Writes some features, as logarithms where that is asked for, then the spread as it is. */
  int write(float[] out, int offset, double spread, double... features) {
    int at = offset;
    for (double value : features) {
      out[at++] = (float) (logarithms ? Math.log(value) : value);
    }
    out[at++] = (float) spread;
    return at;
  }

  /** Interval i lies between beats i and i + 1; two beats at one sample are taken one apart. */
  private static double[] intervals(BeatTrack track) {
    double[] intervals = new double[Math.max(0, track.beatCount() - 1)];
    for (int i = 0; i < intervals.length; i++) {
      long samples = track.beatSample(i + 1) - track.beatSample(i);
      intervals[i] = Math.max(1, samples) / track.samplingRateHz();
    }
    return intervals;
  }

  /** The standard deviation. */
  static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }
}
