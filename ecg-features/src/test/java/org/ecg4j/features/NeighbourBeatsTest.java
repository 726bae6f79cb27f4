package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.TransformCodec;
import org.junit.jupiter.api.Test;

class NeighbourBeatsTest {
  private static final ExampleTransform FEATURES =
      FeatureJoin.of(RrFeatures.defaults(), MorphologyFeatures.defaults());

  @Test
  void eachStepHoldsTheFeaturesOfItsOwnBeat() {
    EcgDataset dataset = Records.dataset();
    EcgDataset plain = dataset.map(FEATURES);
    EcgDataset sequences = dataset.map(new NeighbourBeats(FEATURES, 2, 1, 1));
    InputSpec spec = sequences.inputSpec();
    assertThat(spec.part("neighbours").axes()).containsExactly(Axis.FEATURE, Axis.TIME);
    int width = plain.inputSpec().size();
    assertThat(spec.part("neighbours").shape()).containsExactly(width, 4);
    float[] own = new float[width];
    float[] around = new float[spec.size()];
    int compared = 0;
    for (int row = 0; row < plain.size(); row++) {
      plain.reader().read(row, own, 0);
      for (int step = 0; step < 4; step++) {
        // The example whose beat is `step - 2` beats after this one stands at that step of it.
        int other = row - (step - 2);
        if (other < 0
            || other >= plain.size()
            || !plain.recordName(other).equals(plain.recordName(row))) {
          continue;
        }
        assertThat(plain.beat(other)).isEqualTo(plain.beat(row) - (step - 2));
        sequences.reader().read(other, around, 0);
        for (int f = 0; f < width; f++) {
          assertThat(around[f * 4 + step]).isEqualTo(own[f]);
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(3 * plain.size());
  }

  @Test
  void featuresOfTheWindowAreTakenFromTheNeighboursWindow() {
    // The window itself as the feature: a window of four samples, flattened.
    float[] lead = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    ListTrack track = ListTrack.of(100, new long[] {1, 4, 9}, lead);
    InputSpec spec = InputSpec.ofSignal(100, List.of("I"), 4);
    NeighbourBeats around = NeighbourBeats.around(new WindowAsFeatures(), 1);
    float[] out = new float[12];
    around.bind(spec).apply(new float[4], 0, out, 0, track, 0);
    // Steps: the first beat, repeated; itself, window -1 to 2; the second, window 2 to 5.
    assertThat(out).containsExactly(10, 10, 12, 10, 10, 13, 11, 11, 14, 12, 12, 15);
    around.bind(spec).apply(new float[4], 0, out, 0, track, 2);
    // The last beat's window is 7 to 10, of which sample 10 is not there.
    assertThat(out).containsExactly(12, 17, 17, 13, 18, 18, 14, 19, 19, 15, 19, 19);
  }

  @Test
  void aBeatMayStandForSeveralSteps() {
    EcgDataset once = Records.dataset().map(NeighbourBeats.around(RrFeatures.defaults(), 1));
    EcgDataset held =
        Records.dataset().map(NeighbourBeats.around(RrFeatures.defaults(), 1).withHold(3));
    assertThat(held.inputSpec().part("neighbours").shape()).containsExactly(9, 9);
    float[] short3 = new float[27];
    float[] long9 = new float[81];
    for (int row = 0; row < once.size(); row += 11) {
      once.reader().read(row, short3, 0);
      held.reader().read(row, long9, 0);
      for (int i = 0; i < 81; i++) {
        assertThat(long9[i]).isEqualTo(short3[i / 3]);
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourBeats.around(FEATURES, 1).withHold(0))
        .withMessageContaining("not 0");
  }

  @Test
  void comesBackFromItsOptions() {
    ExampleTransform around = NeighbourBeats.before(FEATURES, 3).withHold(2);
    assertThat(TransformCodec.restore(around.id(), around.options(), around.state(), Set.of()))
        .isEqualTo(around);
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourBeats.around(FEATURES, 0))
        .withMessageContaining("0 and 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeighbourBeats(FEATURES, -1, 2, 1))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NeighbourBeats.around(Stft.of(StftOptions.defaults()), 2)
                    .outputSpec(Records.dataset().inputSpec()))
        .withMessageContaining("vectors (feature)");
  }

  /** The first lead's window as a vector. */
  private record WindowAsFeatures() implements ExampleTransform {
    @Override
    public String id() {
      return "window-as-features";
    }

    @Override
    public java.util.Map<String, String> options() {
      return java.util.Map.of();
    }

    @Override
    public InputSpec outputSpec(InputSpec input) {
      return input.withParts(InputSpec.Part.features("window", input.size()));
    }

    @Override
    public Kernel bind(InputSpec input) {
      return (in, inOffset, out, outOffset, track, beat) ->
          System.arraycopy(in, inOffset, out, outOffset, input.size());
    }
  }
}
