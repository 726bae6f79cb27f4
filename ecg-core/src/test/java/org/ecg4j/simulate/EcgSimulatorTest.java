package org.ecg4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcgSimulatorTest {
  private static final SimulatorOptions SHORT =
      SimulatorOptions.defaults().withPatients(6).withDuration(Duration.ofMinutes(3));

  @Test
  void recordsLookLikeThoseOfMitBih() {
    EcgRecord record = EcgSimulator.of(SHORT).record(0);
    assertThat(record.name()).isEqualTo("s00001");
    assertThat(record.samplingRateHz()).isEqualTo(360);
    assertThat(record.sampleCount()).isEqualTo(3 * 60 * 360);
    assertThat(record.leads()).containsExactly("MLII", "V5");
    assertThat(record.signal("V5").info().gainAdcPerUnit()).isEqualTo(200);
    assertThat(record.signal("V5").info().baselineAdc()).isEqualTo(1024);
    for (int value : record.signal("MLII").toDigital()) {
      assertThat(value).isBetween(0, 2047);
    }
  }

  @Test
  void theSameSeedGivesTheSameRecordsAtAnyThreadCount() throws Exception {
    List<EcgRecord> parallel = EcgSimulator.of(SHORT).records();
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      List<EcgRecord> serial = one.submit(() -> EcgSimulator.of(SHORT).records()).get();
      for (int i = 0; i < parallel.size(); i++) {
        assertSame(serial.get(i), parallel.get(i));
        assertSame(EcgSimulator.of(SHORT.withPatients(9)).record(i), parallel.get(i));
      }
    } finally {
      one.shutdown();
    }
  }

  @Test
  void anotherSeedGivesOtherPatients() {
    EcgRecord first = EcgSimulator.of(SHORT).record(0);
    EcgRecord second = EcgSimulator.of(SHORT.withSeed(2)).record(0);
    assertThat(first.signal("MLII").toDigital()).isNotEqualTo(second.signal("MLII").toDigital());
    assertThat(first.annotations("atr")).isNotEqualTo(second.annotations("atr"));
  }

  @Test
  void narrowBeatsAreAnnotatedAtTheirHighestSample() {
    EcgSimulator simulator = EcgSimulator.of(SHORT.withNoise(NoiseOptions.none()));
    int checked = 0;
    for (EcgRecord record : simulator.records()) {
      int[] values = record.signal("MLII").toDigital();
      for (Annotation annotation : record.annotations("atr")) {
        if (annotation.code().mnemonic().equals("N") && annotation.sample() > 60) {
          int at = (int) annotation.sample();
          int highest = at;
          for (int i = at - 25; i <= Math.min(at + 25, values.length - 1); i++) {
            highest = values[i] > values[highest] ? i : highest;
          }
          assertThat(highest).as("%s %s", record.name(), annotation).isBetween(at - 1, at + 1);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(500);
  }

  @Test
  void annotationsRiseWithinTheRecordAndBeginWithTheRhythm() {
    for (EcgRecord record : EcgSimulator.of(SHORT).records()) {
      List<Annotation> annotations = record.annotations("atr");
      assertThat(annotations.get(0).code().mnemonic()).isEqualTo("+");
      assertThat(annotations).extracting(Annotation::sample).isSorted();
      assertThat(annotations)
          .extracting(Annotation::sample)
          .allMatch(sample -> sample >= 0 && sample < record.sampleCount());
      assertThat(beats(record)).extracting(Annotation::sample).doesNotHaveDuplicates();
    }
  }

  @Test
  void ventricularBeatsComeEarlyAndTheirPauseIsCompensatory() {
    SimulatorOptions steady =
        SHORT
            .withDuration(Duration.ofMinutes(10))
            .withPopulation(
                PopulationOptions.defaults()
                    .withEctopy(0.1, 0)
                    .withHeartRateVariability(0)
                    .withKindShares(Map.of()));
    int checked = 0;
    for (EcgRecord record : EcgSimulator.of(steady).records()) {
      List<Annotation> beats = beats(record);
      for (int i = 3; i < beats.size() - 1; i++) {
        if (mnemonics(beats, i - 3, i + 2).equals("NNNVN")) {
          double interval = beats.get(i - 1).sample() - beats.get(i - 2).sample();
          double before = beats.get(i).sample() - beats.get(i - 1).sample();
          double after = beats.get(i + 1).sample() - beats.get(i).sample();
          assertThat(before / interval).isBetween(0.4, 0.8);
          assertThat(before + after).isCloseTo(2 * interval, within(3.0));
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  @Test
  void atrialBeatsResetTheSinusNode() {
    SimulatorOptions steady =
        SHORT
            .withDuration(Duration.ofMinutes(10))
            .withPopulation(
                PopulationOptions.defaults()
                    .withEctopy(0, 0.1)
                    .withAtrialPrematurity(0.25)
                    .withHeartRateVariability(0)
                    .withKindShares(Map.of()));
    int checked = 0;
    for (EcgRecord record : EcgSimulator.of(steady).records()) {
      List<Annotation> beats = beats(record);
      for (int i = 3; i < beats.size() - 1; i++) {
        if (mnemonics(beats, i - 3, i + 2).equals("NNNAN")) {
          double interval = beats.get(i - 2).sample() - beats.get(i - 3).sample();
          double before = beats.get(i).sample() - beats.get(i - 1).sample();
          double after = beats.get(i + 1).sample() - beats.get(i).sample();
          // 0.25 times a patient's 0.7 to 1.3 times a beat's 0.7 to 1.3
          assertThat(before / interval).isBetween(1 - 0.25 * 1.69 - 0.01, 1 - 0.25 * 0.49 + 0.01);
          assertThat(after / interval).isBetween(0.98, 1.17);
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  @Test
  void namesCanBeThoseOfMitBih() {
    SimulatorOptions options =
        SHORT
            .withDuration(Duration.ofSeconds(10))
            .withRecordNames(SimulatorOptions.MIT_BIH_RECORD_NAMES);
    assertThat(options.patients()).isEqualTo(48);
    List<EcgRecord> records = EcgSimulator.of(options).records();
    assertThat(records)
        .extracting(EcgRecord::name)
        .hasSize(48)
        .startsWith("100", "101")
        .endsWith("234");
  }

  @Test
  void writesADatabaseThatReadsBack(@TempDir Path folder) throws Exception {
    EcgSimulator simulator = EcgSimulator.of(SHORT.withDuration(Duration.ofSeconds(30)));
    List<String> told = new ArrayList<>();
    List<String> names = simulator.write(folder.resolve("db"), told::add);
    assertThat(told).containsExactlyInAnyOrderElementsOf(names);
    assertThat(Files.readString(folder.resolve("db/RECORDS")))
        .isEqualTo("s00001\ns00002\ns00003\ns00004\ns00005\ns00006\n");
    List<Path> paths = Wfdb.listRecords(folder.resolve("db"));
    assertThat(paths).hasSize(6);
    for (int i = 0; i < paths.size(); i++) {
      assertSame(Wfdb.read(paths.get(i)), simulator.record(i));
    }
    try (Stream<Path> files = Files.list(folder.resolve("db"))) {
      assertThat(files).hasSize(3 * 6 + 1);
    }
    simulator.write(folder.resolve("again"));
    for (String name : List.of("s00001.dat", "s00002.atr", "s00006.hea", "RECORDS")) {
      assertThat(folder.resolve("again").resolve(name))
          .hasSameBinaryContentAs(folder.resolve("db").resolve(name));
    }
  }

  @Test
  void optionsSayWhatIsWrong() {
    SimulatorOptions options = SimulatorOptions.defaults();
    assertThatThrownBy(() -> options.withPatients(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
    assertThatThrownBy(() -> options.withDuration(Duration.ofSeconds(1)))
        .hasMessageContaining("PT1S");
    assertThatThrownBy(() -> options.withSamplingRateHz(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> options.withRecordNames(List.of("a", "../b")))
        .hasMessageContaining("../b");
    assertThatThrownBy(() -> options.withRecordNames(List.of("a", "a")))
        .hasMessageContaining("differ");
    assertThatThrownBy(() -> PopulationOptions.defaults().withEctopy(0.6, 0))
        .hasMessageContaining("0.6");
    assertThatThrownBy(
            () ->
                PopulationOptions.defaults()
                    .withKindShares(
                        Map.of(PatientKind.PACED, 0.7, PatientKind.ATRIAL_FIBRILLATION, 0.7)))
        .hasMessageContaining("1.4");
    assertThatThrownBy(() -> NoiseOptions.defaults().withSnrDb(20, 10)).hasMessageContaining("20");
    assertThatThrownBy(() -> EcgSimulator.of(options).record(12))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String mnemonics(List<Annotation> beats, int from, int to) {
    StringBuilder text = new StringBuilder();
    beats.subList(from, to).forEach(beat -> text.append(beat.code().mnemonic()));
    return text.toString();
  }

  private static List<Annotation> beats(EcgRecord record) {
    List<Annotation> beats = new ArrayList<>();
    for (Annotation annotation : record.annotations("atr")) {
      if (annotation.code().isBeat()) {
        beats.add(annotation);
      }
    }
    return beats;
  }

  private static void assertSame(EcgRecord actual, EcgRecord expected) {
    assertThat(actual.header()).isEqualTo(expected.header());
    assertThat(actual.annotations("atr")).isEqualTo(expected.annotations("atr"));
    for (String lead : expected.leads()) {
      assertThat(actual.signal(lead).toDigital()).isEqualTo(expected.signal(lead).toDigital());
    }
  }

  @Test
  void everyAnnotationLiesWithinTheRecord() {
    // Patient 46 of seed 1 once began with a premature beat 29 samples before the record.
    for (int patient = 0; patient < 48; patient++) {
      EcgRecord record =
          EcgSimulator.of(
                  SimulatorOptions.defaults()
                      .withPatients(48)
                      .withDuration(Duration.ofSeconds(20))
                      .withSeed(1))
              .record(patient);
      assertThat(record.annotations(EcgSimulator.ANNOTATOR))
          .as("patient " + patient)
          .allSatisfy(a -> assertThat(a.sample()).isBetween(0L, record.sampleCount() - 1));
    }
  }
}
