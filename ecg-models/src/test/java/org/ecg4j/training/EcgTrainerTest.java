package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.Augmentation;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.ecg4j.sampling.BalancedBatches;
import org.ecg4j.sampling.ClassWeights;
import org.junit.jupiter.api.Test;

class EcgTrainerTest {
  private static final ModelSpec SPEC = Models.biLstm().withHiddenUnits(4).withDropout(0.2);
  private static final TrainingOptions OPTIONS =
      TrainingOptions.defaults()
          .withEpochs(3)
          .withBatchSize(16)
          .withLearningRate(0.02)
          .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
  private static final TrainingSet SET = SyntheticExamples.training(400, 2, 0, 1);

  @Test
  void learnsAndJudgesHeldOutPatients() {
    List<TrainingHistory.Epoch> epochs = new ArrayList<>();
    List<TrainingListener.Progress> batches = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onBatch(Progress progress) {
            batches.add(progress);
          }

          @Override
          public void onEpoch(TrainingHistory.Epoch epoch) {
            epochs.add(epoch);
          }
        };
    TrainingSet validation = SyntheticExamples.training(100, 2, 50, 5);
    try (TrainedModel model = EcgTrainer.train(SPEC, SET, validation, OPTIONS, listener)) {
      Evaluation held = model.evaluate(SyntheticExamples.dataset(400, 2, 100, 2));
      assertThat(held.role()).isEqualTo(Evaluation.Role.HELD_OUT);
      assertThat(held.value(Metric.ACCURACY)).isGreaterThan(0.9);
      Evaluation train = model.evaluate(SET);
      assertThat(train.role()).isEqualTo(Evaluation.Role.TRAIN);
      assertThat(epochs).hasSize(3).isEqualTo(model.info().lineage().history().epochs());
      assertThat(batches).hasSize(3 * 25);
      assertThat(epochs.get(2).trainLoss()).isLessThan(epochs.get(0).trainLoss());
      Evaluation onValidation = model.evaluate(validation);
      assertThat(onValidation.role()).isEqualTo(Evaluation.Role.TRAIN);
      assertThat(epochs.get(2).validationAccuracy()).isEqualTo(onValidation.value(Metric.ACCURACY));
    }
  }

  @Test
  void severalClasses() {
    TrainingSet set = SyntheticExamples.training(400, 4, 0, 3);
    try (TrainedModel model = EcgTrainer.train(SPEC, set, OPTIONS)) {
      Evaluation held = model.evaluate(SyntheticExamples.dataset(400, 4, 100, 4));
      assertThat(held.value(Metric.ACCURACY)).isGreaterThan(0.7);
      assertThat(model.predict(set)).hasSize(1600);
    }
  }

  @Test
  void sameSeedGivesEqualWeightsFromResidentAndFromStreamedExamples() {
    TrainingOptions streamed =
        OPTIONS.withRuntime(OPTIONS.runtime().withResidentBytes(0).withLoaderThreads(3));
    try (TrainedModel one = EcgTrainer.train(SPEC, SET, OPTIONS);
        TrainedModel two = EcgTrainer.train(SPEC, SET, OPTIONS);
        TrainedModel three = EcgTrainer.train(SPEC, SET, streamed);
        TrainedModel other = EcgTrainer.train(SPEC, SET, OPTIONS.withSeed(2))) {
      assertThat(two.weights()).isEqualTo(one.weights());
      assertThat(three.weights()).isEqualTo(one.weights());
      assertThat(other.weights()).isNotEqualTo(one.weights());
    }
  }

  @Test
  void classWeightsChangeLossAndResult() {
    TrainingOptions plain = OPTIONS.withEpochs(1).withLoss(Loss.crossEntropy());
    TrainingOptions weighted =
        plain.withLoss(
            Loss.crossEntropy()
                .withClassWeights(ClassWeights.of(Map.of("class0", 1.0, "class1", 20.0))));
    try (TrainedModel one = EcgTrainer.train(SPEC, SET, plain);
        TrainedModel two = EcgTrainer.train(SPEC, SET, weighted)) {
      double lossOne = one.info().lineage().history().epochs().get(0).trainLoss();
      double lossTwo = two.info().lineage().history().epochs().get(0).trainLoss();
      assertThat(lossTwo).isNotEqualTo(lossOne);
      assertThat(positives(two)).isGreaterThan(positives(one));
      assertThat(two.weights()).isNotEqualTo(one.weights());
    }
  }

  private static long positives(TrainedModel model) {
    float[] probabilities = model.predict(SET);
    double sum = 0;
    for (float p : probabilities) {
      sum += p;
    }
    return Math.round(sum);
  }

  @Test
  void refusesLeaksAndForeignExamples() {
    try (TrainedModel model = EcgTrainer.train(SPEC, SET, OPTIONS.withEpochs(1))) {
      assertThatThrownBy(() -> model.evaluate(SyntheticExamples.dataset(40, 2, 2, 9)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[p2, p3]");
      assertThatThrownBy(() -> model.evaluate(SyntheticExamples.dataset(40, 3, 100, 9)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("class2");
    }
    TrainingSet overlapping = SyntheticExamples.training(40, 2, 3, 9);
    assertThatThrownBy(
            () -> EcgTrainer.train(SPEC, SET, overlapping, OPTIONS, new TrainingListener() {}))
        .hasMessageContaining("[p3]");
  }

  @Test
  void interruptionEndsTrainingBetweenBatches() {
    TrainingListener interrupting =
        new TrainingListener() {
          @Override
          public void onBatch(Progress progress) {
            if (progress.batch() == 5) {
              Thread.currentThread().interrupt();
            }
          }
        };
    assertThatThrownBy(() -> EcgTrainer.train(SPEC, SET, OPTIONS, interrupting))
        .isInstanceOf(TrainingInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stopRequestKeepsWhatWasLearned() {
    StopRequest stop = new StopRequest();
    TrainingListener stopping =
        new TrainingListener() {
          @Override
          public void onBatch(Progress progress) {
            if (progress.epoch() == 2 && progress.batch() == 5) {
              stop.request();
            }
          }
        };
    try (TrainedModel model =
        EcgTrainer.of(SPEC, OPTIONS).withListener(stopping).withStopRequest(stop).train(SET)) {
      assertThat(model.info().lineage().history().epochs()).hasSize(2);
      assertThat(model.evaluate(SET).value(Metric.ACCURACY)).isGreaterThan(0.6);
    }
  }

  @Test
  void augmentationMixupAndBalancedBatchesDoNotDependOnThreads() {
    Regime regime =
        Regime.plain()
            .withBatches(BalancedBatches.even(2))
            .withAugmentation(Augmentation.seeded(3).gaussianNoise(0.05).mixUp(0.4));
    TrainingOptions one =
        OPTIONS.withRegime(regime).withRuntime(OPTIONS.runtime().withLoaderThreads(1));
    TrainingOptions three = one.withRuntime(OPTIONS.runtime().withLoaderThreads(3));
    try (TrainedModel first = EcgTrainer.train(SPEC, SET, one);
        TrainedModel second = EcgTrainer.train(SPEC, SET, three);
        TrainedModel plain = EcgTrainer.train(SPEC, SET, OPTIONS)) {
      assertThat(second.weights()).isEqualTo(first.weights());
      assertThat(plain.weights()).isNotEqualTo(first.weights());
      Evaluation held = first.evaluate(SyntheticExamples.dataset(400, 2, 100, 2));
      assertThat(held.value(Metric.ACCURACY)).isGreaterThan(0.85);
    }
  }

  @Test
  void aMovingAverageAndTheBestEpochAreWhatTheModelHas() {
    TrainingSet validation = SyntheticExamples.training(100, 2, 50, 5);
    // At this rate the network gets worse at some point; patience ends training then.
    TrainingOptions options =
        OPTIONS
            .withEpochs(40)
            .withLearningRate(0.1)
            .withRegime(
                Regime.plain()
                    .withAverageDecay(0.9)
                    .withEarlyStopping(
                        EarlyStopping.of(
                            Monitor.of(Metric.F1, Monitor.Direction.HIGHER_IS_BETTER), 2)));
    try (TrainedModel model = EcgTrainer.of(SPEC, options).withValidation(validation).train(SET)) {
      TrainingHistory history = model.info().lineage().history();
      int best = history.bestEpoch().getAsInt();
      double bestF1 = history.epochs().get(best - 1).validationMetric();
      assertThat(history.epochs()).hasSizeLessThan(40).hasSize(best + 3);
      assertThat(history.epochs())
          .allSatisfy(epoch -> assertThat(epoch.validationMetric()).isLessThanOrEqualTo(bestF1));
      assertThat(model.evaluate(validation).value(Metric.F1)).isEqualTo(bestF1);
    }
    assertThatThrownBy(() -> EcgTrainer.train(SPEC, SET, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("withValidation");
  }

  @Test
  void aValueThatIsNotFiniteIsNamed() {
    int[] all = new int[SET.size()];
    Arrays.setAll(all, i -> i);
    float[] broken = new float[SET.inputSpec().size()];
    Arrays.fill(broken, Float.NaN);
    TrainingSet set =
        SET.append(new float[][] {broken}, new int[] {0}, new int[] {1}, "a broken example");
    assertThatThrownBy(() -> EcgTrainer.train(SPEC, set, OPTIONS))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("not finite");
  }
}
