package org.ecg4j.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.Standardizer;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.FusionSpec;
import org.ecg4j.models.Models;
import org.ecg4j.sampling.Sampler;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeRunnerTest {
  private static final TrainingOptions BRIEF =
      TrainingOptions.defaults()
          .withEpochs(1)
          .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
  private static final RecipeMember CNN =
      RecipeMember.of(Models.cnn(), BRIEF)
          .withFeatures(Stft.of(StftOptions.defaults()))
          .withStandardization(ValueGrouping.FREQUENCY);
  private static final RecipeMember LSTM =
      RecipeMember.of(Models.biLstm().withHiddenUnits(4), BRIEF)
          .withFeatures(Stft.of(StftOptions.defaults()));

  private static EcgDataset beats;

  @TempDir Path folder;

  /** Keeps predictions in memory and counts trainings. */
  private static final class Memory implements PredictionStore {
    private final Map<String, float[]> kept = new HashMap<>();
    private int trainings;

    @Override
    public Optional<float[]> find(String key) {
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void put(String key, float[] probabilities, double seconds) {
      kept.put(key, probabilities.clone());
      trainings++;
    }
  }

  private static Split division(EcgDataset examples) {
    return examples.split(Splits.fraction(0.34, 1));
  }

  @BeforeAll
  static void simulate() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withPatients(6).withDuration(Duration.ofMinutes(1));
    beats = EcgDataset.of(EcgSimulator.of(options).records(), Recipe.of("any", CNN).input());
  }

  @Test
  void theRunnerJudgesWhatTrainingByHandGives() throws IOException {
    Recipe recipe = Recipe.of("two", CNN, LSTM);
    Evaluation judged =
        RecipeRunner.of(recipe, beats).withFeatureCache(folder).test(RecipeRunnerTest::division, 5);
    Split split = division(beats);
    try (TrainedModel byHand = recipe.train(split.train(), 5)) {
      Evaluation own = byHand.evaluate(split.test());
      assertThat(judged.exampleCount()).isEqualTo(own.exampleCount());
      assertThat(judged.role()).isEqualTo(own.role()).isEqualTo(Evaluation.Role.HELD_OUT);
      for (int i = 0; i < own.exampleCount(); i++) {
        assertThat(judged.probability(i, 1)).isCloseTo(own.probability(i, 1), within(1e-6));
      }
    }
  }

  @Test
  void whatOneRecipeTrainedAnotherDoesNotTrainAgain() throws IOException {
    Memory memory = new Memory();
    RecipeRunner.of(Recipe.of("one", CNN), beats)
        .withStore(memory)
        .outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 1);
    assertThat(memory.trainings).isEqualTo(2);
    RecipeRunner both = RecipeRunner.of(Recipe.of("two", CNN, LSTM), beats).withStore(memory);
    RecipeRunner.OutOfFold first =
        both.outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 1);
    assertThat(memory.trainings).isEqualTo(4);
    assertThat(both.outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 1).probabilities())
        .containsExactly(first.probabilities());
    assertThat(memory.trainings).isEqualTo(4);
    assertThat(first.predictions().subjects())
        .containsExactlyInAnyOrderElementsOf(first.examples().subjects());
    both.outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 2);
    assertThat(memory.trainings).as("another seed is another training").isEqualTo(8);
  }

  @Test
  void judgesOnlyTheBeatsOfANarrowerScheme() throws IOException {
    LabelScheme onlyV = LabelScheme.of("only V", ImmutableMap.of("N", "normal", "V", "abnormal"));
    assertThat(onlyV.classNames()).isEqualTo(beats.classNames());
    RecipeRunner all = RecipeRunner.of(Recipe.of("one", LSTM), beats).withStore(new Memory());
    RecipeRunner narrow = all.withScored(onlyV);
    Split split = division(beats);
    Evaluation whole = all.test(RecipeRunnerTest::division, 1);
    Evaluation part = narrow.test(RecipeRunnerTest::division, 1);
    List<Double> kept = new ArrayList<>();
    for (int i = 0; i < split.test().size(); i++) {
      if (onlyV.classOf(split.test().beatCode(i)) != LabelScheme.DROPPED) {
        kept.add(whole.probability(i, 1));
      }
    }
    assertThat(kept.size()).isBetween(1, split.test().size() - 1);
    assertThat(part.exampleCount()).isEqualTo(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      assertThat(part.probability(i, 1)).isEqualTo(kept.get(i));
    }
    RecipeRunner.OutOfFold held =
        narrow.outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 1);
    assertThat(held.predictions().exampleCount())
        .isEqualTo(held.examples().size())
        .isEqualTo(
            (int)
                IntStream.range(0, split.train().size())
                    .filter(i -> onlyV.classOf(split.train().beatCode(i)) != LabelScheme.DROPPED)
                    .count());
  }

  @Test
  void aSchemeThatLabelsOtherwiseCannotJudge() {
    RecipeRunner runner = RecipeRunner.of(Recipe.of("one", LSTM), beats);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                runner.withScored(
                    LabelScheme.of("upside down", ImmutableMap.of("V", "normal", "N", "abnormal"))))
        .withMessageContaining("in the examples, but");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> runner.withScored(LabelScheme.aami3(BeatClass.EscapeBeats.NORMAL)))
        .withMessageContaining("cannot be judged by");
  }

  @Test
  void aRecipeOfFeaturesBesideTheWaveformTrains() throws IOException {
    FusionSpec network = Models.fusion().withWaveform(Models.cnn());
    RecipeMember member =
        RecipeMember.of(network, BRIEF)
            .withFeatures(FeatureJoin.of(Stft.of(StftOptions.defaults()), RrFeatures.defaults()))
            .withStandardization(ValueGrouping.FREQUENCY);
    Evaluation judged =
        RecipeRunner.of(Recipe.of("fusion", member), beats).test(RecipeRunnerTest::division, 1);
    assertThat(judged.exampleCount()).isEqualTo(division(beats).test().size());
  }

  @Test
  void recipesDifferByWhatTheyDescribe() {
    Recipe recipe = Recipe.of("a", CNN);
    assertThat(recipe.withName("b").fingerprint()).isEqualTo(recipe.fingerprint());
    assertThat(recipe.withCopies(2).fingerprint()).isNotEqualTo(recipe.fingerprint());
    RecipeMember longer = CNN.withTraining(BRIEF.withEpochs(2));
    assertThat(Recipe.of("a", longer).fingerprint()).isNotEqualTo(recipe.fingerprint());
    RuntimeOptions threads = BRIEF.runtime().withThreads(2);
    RecipeMember faster = CNN.withTraining(BRIEF.withRuntime(threads));
    assertThat(Recipe.of("a", faster).fingerprint()).isEqualTo(recipe.fingerprint());
  }

  @Test
  void fittedFeaturesAndNamelessSamplersAreRefused() {
    Standardizer fitted = Standardizer.fit(division(beats).train());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CNN.withFeatures(fitted))
        .withMessageContaining("fitted on nobody");
    Sampler nameless = train -> train;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CNN.withSampler(nameless))
        .withMessageContaining("toString");
  }

  /** A learner of no kind that the library knows: says the same of everybody. */
  private record Constant(float probability, int perExample) implements Learner {
    @Override
    public String describe() {
      return "constant " + probability;
    }

    @Override
    public Optional<ExampleTransform> features() {
      return Optional.empty();
    }

    @Override
    public float[] trainAndPredict(TrainingSet train, Examples held, long seed) {
      float[] all = new float[held.size() * perExample];
      Arrays.fill(all, probability);
      return all;
    }
  }

  @Test
  void membersOfAnyKindAreAveragedInLogits() throws IOException {
    Recipe recipe = Recipe.of("any", new Constant(0.9f, 1), new Constant(0.5f, 1));
    RecipeRunner runner = RecipeRunner.of(recipe, beats);
    // Odds of 9 and of 1: their geometric mean is 3.
    assertThat(runner.test(RecipeRunnerTest::division, 1).probability(0, 1))
        .isCloseTo(0.75, within(1e-6));
    float[] held =
        runner.outOfFold(RecipeRunnerTest::division, Splits.kFold(2, 1), 1).probabilities();
    assertThat(held).hasSize(division(beats).train().size());
    assertThat(held[held.length - 1]).isCloseTo(0.75f, within(1e-6f));
  }

  @Test
  void oneModelIsMadeOfNetworksOnly() {
    Recipe recipe = Recipe.of("mixed", new Constant(0.9f, 1), CNN);
    TrainingSet train = division(beats).train();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe.train(train, 1))
        .withMessageContaining("constant 0.9")
        .withMessageContaining("networksOnly()");
    assertThat(recipe.networksOnly().members()).containsExactly(CNN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Recipe.of("none", new Constant(0.9f, 1)).networksOnly())
        .withMessageContaining("at least one member");
  }

  @Test
  void aLearnerThatGivesTooManyProbabilitiesIsNamed() {
    RecipeRunner runner = RecipeRunner.of(Recipe.of("wide", new Constant(0.25f, 2)), beats);
    assertThatIllegalStateException()
        .isThrownBy(() -> runner.test(RecipeRunnerTest::division, 1))
        .withMessageContaining("constant 0.25");
  }
}
