package org.ecg4j.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.NotCausalException;
import org.ecg4j.segment.BeatTrack;

/**
 * The shape of a beat in numbers, and how it differs from the patient's other beats: the part
 * {@value #MORPHOLOGY}. Every lead is band-passed (second-order Butterworth, zero phase) first. The
 * measures are taken around the beat's annotated sample, whatever window the example has; {@link
 * #names} tells their order.
 *
 * <p>The causal form, for streams, filters the six seconds before the beat and the {@value
 * #LOOK_AHEAD_MS} ms after it, which a stream has to wait for, and compares with the last 32 beats
 * instead of the whole record.
 *
 * @param groups which measures; at least one group
 * @param lowHz the lower edge of the band-pass
 * @param highHz its upper edge
 * @param normalized whether each lead is divided by its standard deviation in the record, so that
 *     amplitudes of different patients compare
 * @param causal whether nothing later than the look-ahead is used
 */
public record MorphologyFeatures(
    Set<Group> groups, double lowHz, double highHz, boolean normalized, boolean causal)
    implements ExampleTransform {
  /** The name of the part. */
  public static final String MORPHOLOGY = "morphology";

  /** How much signal after the beat the measures need, in milliseconds. */
  public static final int LOOK_AHEAD_MS = 450;

  static final String ID = "morphology";

  /** A set of measures. */
  public enum Group {
    /**
     * For each lead: QRS width, its ratio to the patient's median, R amplitude, steepest rise,
     * steepest fall, area, correlation with the patient's median beat.
     */
    SHAPE,
    /**
     * How fast the signal moves from 167 ms before to 200 ms after the beat, summed over all leads,
     * and once more for the first lead when there are several: the peak speed; for 7, 12, 20, 35
     * and 50 % of it the span between first and last crossing and the share of time above; centre
     * and spread in time.
     */
    SPEED,
    /**
     * For each lead, against the level before the P wave: area without and with sign, highest and
     * lowest value and their times, T wave, whether it opposes the QRS complex, spread where the P
     * wave is, level after the QRS complex, area over amplitude, time near the highest and near the
     * lowest value.
     */
    WAVES,
    /** The five spans of the summed speed, each less the patient's median. */
    RELATIVE_WIDTHS,
    /**
     * What {@link #SPEED} measures, of the patient's median beat, sample by sample: the same for
     * all beats of a record, free of noise, and wide where conduction always is.
     */
    MEDIAN_BEAT
  }

  /** Checks band and groups. */
  public MorphologyFeatures {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("at least one group of measures is needed");
    }
    // Kept in the order of the enum, which is the order of the features.
    groups = Collections.unmodifiableSet(EnumSet.copyOf(groups));
    if (!(lowHz > 0 && lowHz < highHz && highHz < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the band must have 0 < low < high, not " + lowHz + " to " + highHz + " Hz");
    }
  }

  /**
   * Width, amplitude, slopes, area and likeness of each lead, in millivolts, from 0.5 to 35 Hz.
   *
   * @return the transform
   */
  public static MorphologyFeatures defaults() {
    return new MorphologyFeatures(EnumSet.of(Group.SHAPE), 0.5, 35, false, false);
  }

  /**
   * The measures that told abnormal beats of unseen patients best in the project's experiments:
   * speed, waves and relative widths of leads divided by their standard deviation; 57 for two
   * leads.
   *
   * @return the transform
   */
  public static MorphologyFeatures detailed() {
    return new MorphologyFeatures(
        EnumSet.of(Group.SPEED, Group.WAVES, Group.RELATIVE_WIDTHS), 0.5, 35, true, false);
  }

  /**
   * The same with other measures.
   *
   * @param newGroups which
   * @return a copy
   */
  public MorphologyFeatures withGroups(Set<Group> newGroups) {
    return new MorphologyFeatures(newGroups, lowHz, highHz, normalized, causal);
  }

  /**
   * The same with another band-pass.
   *
   * @param newLowHz its lower edge
   * @param newHighHz its upper edge
   * @return a copy
   */
  public MorphologyFeatures withBand(double newLowHz, double newHighHz) {
    return new MorphologyFeatures(groups, newLowHz, newHighHz, normalized, causal);
  }

  /**
   * The same with or without division by the standard deviation.
   *
   * @param newNormalized whether to divide
   * @return a copy
   */
  public MorphologyFeatures withNormalized(boolean newNormalized) {
    return new MorphologyFeatures(groups, lowHz, highHz, newNormalized, causal);
  }

  /**
   * The causal form.
   *
   * @return a copy
   */
  public MorphologyFeatures asCausal() {
    return new MorphologyFeatures(groups, lowHz, highHz, normalized, true);
  }

  /**
   * The names of the features, in order.
   *
   * @param leads the names of the leads
   * @return one name for each feature, such as {@code MLII.width_ms}
   */
  public List<String> names(List<String> leads) {
    List<String> names = new ArrayList<>();
    for (Group group : groups) {
      switch (group) {
        case SHAPE -> leads.forEach(lead -> add(names, lead, BeatShape.SHAPE));
        case SPEED -> {
          add(names, "all", BeatShape.SPEED);
          if (leads.size() > 1) {
            add(names, leads.get(0), BeatShape.SPEED);
          }
        }
        case WAVES -> leads.forEach(lead -> add(names, lead, BeatShape.WAVES));
        case RELATIVE_WIDTHS -> add(names, "all", BeatShape.RELATIVE_WIDTHS);
        case MEDIAN_BEAT -> {
          add(names, "median.all", BeatShape.SPEED);
          if (leads.size() > 1) {
            add(names, "median." + leads.get(0), BeatShape.SPEED);
          }
        }
      }
    }
    return names;
  }

  private static void add(List<String> names, String prefix, List<String> measures) {
    measures.forEach(measure -> names.add(prefix + "." + measure));
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("groups", groups.stream().map(Options::text).collect(Collectors.joining(",")));
    text.put("low-hz", Double.toString(lowHz));
    text.put("high-hz", Double.toString(highHz));
    text.put("normalized", Boolean.toString(normalized));
    text.put("causal", Boolean.toString(causal));
    return text;
  }

  static MorphologyFeatures of(Options text) {
    return new MorphologyFeatures(
        text.choices("groups", Group.class),
        text.number("low-hz"),
        text.number("high-hz"),
        text.flag("normalized"),
        text.flag("causal"));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    if (highHz >= input.samplingRateHz() / 2) {
      throw new IllegalArgumentException(
          "a band up to "
              + highHz
              + " Hz needs more than "
              + 2 * highHz
              + " samples a second, not "
              + input.samplingRateHz());
    }
    return input.withParts(InputSpec.Part.features(MORPHOLOGY, names(input.leads()).size()));
  }

  @Override
  public Kernel bind(InputSpec input) {
    int width = names(input.leads()).size();
    return (in, inOffset, out, outOffset, track, beat) -> {
      float[] table = track.once(this, this::table);
      System.arraycopy(table, beat * width, out, outOffset, width);
    };
  }

  @Override
  public Live bindLive(InputSpec input) {
    if (!causal) {
      throw new NotCausalException(
          ID, "beats are compared with all of the record's; use its asCausal()");
    }
    double rateHz = input.samplingRateHz();
    CausalMorphology last = new CausalMorphology(this, input.leads().size(), rateHz);
    return new Live(
        (in, inOffset, out, outOffset, track, beat) ->
            last.next(track, track.beatSample(beat), out, outOffset),
        CausalMorphology.SECONDS_BEFORE,
        (last.samplesAfter() + 1) / rateHz);
  }

  private float[] table(BeatTrack track) {
    if (!causal) {
      return new MorphologyTable(this, track).compute();
    }
    int width = names(Collections.nCopies(track.leadCount(), "")).size();
    float[] table = new float[Math.multiplyExact(track.beatCount(), width)];
    CausalMorphology last = new CausalMorphology(this, track.leadCount(), track.samplingRateHz());
    for (int beat = 0; beat < track.beatCount(); beat++) {
      last.next(track, track.beatSample(beat), table, beat * width);
    }
    return table;
  }
}
