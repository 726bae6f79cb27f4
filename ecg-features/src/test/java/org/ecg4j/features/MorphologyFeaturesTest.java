package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.junit.jupiter.api.Test;

/** {@link MorphologyFeatures} against the same measures in NumPy and SciPy. */
class MorphologyFeaturesTest {
  private static final JsonObject REFERENCE = Golden.read("morphology.json");
  private static final InputSpec SPEC = InputSpec.ofSignal(360, List.of("MLII", "V1"), 8);
  private static final ListTrack TRACK = track();
  private static final MorphologyFeatures MEDIAN_BEAT =
      MorphologyFeatures.detailed().withGroups(EnumSet.of(Group.MEDIAN_BEAT));

  private static ListTrack track() {
    long[] beats =
        Arrays.stream(Golden.values(REFERENCE.get("beats"))).mapToLong(v -> (long) v).toArray();
    JsonArray leads = REFERENCE.getAsJsonArray("leads");
    return ListTrack.of(
        360,
        beats,
        Golden.floats(Golden.values(leads.get(0))),
        Golden.floats(Golden.values(leads.get(1))));
  }

  private static float[] row(MorphologyFeatures features, ListTrack track, int beat) {
    float[] out = new float[features.outputSpec(SPEC).size()];
    Kernel kernel = features.bind(SPEC);
    kernel.apply(new float[16], 0, out, 0, track, beat);
    return out;
  }

  /** The features of a beat of the reference record. */
  static float[] row(MorphologyFeatures features, int beat) {
    return row(features, TRACK, beat);
  }

  private static void check(MorphologyFeatures features, String name, double tolerance) {
    JsonArray expected = REFERENCE.getAsJsonArray(name);
    assertThat(expected.size()).isEqualTo(TRACK.beatCount()).isGreaterThan(25);
    for (int beat = 0; beat < TRACK.beatCount(); beat++) {
      assertThat(Golden.error(row(features, TRACK, beat), Golden.values(expected.get(beat))))
          .as("%s, beat %d", name, beat)
          .isLessThan(tolerance);
    }
  }

  @Test
  void equalsNumPyOverTheWholeRecord() {
    check(MorphologyFeatures.detailed(), "detailed", 1e-5);
    check(MorphologyFeatures.defaults(), "shape", 1e-5);
    check(MEDIAN_BEAT, "median", 1e-5);
  }

  @Test
  void equalsNumPyCausally() {
    check(MorphologyFeatures.detailed().asCausal(), "detailed_causal", 1e-5);
    check(MorphologyFeatures.defaults().asCausal(), "shape_causal", 1e-5);
    check(MEDIAN_BEAT.asCausal(), "median_causal", 1e-5);
  }

  @Test
  void aStreamThatHoldsTheLastSecondsGivesTheSame() {
    MorphologyFeatures causal =
        MorphologyFeatures.detailed().asCausal().withGroups(EnumSet.of(Group.SPEED, Group.WAVES));
    int last = 20;
    long sample = TRACK.beatSample(last);
    ListTrack stream = TRACK.part(last + 1, sample - 6 * 360, sample + 163);
    assertThat(row(causal, stream, last)).containsExactly(row(causal, TRACK, last));
    // The causal form needs no beat and no signal later than its look-ahead.
    MorphologyFeatures all =
        MorphologyFeatures.detailed().asCausal().withGroups(EnumSet.allOf(Group.class));
    assertThat(row(all, TRACK.part(last + 1, 0, sample + 163), last))
        .containsExactly(row(all, TRACK, last));
  }

  @Test
  void wideBeatsAreWide() {
    int widthOverMedian =
        MorphologyFeatures.defaults().names(SPEC.leads()).indexOf("MLII.width_to_median");
    int likeness = MorphologyFeatures.defaults().names(SPEC.leads()).indexOf("MLII.correlation");
    for (int beat = 0; beat < TRACK.beatCount(); beat++) {
      float[] row = row(MorphologyFeatures.defaults(), TRACK, beat);
      boolean wide = beat % 5 == 3;
      assertThat(row[widthOverMedian] > 1.3).as("beat %d", beat).isEqualTo(wide);
      assertThat(row[likeness] > 0.9).as("beat %d", beat).isEqualTo(!wide);
    }
  }

  @Test
  void hasTheNumberOfFeaturesItNames() {
    assertThat(MorphologyFeatures.detailed().names(List.of("a", "b")))
        .hasSize(57)
        .doesNotHaveDuplicates();
    assertThat(MorphologyFeatures.defaults().names(List.of("a", "b")))
        .hasSize(14)
        .doesNotHaveDuplicates();
    assertThat(MorphologyFeatures.detailed().names(List.of("a"))).hasSize(31);
    assertThat(MorphologyFeatures.detailed().outputSpec(SPEC).part("morphology").shape())
        .containsExactly(57);
  }

  @Test
  void missingOrFlatSignalGivesFiniteNumbers() {
    float[] missing = new float[3600];
    Arrays.fill(missing, Float.NaN);
    MorphologyFeatures all = MorphologyFeatures.detailed().withGroups(EnumSet.allOf(Group.class));
    ListTrack track = ListTrack.of(360, new long[] {0, 500, 3599}, missing, new float[3600]);
    for (MorphologyFeatures features : List.of(all, all.asCausal())) {
      for (int beat = 0; beat < 3; beat++) {
        for (float value : row(features, track, beat)) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @Test
  void refusesABandBeyondTheRate() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MorphologyFeatures.defaults().outputSpec(InputSpec.ofSignal(60, List.of("I"), 9)))
        .withMessageContaining("70");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MorphologyFeatures.defaults().withBand(40, 30));
  }
}
