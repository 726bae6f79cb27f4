package org.ecg4j.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.inference.BeatPrediction;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretrainedModelsTest {
  private static final Path FOLDER = Path.of("src/main/resources/META-INF/ecg4j/pretrained");
  private static final long LARGEST_BYTES = 2 << 20;

  @ParameterizedTest
  @CsvSource({
    "mitbih-course, 'normal abnormal'",
    "mitbih-binary, 'normal abnormal'",
    "mitbih-aami, 'N S V'"
  })
  void classifiesTheBeatsOfARecord(String name, String classes) throws IOException {
    EcgRecord record = recordOfMlIiAndV1();
    long[] beats =
        record.annotations("atr").stream()
            .filter(annotation -> annotation.code().isBeat())
            .mapToLong(Annotation::sample)
            .toArray();
    try (EcgClassifier classifier = EcgClassifier.pretrained(name)) {
      assertThat(classifier.model().info().classNames()).containsExactly(classes.split(" ", -1));
      List<BeatPrediction> predictions = classifier.predict(record, beats);
      assertThat(predictions).hasSizeBetween(beats.length - 6, beats.length);
      for (BeatPrediction prediction : predictions) {
        assertThat(prediction.probabilities().stream().mapToDouble(p -> p).sum())
            .isBetween(1 - 1e-5, 1 + 1e-5);
      }
      assertThat(predictions)
          .extracting(BeatPrediction::className)
          .as("most beats of a simulated heart are normal")
          .filteredOn(label -> label.equals(classifier.model().info().classNames().get(0)))
          .hasSizeGreaterThan(predictions.size() / 2);
    }
  }

  /** The simulator's leads are MLII and V5; most records of MIT-BIH, and the models, have V1. */
  private static EcgRecord recordOfMlIiAndV1() {
    EcgRecord simulated =
        EcgSimulator.of(
                SimulatorOptions.defaults().withPatients(1).withDuration(Duration.ofSeconds(60)))
            .record(0);
    List<Signal> signals = new ArrayList<>();
    for (Signal signal : simulated.signals()) {
      SignalInfo info = signal.info();
      signals.add(
          Signal.of(
              new SignalInfo(
                  info.lead().equals("V5") ? "V1" : info.lead(),
                  info.unit(),
                  info.samplingRateHz(),
                  info.gainAdcPerUnit(),
                  info.baselineAdc(),
                  info.adcResolutionBits(),
                  info.adcZero()),
              signal.toDigital(),
              signal.missingCode()));
    }
    return EcgRecord.of(simulated.header(), signals)
        .withAnnotations("atr", simulated.annotations("atr"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mitbih-course", "mitbih-binary", "mitbih-aami"})
  void itsCardAndTheResultsPageSayWhatTheBundleSays(String name) throws IOException {
    assertThat(FOLDER.resolve(name + ".ecgm"))
        .satisfies(file -> assertThat(Files.size(file)).isLessThan(LARGEST_BYTES));
    String card = Files.readString(FOLDER.resolve(name + ".md"));
    assertThat(card).contains("Moody GB, Mark RG", "Goldberger AL", "Open Data Commons");
    String results = Files.readString(Path.of("../docs/results.md"));
    try (EcgClassifier classifier = EcgClassifier.pretrained(name)) {
      Map<String, Double> figures = classifier.model().info().lineage().metrics();
      assertThat(figures).isNotEmpty();
      figures.forEach(
          (figure, value) ->
              assertThat(card)
                  .contains(String.format(Locale.ROOT, "| %s | %.3f |", figure, value)));
      String first = name.equals("mitbih-aami") ? "macro-F1" : "F1";
      assertThat(results)
          .contains(
              String.format(Locale.ROOT, "seed 1: %s %.3f", first, figures.get("test " + first)));
    }
  }

  @Test
  void aModelThatIsNotThereNamesTheArtifact() {
    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> EcgClassifier.pretrained("mitbih-nothing"))
        .withMessageContaining("mitbih-nothing")
        .withMessageContaining("org.ecg4j:ecg-pretrained");
  }
}
