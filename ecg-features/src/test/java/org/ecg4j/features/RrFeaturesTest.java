package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ecg4j.dataset.ExampleTransform.Kernel;
import org.ecg4j.dataset.InputSpec;
import org.junit.jupiter.api.Test;

/** {@link RrFeatures} on a rhythm worked out by hand. */
class RrFeaturesTest {
  private static final InputSpec SPEC = InputSpec.ofSignal(100, List.of("I"), 4);

  // Intervals 0.8, 0.8, 0.5, 1.1, 0.8 s: the fourth beat (index 3) is premature.
  private static final ListTrack TRACK =
      ListTrack.of(100, new long[] {50, 130, 210, 260, 370, 450});

  private static float[] row(RrFeatures features, ListTrack track, int beat) {
    float[] out = new float[features.outputSpec(SPEC).size()];
    Kernel kernel = features.bind(SPEC);
    kernel.apply(new float[4], 0, out, 0, track, beat);
    return out;
  }

  private static float[] floats(double... values) {
    return Golden.floats(values);
  }

  @Test
  void prematureBeat() {
    // Last intervals 0.8, 0.8, 0.5: median 0.8, mean 0.7, standard deviation √0.02.
    assertThat(row(RrFeatures.defaults(), TRACK, 3))
        .containsExactly(
            floats(0.5, 1.1, 0.625, 1.375, 0.625, 1.375, 0.5 / 1.1, 0.8, Math.sqrt(0.02) / 0.8),
            within(1e-6f));
    assertThat(RrFeatures.defaults().names()).hasSize(9).startsWith("previous_s", "next_s");
  }

  @Test
  void localMedianOfTheLastBeatsOnly() {
    // Of two: 0.5 and 1.1, median 0.8; of one: 1.1.
    assertThat(row(RrFeatures.defaults().withLocalBeats(2), TRACK, 4)[2])
        .isCloseTo(1.1f / 0.8f, within(1e-6f));
    assertThat(row(RrFeatures.defaults().withLocalBeats(1), TRACK, 4)[2]).isEqualTo(1f);
  }

  @Test
  void anIntervalThatDoesNotExistCountsAsTheMedian() {
    assertThat(row(RrFeatures.defaults(), TRACK, 0))
        .containsExactly(floats(0.8, 0.8, 1, 1, 1, 1, 1, 0.8, 0), within(1e-6f));
    assertThat(row(RrFeatures.defaults(), TRACK, 5)[1]).isEqualTo(0.8f);
    ListTrack one = ListTrack.of(100, new long[] {50});
    assertThat(row(RrFeatures.defaults(), one, 0))
        .containsExactly(floats(0.8, 0.8, 1, 1, 1, 1, 1, 0.8, 0), within(1e-6f));
    assertThat(row(RrFeatures.defaults().asCausal(), one, 0))
        .containsExactly(floats(0.8, 1, 1, 0.8, 0), within(1e-6f));
  }

  @Test
  void causalFormKnowsNothingLater() {
    RrFeatures causal = RrFeatures.defaults().asCausal();
    // At index 4: intervals 0.8, 0.8, 0.5, 1.1; median 0.8; mean 0.8, variance 0.18 / 4.
    assertThat(row(causal, TRACK, 4))
        .containsExactly(floats(1.1, 1.375, 1.375, 0.8, Math.sqrt(0.045) / 0.8), within(1e-6f));
    for (int beat = 0; beat < 6; beat++) {
      assertThat(row(causal, TRACK.part(beat + 1, 0, 0), beat))
          .containsExactly(row(causal, TRACK, beat));
    }
  }

  @Test
  void theNinthDecileIsTheUsualIntervalOfAMostlyPrematureRecord() {
    // Intervals 1.0, 0.5, 0.9, 0.6: numpy.quantile of 0.9: 0.97.
    ListTrack track = ListTrack.of(100, new long[] {0, 100, 150, 240, 300});
    RrFeatures features = RrFeatures.defaults().withLongest(true);
    assertThat(features.names()).endsWith("previous_to_ninth_decile", "next_to_ninth_decile");
    float[] row = row(features, track, 2);
    assertThat(row).hasSize(11);
    assertThat(row[9]).isCloseTo((float) (0.5 / 0.97), within(1e-6f));
    assertThat(row[10]).isCloseTo((float) (0.9 / 0.97), within(1e-6f));
    assertThat(row(features.withLogarithms(true), track, 2)[10])
        .isCloseTo((float) Math.log(0.9 / 0.97), within(1e-6f));
  }

  @Test
  void meanAndQuartilesOfTheRecord() {
    // Intervals 1.0, 0.5, 0.9, 0.6: mean 0.75; numpy.quantile of 0.25 and 0.75: 0.575, 0.925.
    ListTrack track = ListTrack.of(100, new long[] {0, 100, 150, 240, 300});
    RrFeatures features = RrFeatures.defaults().withReferences(true);
    assertThat(features.names()).hasSize(12);
    float[] row = row(features, track, 2);
    assertThat(row[9]).isCloseTo((float) (0.5 / 0.75), within(1e-6f));
    assertThat(row[10]).isCloseTo((float) (0.5 / 0.575), within(1e-6f));
    assertThat(row[11]).isCloseTo((float) (0.5 / 0.925), within(1e-6f));
    float[] logarithms = row(features.withLogarithms(true), track, 4);
    assertThat(logarithms[11]).isCloseTo((float) Math.log(0.6 / 0.925), within(1e-6f));
    // What was there before does not move, and text brings it back.
    assertThat(row).startsWith(row(RrFeatures.defaults(), track, 2));
    assertThat(
            org.ecg4j.dataset.TransformCodec.restore(
                features.id(), features.options(), features.state(), java.util.Set.of()))
        .isEqualTo(features);
    assertThat(features.asCausal()).isEqualTo(RrFeatures.defaults().asCausal());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RrFeatures.defaults().asCausal().withReferences(true))
        .withMessageContaining("causal");
  }

  @Test
  void logarithmsOfAllButTheSpread() {
    float[] plain = row(RrFeatures.defaults(), TRACK, 3);
    float[] logarithms = row(RrFeatures.defaults().withLogarithms(true), TRACK, 3);
    for (int i = 0; i < 8; i++) {
      assertThat(logarithms[i]).isCloseTo((float) Math.log(plain[i]), within(1e-6f));
    }
    assertThat(logarithms[8]).isEqualTo(plain[8]);
  }

  @Test
  void twoBeatsAtOneSampleStayFinite() {
    ListTrack twice = ListTrack.of(100, new long[] {50, 50, 130});
    for (float value : row(RrFeatures.defaults().withLogarithms(true), twice, 1)) {
      assertThat(value).isFinite();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> RrFeatures.defaults().withLocalBeats(0));
  }
}
