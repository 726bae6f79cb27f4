package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.features.WindowNormalization;
import org.ecg4j.models.Models;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What speaks for a class, where the examples are made so that it is known. */
class ExplainerTest {
  private static final int SAMPLES = SyntheticExamples.SPEC.size();
  private static final TrainingOptions OPTIONS =
      TrainingOptions.defaults()
          .withEpochs(12)
          .withBatchSize(16)
          .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
  private static EcgDataset examples;
  private static TrainedModel model;

  @BeforeAll
  static void train() {
    examples = SyntheticExamples.dataset(64, 2, 10, 2);
    model =
        EcgTrainer.train(
            Models.cnn().withBatchNorm(true), SyntheticExamples.training(256, 2, 0, 1), OPTIONS);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static int firstOf(int label) {
    int index = 0;
    while (examples.label(index) != label) {
      index++;
    }
    return index;
  }

  /** The class's bump stands at samples 4 to 6. */
  private static void bumpHasMost(Attribution attribution) {
    double bump = 0;
    double elsewhere = 0;
    for (int t = 0; t < SAMPLES; t++) {
      boolean inBump = t >= 4 && t <= 6;
      bump += inBump ? attribution.value(0, t) : 0;
      elsewhere += inBump ? 0 : Math.abs(attribution.value(0, t)) / (SAMPLES - 3);
    }
    assertThat(bump / 3).as("a sample of the bump").isGreaterThan(2 * elsewhere).isPositive();
  }

  @Test
  void bothMethodsFindTheBumpOfTheClass() {
    Explainer explainer = Explainer.of(model).withPatch(Duration.ofMillis(30));
    int index = firstOf(1);
    bumpHasMost(explainer.integratedGradients(examples, index, "class1"));
    bumpHasMost(explainer.occlusion(examples, index, "class1"));
  }

  @Test
  void whatSpeaksForOneOfTwoClassesSpeaksAgainstTheOther() {
    Explainer explainer = Explainer.of(model);
    float[] first = explainer.integratedGradients(examples, 3, "class1").values();
    float[] second = explainer.integratedGradients(examples, 3, "class0").values();
    for (int i = 0; i < first.length; i++) {
      assertThat(second[i]).isEqualTo(-first[i]);
    }
    assertThat(explainer.occlusion(examples, 3, "class0").className()).isEqualTo("class0");
  }

  @Test
  void integratedGradientsAddUpToTheLogitsDifference() {
    float[] window = new float[SAMPLES];
    examples.reader().read(5, window, 0);
    float[] flat = new float[SAMPLES];
    Arrays.fill(flat, median(window));
    double difference = logit(window) - logit(flat);
    Attribution attribution =
        Explainer.of(model).withPathSteps(512).integratedGradients(examples, 5, "class1");
    assertThat(sum(attribution)).isCloseTo(difference, within(0.01 * Math.abs(difference)));
  }

  @Test
  void occlusionOfSingleSamplesIsTheLossOfBridgingThem() {
    Attribution attribution =
        Explainer.of(model)
            .withPatch(Duration.ofMillis(10)) // one sample at 100 Hz
            .occlusion(examples, 7, "class1");
    float[] window = new float[SAMPLES];
    examples.reader().read(7, window, 0);
    for (int t = 1; t < SAMPLES - 1; t++) {
      float[] hidden = window.clone();
      hidden[t] = (window[t - 1] + window[t + 1]) / 2;
      assertThat((double) attribution.value(0, t))
          .isCloseTo(logit(window) - logit(hidden), within(1e-4));
    }
  }

  @Test
  void goesThroughTheModelsOwnTransforms() {
    EcgDataset windows =
        EcgDataset.of(
            EcgSimulator.of(
                    SimulatorOptions.defaults()
                        .withPatients(2)
                        .withDuration(Duration.ofSeconds(40)))
                .records(),
            DatasetOptions.defaults());
    Stft stft = Stft.of(StftOptions.defaults());
    try (TrainedModel transformed =
        EcgTrainer.train(Models.cnn(), windows.asTrainingSet().map(stft), OPTIONS.withEpochs(6))) {
      int width = windows.inputSpec().size();
      float[] window = new float[width];
      windows.reader().read(4, window, 0);
      float[] flat = new float[width];
      Arrays.fill(flat, median(window));
      int size = stft.outputSpec(windows.inputSpec()).size();
      float[] spectra = new float[2 * size];
      var kernel = stft.bind(windows.inputSpec());
      kernel.apply(window, 0, spectra, 0, windows.track(4), windows.beat(4));
      kernel.apply(flat, 0, spectra, size, windows.track(4), windows.beat(4));
      float[] logits = transformed.network().logits(spectra, 2);
      double difference = (double) logits[0] - logits[1];
      assertThat(Math.abs(difference)).isGreaterThan(0.01);
      Attribution attribution =
          Explainer.of(transformed).integratedGradients(windows, 4, windows.classNames().get(1));
      assertThat(attribution.leads()).isEqualTo(windows.inputSpec().leads());
      assertThat(sum(attribution)).isCloseTo(difference, within(0.02 * Math.abs(difference)));
    }
  }

  @Test
  void refusesWhatItCannotExplain() {
    Explainer explainer = Explainer.of(model);
    assertThatThrownBy(() -> explainer.occlusion(examples, 0, "class9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model tells [class0, class1] apart, not class9");
    EcgDataset mapped = examples.map(WindowNormalization.zScore());
    assertThatThrownBy(() -> explainer.occlusion(mapped, 0, "class1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("raw windows")
        .hasMessageContaining("1 transforms");
    assertThatThrownBy(() -> explainer.withPathSteps(0)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> explainer.withPatch(Duration.ZERO)).hasMessageContaining("PT0S");
  }

  private static float median(float[] window) {
    float[] sorted = window.clone();
    Arrays.sort(sorted);
    return sorted[window.length / 2];
  }

  private static double logit(float[] window) {
    return model.network().logits(window, 1)[0];
  }

  private static double sum(Attribution attribution) {
    double sum = 0;
    for (float value : attribution.values()) {
      sum += value;
    }
    return sum;
  }
}
