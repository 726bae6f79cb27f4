package org.ecg4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TransformCodec;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The named recipes are what they say and can be trained on two leads. */
class RecipesTest {
  private static final EcgDataset BEATS =
      EcgDataset.of(
          EcgSimulator.of(
                  SimulatorOptions.defaults().withPatients(4).withDuration(Duration.ofSeconds(40)))
              .records(),
          Recipes.dense(Protocol.B).input());

  private static float[] values(ExampleTransform transform, int row) {
    EcgDataset mapped = BEATS.map(transform);
    float[] values = new float[mapped.inputSpec().size()];
    mapped.reader().read(row, values, 0);
    return values;
  }

  @Test
  void measuresAreTheFeaturesOfTheirNames() {
    MorphologyFeatures median =
        MorphologyFeatures.detailed().withGroups(EnumSet.of(Group.MEDIAN_BEAT));
    List<String> names = median.names(List.of("first", "second"));
    float[] all = values(median, 5);
    float[] rhythm = values(RrFeatures.defaults().withLogarithms(true), 5);
    float[] chosen = values(BeatMeasures.of(BeatMeasures.RHYTHM, BeatMeasures.MEDIAN_WIDTHS), 5);
    assertThat(chosen).hasSize(11);
    // Of the nine intervals neither the absolute ones nor the heart rate nor the spread.
    assertThat(Arrays.copyOf(chosen, 5)).containsExactly(Arrays.copyOfRange(rhythm, 2, 7));
    assertThat(Arrays.copyOfRange(chosen, 5, 11))
        .containsExactly(
            all[names.indexOf("median.all.span20_ms")],
            all[names.indexOf("median.all.above20")],
            all[names.indexOf("median.all.speed_spread_ms")],
            all[names.indexOf("median.first.span20_ms")],
            all[names.indexOf("median.first.above20")],
            all[names.indexOf("median.first.speed_spread_ms")]);
  }

  @Test
  void likenessAndRatiosAreRelative() {
    float[] values = values(BeatMeasures.of(BeatMeasures.WIDTH_RATIOS, BeatMeasures.LIKENESS), 7);
    assertThat(values).hasSize(4);
    assertThat(values[0]).isBetween(0.2f, 5f);
    assertThat(values[2]).isBetween(-1.0001f, 1.0001f);
    assertThat(values(BeatMeasures.of(BeatMeasures.WIDTHS), 7)).hasSize(8);
    assertThat(values(BeatMeasures.of(BeatMeasures.WIDTH_DIFFERENCES), 7)).hasSize(2);
  }

  @Test
  void measuresComeBackFromABundlesText() {
    ExampleTransform measures = BeatMeasures.of(BeatMeasures.values());
    assertThat(
            TransformCodec.restore(
                measures.id(), measures.options(), measures.state(), measures.fittedSubjects()))
        .isEqualTo(measures);
  }

  @Test
  void eachProtocolHasItsTable() {
    assertThat(Recipes.of(Protocol.A).stream().map(Recipe::name))
        .containsExactly(
            "notebook-bilstm",
            "notebook-cnn",
            "notebook-alexnet",
            "notebook-gru",
            "course-bilstm-a",
            "course-cnn-a",
            "course-alexnet-a",
            "course-gru-a",
            "dense-c",
            "best-a-2");
    assertThat(Recipes.of(Protocol.C).stream().map(Recipe::name)).endsWith("dense-c", "best-c-2");
    assertThat(Recipes.of(Protocol.B).stream().map(Recipe::name)).endsWith("best-b", "broad-b");
    assertThat(Recipes.best(Protocol.D).fingerprint())
        .isEqualTo(Recipes.best(Protocol.B).fingerprint())
        .isNotEqualTo(Recipes.best(Protocol.C).fingerprint());
    assertThat(Recipes.all().stream().map(Recipe::name)).doesNotHaveDuplicates().hasSize(24);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyFamilyOfTheCourseTakesItsInput(Protocol protocol) {
    for (CourseNetwork network : CourseNetwork.values()) {
      for (Learner learner : Recipes.course(protocol, network).members()) {
        RecipeMember member = (RecipeMember) learner;
        assertThat(member.network().kind())
            .isEqualTo(network.name().toLowerCase(java.util.Locale.ROOT));
        member.network().check(member.featuresOf(BEATS).inputSpec());
      }
    }
    assertThat(Recipes.course(Protocol.A, CourseNetwork.GRU).members()).hasSize(2);
    assertThat(Recipes.course(Protocol.C, CourseNetwork.GRU).members()).hasSize(1);
  }

  @Test
  void aRecipeTrainsAndAgreesWithItself() {
    float[] first;
    try (var model = Recipes.dense(Protocol.B).train(BEATS.asTrainingSet(), 3)) {
      first = model.predict(BEATS);
    }
    try (var model = Recipes.dense(Protocol.B).train(BEATS.asTrainingSet(), 3)) {
      assertThat(model.predict(BEATS)).containsExactly(first, within(1e-6f));
    }
    assertThat(first).hasSize(BEATS.size());
  }
}
