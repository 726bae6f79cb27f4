package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TransformCodec;
import org.junit.jupiter.api.Test;

class SelectedFeaturesTest {
  private static final RrFeatures RR = RrFeatures.defaults();
  private static final MorphologyFeatures SHAPE = MorphologyFeatures.defaults();
  private static final ExampleTransform ALL = FeatureJoin.of(RR, SHAPE);

  private static List<String> names() {
    List<String> names = new ArrayList<>(RR.names());
    names.addAll(SHAPE.names(List.of("MLII", "V1")));
    return names;
  }

  @Test
  void picksByNameAcrossParts() {
    EcgDataset dataset = Records.dataset();
    EcgDataset all = dataset.map(ALL);
    EcgDataset few =
        dataset.map(SelectedFeatures.named(ALL, names(), List.of("V1.width_ms", "next_to_local")));
    assertThat(few.inputSpec().parts()).hasSize(1);
    assertThat(few.inputSpec().part("selected").shape()).containsExactly(2);
    float[] before = new float[23];
    float[] after = new float[2];
    for (int row = 0; row < all.size(); row += 7) {
      all.reader().read(row, before, 0);
      few.reader().read(row, after, 0);
      // Nine RR features, seven of the first lead; the second lead's width is the 17th value.
      assertThat(after).containsExactly(before[16], before[3]);
    }
  }

  @Test
  void comesBackFromItsOptions() {
    ExampleTransform selected = new SelectedFeatures(ALL, List.of(4, 0, 20));
    assertThat(
            TransformCodec.restore(selected.id(), selected.options(), selected.state(), Set.of()))
        .isEqualTo(selected);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TransformCodec.restore(
                    selected.id(),
                    Map.of(
                        "feature.steps",
                        "1",
                        "feature.0.id",
                        "rr",
                        "columns",
                        "1,x",
                        "feature.0.option.local-beats",
                        "32",
                        "feature.0.option.causal",
                        "false",
                        "feature.0.option.logarithms",
                        "false"),
                    Map.of(),
                    Set.of()))
        .withMessageContaining("whole numbers");
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SelectedFeatures.named(RR, RR.names(), List.of("width")))
        .withMessageContaining("[width]");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SelectedFeatures(RR, List.of(9)).outputSpec(Records.dataset().inputSpec()))
        .withMessageContaining("no column 9 among the 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SelectedFeatures(RR, List.of()))
        .withMessageContaining("at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SelectedFeatures(Stft.of(StftOptions.defaults()), List.of(0))
                    .outputSpec(Records.dataset().inputSpec()))
        .withMessageContaining("vectors (feature)");
  }
}
