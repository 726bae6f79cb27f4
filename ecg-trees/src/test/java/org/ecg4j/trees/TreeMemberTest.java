package org.ecg4j.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.Standardizer;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.models.Models;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.recipes.RecipeRunner;
import org.ecg4j.sampling.PatientUnderSampler;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.PopulationOptions;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.Test;

/** Trees as members of recipes, alone and beside a network. */
class TreeMemberTest {
  private static final TreeMember TREES =
      TreeMember.of(TreeOptions.boosting().withTrees(20, 1))
          .withFeatures(RrFeatures.defaults().withLogarithms(true));
  private static final RecipeMember NETWORK =
      RecipeMember.of(
              Models.dense().withUnits(List.of(8)),
              TrainingOptions.defaults()
                  .withEpochs(2)
                  .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1)))
          .withFeatures(RrFeatures.defaults())
          .withStandardization(ValueGrouping.FEATURE);

  private static EcgDataset beats(Recipe recipe) {
    SimulatorOptions options =
        SimulatorOptions.defaults()
            .withPatients(6)
            .withDuration(Duration.ofMinutes(1))
            .withPopulation(PopulationOptions.defaults().withKindShares(Map.of()));
    return EcgDataset.of(EcgSimulator.of(options).records(), recipe.input());
  }

  private static Split division(EcgDataset examples) {
    return examples.split(Splits.fraction(0.34, 1));
  }

  @Test
  void aNetworkAndTreesAreAveragedInLogits() throws IOException {
    Recipe recipe = Recipe.of("mixed", NETWORK, TREES);
    EcgDataset beats = beats(recipe);
    Evaluation judged = RecipeRunner.of(recipe, beats).test(TreeMemberTest::division, 4);
    Split split = division(beats);
    float[] network;
    try (var model = NETWORK.train(split.train(), 4)) {
      network = model.predict(split.test());
    }
    Split seen = division(TREES.featuresOf(beats));
    float[] trees = TREES.trainAndPredict(seen.train(), seen.test(), 4);
    double apart = 0;
    for (int i = 0; i < network.length; i++) {
      // The mean of log odds is the log of the geometric mean of odds.
      double odds =
          Math.sqrt(network[i] / (1 - (double) network[i]) * trees[i] / (1 - (double) trees[i]));
      assertThat(judged.probability(i, 1)).isCloseTo(odds / (1 + odds), within(1e-5));
      apart = Math.max(apart, Math.abs(network[i] - (double) trees[i]));
    }
    assertThat(apart).as("the members differ, else their mean says nothing").isGreaterThan(0.2);
    assertThat(recipe.networksOnly().members()).containsExactly(NETWORK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe.train(split.train(), 4))
        .withMessageContaining("trees TreeOptions[rounds=20");
  }

  @Test
  void treesFindEarlyBeats() throws IOException {
    Recipe recipe = Recipe.of("trees", TREES, TREES.withOptions(TreeOptions.forest()));
    Evaluation judged = RecipeRunner.of(recipe, beats(recipe)).test(TreeMemberTest::division, 1);
    assertThat(judged.value(Metric.AUROC)).isGreaterThan(0.9);
  }

  @Test
  void threeClassesHaveAProbabilityEach() throws IOException {
    Recipe recipe =
        Recipe.of("three", TREES)
            .withLabels(LabelScheme.aami3(BeatClass.EscapeBeats.NORMAL))
            .withCopies(2);
    Evaluation judged = RecipeRunner.of(recipe, beats(recipe)).test(TreeMemberTest::division, 1);
    assertThat(judged.classNames()).hasSize(3);
    int right = 0;
    for (int i = 0; i < judged.exampleCount(); i++) {
      double total = 0;
      int best = 0;
      for (int c = 0; c < 3; c++) {
        total += judged.probability(i, c);
        best = judged.probability(i, c) > judged.probability(i, best) ? c : best;
      }
      assertThat(total).isCloseTo(1, within(1e-5));
      right += best == judged.label(i) ? 1 : 0;
    }
    assertThat(right / (double) judged.exampleCount()).isGreaterThan(0.8);
  }

  @Test
  void theDescriptionTellsAllButSeedAndThreads() {
    String text = TREES.describe();
    assertThat(text)
        .startsWith("features rr {")
        .contains("sampler none", "rounds=20", "balance=PATIENT_SYMBOLS");
    assertThat(TREES.withThreads(2).describe()).isEqualTo(text);
    assertThat(TREES.withFeatures(MorphologyFeatures.detailed()).describe()).isNotEqualTo(text);
    assertThat(TREES.withOptions(TREES.options().withDepth(4)).describe()).isNotEqualTo(text);
    assertThat(TREES.withSampler(new PatientUnderSampler(6, 1)).describe())
        .contains("PatientUnderSampler[factor=6.0, seed=1]");
  }

  @Test
  void whatCannotBeRepeatedIsRefused() {
    EcgDataset beats = beats(Recipe.of("any", TREES));
    Standardizer fitted = Standardizer.fit(division(beats).train());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.withFeatures(fitted))
        .withMessageContaining("fitted on nobody");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.withSampler(train -> train))
        .withMessageContaining("toString");
    Split raw = division(beats);
    Split seen = division(TREES.featuresOf(beats));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TREES.trainAndPredict(seen.train(), raw.test(), 1))
        .withMessageContaining("those to predict");
  }

  @Test
  void optionsAreChecked() {
    TreeOptions options = TreeOptions.boosting();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withTrees(0, 1))
        .withMessage("rounds must be 1 to 100000, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withShares(0.5, Double.NaN))
        .withMessage("columnShare must be above 0 and at most 1, not NaN");
    assertThatIllegalArgumentException().isThrownBy(() -> options.withDepth(31));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withLearningRate(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> TREES.withThreads(0));
  }
}
