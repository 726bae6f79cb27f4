package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Calibration;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.Models;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.signal.Resampler;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier says of a record's beats what the model says of the dataset made from them. */
class EcgClassifierTest {
  @TempDir static Path folder;
  private static EcgRecord record;
  private static EcgDataset dataset;
  private static EcgClassifier classifier;
  private static float[] expected;

  @BeforeAll
  static void train() throws IOException {
    List<EcgRecord> records =
        EcgSimulator.of(
                SimulatorOptions.defaults().withPatients(3).withDuration(Duration.ofMinutes(1)))
            .records();
    record = records.get(2);
    EcgDataset learned = EcgDataset.of(records.subList(0, 2), DatasetOptions.defaults());
    dataset = EcgDataset.of(List.of(record), DatasetOptions.defaults());
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(1)
            .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
    Path file = folder.resolve("model.ecgm");
    Stft stft = Stft.of(StftOptions.defaults());
    try (TrainedModel model =
        EcgTrainer.train(
            Models.biLstm().withHiddenUnits(4), learned.asTrainingSet().map(stft), options)) {
      expected = model.predict(dataset);
      // Raw windows and windows that went through the model's own transform are the same to it.
      assertThat(model.predict(dataset.map(stft))).isEqualTo(expected);
      model.save(file);
    }
    classifier = EcgClassifier.load(file);
  }

  @AfterAll
  static void close() {
    classifier.close();
  }

  private static long[] beats() {
    return LongStream.range(0, dataset.track(0).beatCount())
        .map(beat -> dataset.track(0).beatSample((int) beat))
        .toArray();
  }

  @Test
  void classifiesBeatsOfARecord() {
    List<BeatPrediction> predictions = classifier.predict(record, beats());
    assertThat(predictions).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(predictions.get(i).probabilities().get(1)).isEqualTo((double) expected[i]);
      assertThat(predictions.get(i).beatSample()).isEqualTo(dataset.beatSample(i));
      assertThat(predictions.get(i).className())
          .isEqualTo(dataset.classNames().get(expected[i] > 0.5f ? 1 : 0));
    }
  }

  @Test
  void classifiesWindows() {
    int width = dataset.inputSpec().size();
    float[] windows = new float[dataset.size() * width];
    for (int i = 0; i < dataset.size(); i++) {
      dataset.reader().read(i, windows, i * width);
    }
    List<BeatPrediction> predictions = classifier.predict(windows, dataset.size());
    for (int i = 0; i < expected.length; i++) {
      assertThat(predictions.get(i).probabilities().get(1)).isEqualTo((double) expected[i]);
    }
    assertThatThrownBy(() -> classifier.predict(new float[width - 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1440");
    float[] broken = new float[width];
    broken[7] = Float.NaN;
    assertThatThrownBy(() -> classifier.predict(broken)).hasMessageContaining("value 7");
  }

  @Test
  void severalThreadsAgree() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<BeatPrediction>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(pool.submit(() -> classifier.predict(record, beats())));
      }
      for (Future<List<BeatPrediction>> one : all) {
        assertThat(one.get()).isEqualTo(all.get(0).get());
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void anotherSamplingRateIsRefusedOrResampled() {
    EcgRecord slower = Resampler.resample(record, 250);
    long[] beats = LongStream.of(beats()).map(s -> Math.round(s * 250 / 360.0)).toArray();
    assertThatThrownBy(() -> classifier.predict(slower, beats))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("360.0 Hz")
        .hasMessageContaining("250.0 Hz");
    List<BeatPrediction> predictions = classifier.withResampling().predict(slower, beats);
    assertThat(predictions).hasSizeBetween(expected.length - 2, expected.length + 2);
    assertThat(predictions.get(0).beatSample()).isIn(LongStream.of(beats).boxed().toList());
    double apart =
        IntStream.range(0, Math.min(predictions.size(), expected.length))
            .mapToDouble(i -> Math.abs(predictions.get(i).probabilities().get(1) - expected[i]))
            .average()
            .orElseThrow();
    assertThat(apart).isLessThan(0.05);
  }

  @Test
  void thresholdAndCalibrationAreKept() throws IOException {
    TrainedModel model = classifier.model();
    Decision decision =
        Decision.standard()
            .withThreshold(0.3)
            .withCalibration(Calibration.ofTemperature(2, List.of("p1")));
    Path file = folder.resolve("calibrated.ecgm");
    model.withDecision(decision).withMetrics(java.util.Map.of("test F1", 0.5)).save(file);
    try (TrainedModel loaded = TrainedModel.load(file)) {
      float[] calibrated = loaded.predict(dataset);
      for (int i = 0; i < calibrated.length; i++) {
        double logit = Math.log(expected[i] / (1 - (double) expected[i])) / 2;
        assertThat((double) calibrated[i])
            .isCloseTo(1 / (1 + Math.exp(-logit)), org.assertj.core.api.Assertions.within(1e-5));
      }
      Evaluation evaluation = loaded.evaluate(dataset);
      assertThat(evaluation.threshold()).isEqualTo(0.3);
      assertThat(evaluation.value(Metric.RECALL)).isNotNaN();
      assertThat(loaded.info().decision().calibration().map(Calibration::temperature))
          .isEqualTo(Optional.of(2.0));
      assertThat(loaded.info().lineage().metrics()).containsEntry("test F1", 0.5);
    }
  }

  @Test
  void bundlesOfTheFirstVersionSayTheirWindowsInWords() throws IOException {
    Pipeline pipeline = classifier.model().info().pipeline();
    SealedZip zip = SealedZip.read(folder.resolve("model.ecgm"), ModelBundle.KIND, 2);
    String unknown =
        new Pipeline(pipeline.raw(), Optional.empty(), pipeline.transforms()).fingerprint();
    String first =
        zip.contentText()
            .replaceAll("\"window\":\\{\"before\".*?\\}.*?\\}.*?\\},", "")
            .replace(pipeline.fingerprint(), unknown);
    assertThat(first).doesNotContain("nanoseconds").contains("\"window\"", unknown);
    Path old = folder.resolve("first.ecgm");
    SealedZip.write(old, ModelBundle.KIND, 1, first, zip.parts());
    try (EcgClassifier loaded = EcgClassifier.load(old)) {
      assertThat(loaded.model().info().pipeline()).isEqualTo(pipeline);
      assertThat(loaded.predict(record, beats())).isEqualTo(classifier.predict(record, beats()));
    }
    // One that does not say it at all is of use for windows only.
    SealedZip.write(
        old,
        ModelBundle.KIND,
        1,
        first.replace("\"name\":\"window\"", "\"name\":\"w\""),
        zip.parts());
    try (EcgClassifier loaded = EcgClassifier.load(old)) {
      assertThat(loaded.model().info().pipeline().window()).isEmpty();
      assertThatThrownBy(() -> loaded.predict(record, beats()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("how its windows were cut");
    }
  }

  @Test
  void windowsCutInAnotherWayAreRefused() {
    WindowOptions scaled =
        WindowOptions.defaults().withNormalization(WindowOptions.Normalization.WINDOW_Z_SCORE);
    EcgDataset other = EcgDataset.of(List.of(record), DatasetOptions.defaults().withWindow(scaled));
    assertThatThrownBy(() -> classifier.model().predict(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WINDOW_Z_SCORE");
  }
}
