package org.ecg4j.recipes;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.SelectedFeatures;

/**
 * Few, telling measures of a beat, in sets that recipes put together. What tells patients apart
 * (heart rate, amplitudes, the sign of a wave) is left out on purpose: networks learn their
 * training patients by it.
 */
public enum BeatMeasures {
  /** Width of the QRS complex at a fifth and a third of its speed, both leads and the first. */
  WIDTHS(ofLeads("", "span20_ms", "above20", "span35_ms", "above35")),
  /** Width of the patient's median beat, which noise does not reach. */
  MEDIAN_WIDTHS(ofLeads("median.", "span20_ms", "above20", "speed_spread_ms")),
  /** How like each lead is to the patient's median beat. */
  LIKENESS(List.of("first.correlation", "second.correlation")),
  /** Width of each lead over the patient's usual one. */
  WIDTH_RATIOS(List.of("first.width_to_median", "second.width_to_median")),
  /** Widths of both leads together less the patient's usual ones. */
  WIDTH_DIFFERENCES(List.of("all.rel_span20_ms", "all.rel_span35_ms")),
  /** Intervals before and after over the usual ones, in logarithms; not the heart rate. */
  RHYTHM(
      List.of(
          "previous_to_local",
          "next_to_local",
          "previous_to_record",
          "next_to_record",
          "previous_to_next")),
  /**
   * The interval before over the record's mean and quartiles, for records of mostly early beats.
   */
  REFERENCES(
      List.of("previous_to_mean", "previous_to_lower_quartile", "previous_to_upper_quartile")),
  /**
   * The intervals over the record's ninth decile and over each other, and none over its median: for
   * records whose usual interval is that of premature beats.
   */
  LONGEST(List.of("previous_to_ninth_decile", "next_to_ninth_decile", "previous_to_next")),
  /** How irregular the last intervals are: atrial fibrillation makes early beats ordinary. */
  IRREGULARITY(List.of("local_spread")),
  /** How much each lead moves where the P wave is. */
  ATRIAL(List.of("first.p_spread", "second.p_spread")),
  /** T wave and end of the QRS complex of each lead, and whether the two are opposed. */
  REPOLARISATION(
      List.of(
          "first.t_wave",
          "first.t_opposes_qrs",
          "first.after_qrs",
          "second.t_wave",
          "second.t_opposes_qrs",
          "second.after_qrs"));

  private static final List<String> LEADS = List.of("first", "second");

  private final ImmutableList<String> names;

  BeatMeasures(List<String> names) {
    this.names = ImmutableList.copyOf(names);
  }

  private static List<String> ofLeads(String prefix, String... measures) {
    return Stream.of("all", "first")
        .flatMap(lead -> Stream.of(measures).map(measure -> prefix + lead + "." + measure))
        .toList();
  }

  /**
   * The measures of several sets as one vector. Examples need two leads.
   *
   * @param sets which
   * @return the transform
   */
  public static ExampleTransform of(BeatMeasures... sets) {
    RrFeatures rhythm =
        RrFeatures.defaults()
            .withLogarithms(true)
            .withReferences(List.of(sets).contains(REFERENCES))
            .withLongest(List.of(sets).contains(LONGEST));
    Set<Group> groups =
        EnumSet.of(Group.SHAPE, Group.SPEED, Group.RELATIVE_WIDTHS, Group.MEDIAN_BEAT);
    if (List.of(sets).contains(ATRIAL) || List.of(sets).contains(REPOLARISATION)) {
      groups.add(Group.WAVES);
    }
    MorphologyFeatures shape = MorphologyFeatures.detailed().withGroups(groups);
    List<String> names = new ArrayList<>(rhythm.names());
    names.addAll(shape.names(LEADS));
    List<String> wanted = Stream.of(sets).flatMap(set -> set.names.stream()).toList();
    return SelectedFeatures.named(FeatureJoin.of(rhythm, shape), names, wanted);
  }
}
