package org.ecg4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.testing.TestData;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseStressTest {
  private static final int RATE = 100;
  private static final SignalInfo INFO = SignalInfo.millivolts("MLII", RATE);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Twenty beats of 1, 2 ... 20 times 0.1 mV; the first and the last are trimmed away. */
  @Test
  void signalPowerIsThatOfASineOfTheTrimmedMeanAmplitude() {
    int[] digital = new int[20 * RATE];
    List<Annotation> beats = new ArrayList<>();
    for (int b = 0; b < 20; b++) {
      int at = b * RATE + 50;
      // Half of it above, half below, at the very ends of the window of 5 samples on both sides.
      digital[at - 5] = 10 * (b + 1);
      digital[at + 5] = -10 * (b + 1);
      // Outside the window.
      digital[at + 6] = 9000;
      beats.add(Annotation.of(at, AnnotationCode.NORMAL));
      // A ventricular beat is not measured.
      beats.add(Annotation.of(at + 6, AnnotationCode.PVC));
    }
    double meanMv = 0.1 * (2 + 19) / 2;
    assertThat(NoiseStress.signalPower(Signal.of(INFO, digital, Signal.NO_MISSING_CODE), beats))
        .isCloseTo(meanMv * meanMv / 8, within(1e-9));
  }

  @Test
  void onlyTheFirstThreeHundredBeatsCount() {
    int[] digital = new int[400 * RATE];
    List<Annotation> beats = new ArrayList<>();
    for (int b = 0; b < 400; b++) {
      digital[b * RATE + 50] = b < 300 ? 200 : 2000;
      beats.add(Annotation.of((long) b * RATE + 50, AnnotationCode.NORMAL));
    }
    assertThat(NoiseStress.signalPower(Signal.of(INFO, digital, Signal.NO_MISSING_CODE), beats))
        .isCloseTo(1.0 / 8, within(1e-9));
  }

  /** Forty seconds of a square wave of 1, 2 ... 40 times 0.05 mV on an offset of its own. */
  @Test
  void noisePowerIsTheSquaredTrimmedMeanOfRootMeanSquares() {
    int[] digital = new int[40 * RATE + 30];
    for (int i = 0; i < digital.length; i++) {
      int second = i / RATE;
      digital[i] = 77 * second + (i % 2 == 0 ? 10 : -10) * (second + 1);
    }
    double meanMv = 0.05 * (3 + 38) / 2;
    assertThat(NoiseStress.noisePower(Signal.of(INFO, digital, Signal.NO_MISSING_CODE)))
        .isCloseTo(meanMv * meanMv, within(1e-6));
  }

  /** Complexes of 4 mV have power 2; noise of 0.5 mV has 0.25; at 0 dB the gain is root 8. */
  @Test
  void gainsFollowTheDefinition() {
    EcgRecord clean = spikes(60, 800);
    EcgRecord noise = square(60, 100);
    assertThat(NoiseStress.gains(clean, noise, NoiseStressOptions.of(0)))
        .containsExactly(new double[] {Math.sqrt(8)}, within(1e-6));
    assertThat(NoiseStress.gains(clean, noise, NoiseStressOptions.of(20)))
        .containsExactly(new double[] {Math.sqrt(8) / 10}, within(1e-6));
    assertThat(NoiseStress.gains(clean, noise, NoiseStressOptions.of(-20)))
        .containsExactly(new double[] {Math.sqrt(8) * 10}, within(1e-6));
  }

  @Test
  void theProtocolIsFiveCleanMinutesThenTwoAndTwo() {
    EcgRecord clean = spikes(13 * 60, 800);
    EcgRecord noisy =
        NoiseStress.add(clean, square(14 * 60, 100), "118e06", NoiseStressOptions.of(6));
    assertThat(noisy.name()).isEqualTo("118e06");
    assertThat(noisy.annotations("atr")).isEqualTo(clean.annotations("atr"));
    assertThat(noisy.annotations("nst"))
        .extracting(Annotation::toString)
        .containsExactly("\"@30000 1.41757", "\"@42000 0", "\"@54000 1.41757", "\"@66000 0");
    assertThat(noisyStretches(clean, noisy)).containsExactly("30000-42000", "54000-66000");
  }

  @Test
  void noiseNeitherBeginsNorEndsWithAStep() {
    EcgRecord clean = spikes(20, 800);
    int[] ramp = new int[20 * RATE];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = 3 * i + (i % 2 == 0 ? 100 : -100);
    }
    EcgRecord noise = record(ramp, List.of());
    double gain = NoiseStress.gains(clean, noise, NoiseStressOptions.of(10))[0];
    int[] before = clean.signals().get(0).toDigital();
    int[] after =
        NoiseStress.add(
                clean,
                noise,
                "x",
                NoiseStressOptions.of(10)
                    .withPeriods(SECOND.multipliedBy(5), SECOND.multipliedBy(2), SECOND))
            .signals()
            .get(0)
            .toDigital();
    // By hand: the noise counts from its level just before the stretch, and its last level stays.
    for (int i = 0; i < 500; i++) {
      assertThat(after[i]).isEqualTo(before[i]);
    }
    for (int i = 500; i < 700; i++) {
      assertThat(after[i] - before[i]).isEqualTo(Math.round(gain * (ramp[i] - ramp[499])));
    }
    for (int i = 700; i < 800; i++) {
      assertThat(after[i] - before[i]).isEqualTo(Math.round(gain * (ramp[699] - ramp[499])));
    }
    for (int i = 800; i < 1000; i++) {
      double expected = gain * (ramp[i] - ramp[799] + ramp[699] - ramp[499]);
      assertThat((double) after[i] - before[i]).isCloseTo(expected, within(0.6));
    }
  }

  @Test
  void shortNoiseBeginsAnewWithoutAStep() {
    EcgRecord clean = spikes(10, 800);
    int[] rising = new int[2 * RATE];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = i;
    }
    EcgRecord noise = record(rising, List.of());
    NoiseStressOptions options = NoiseStressOptions.of(20).withoutCleanPeriods();
    double gain = NoiseStress.gains(clean, noise, options)[0];
    int[] before = clean.signals().get(0).toDigital();
    int[] after = NoiseStress.add(clean, noise, "x", options).signals().get(0).toDigital();
    for (int i = 0; i < after.length; i++) {
      // Each turn goes on where the last one ended: 199, 199, 200...
      double expected = gain * (i % 200 + 199 * (i / 200));
      assertThat((double) after[i] - before[i]).as("%d", i).isCloseTo(expected, within(0.6));
    }
  }

  @Test
  void missingSamplesStayMissing() {
    EcgRecord clean = spikes(10, 800);
    int[] digital = clean.signals().get(0).toDigital();
    digital[333] = -32768;
    EcgRecord gappy =
        EcgRecord.of(clean.header(), List.of(Signal.of(INFO, digital, -32768)))
            .withAnnotations("atr", clean.annotations("atr"));
    EcgRecord noisy =
        NoiseStress.add(gappy, square(10, 50), "x", NoiseStressOptions.of(6).withoutCleanPeriods());
    assertThat(noisy.signals().get(0).toPhysical()[333]).isNaN();
    assertThat(noisy.signals().get(0).toPhysical()[334]).isNotNaN();
  }

  @Test
  void noiseOfAnotherRateIsResampled() {
    EcgRecord clean = spikes(60, 800);
    EcgRecord noise =
        NoiseStress.simulate(NoiseKind.BASELINE_WANDER, SECOND.multipliedBy(60), 250, 3);
    EcgRecord noisy =
        NoiseStress.add(clean, noise, "x", NoiseStressOptions.of(12).withoutCleanPeriods());
    assertThat(noisy.sampleCount()).isEqualTo(clean.sampleCount());
    int[] before = clean.signals().get(0).toDigital();
    int[] added = noisy.signals().get(0).toDigital();
    for (int i = 0; i < added.length; i++) {
      added[i] -= before[i];
    }
    double wanted = 2 / Math.pow(10, 1.2);
    assertThat(NoiseStress.noisePower(Signal.of(INFO, added, Signal.NO_MISSING_CODE)))
        .isCloseTo(wanted, within(0.02 * wanted));
  }

  @ParameterizedTest
  @EnumSource(NoiseKind.class)
  void simulatedNoiseHasItsKindsPace(NoiseKind kind) {
    EcgRecord noise = NoiseStress.simulate(kind, Duration.ofMinutes(5), 360, 7);
    assertThat(noise.leads()).containsExactly("noise1", "noise2");
    for (Signal lead : noise.signals()) {
      assertThat(NoiseStress.noisePower(lead)).isCloseTo(0.01, within(1e-4));
      double crossings = crossingsPerSecond(lead.toPhysical());
      switch (kind) {
        case BASELINE_WANDER -> assertThat(crossings).isLessThan(3);
        case MUSCLE -> assertThat(crossings).isBetween(40.0, 200.0);
        case ELECTRODE_MOTION -> assertThat(crossings).isLessThan(6);
      }
    }
    assertThat(noise.signals().get(0).toDigital())
        .isNotEqualTo(noise.signals().get(1).toDigital())
        .isEqualTo(
            NoiseStress.simulate(kind, Duration.ofMinutes(5), 360, 7).signals().get(0).toDigital());
  }

  /** Golden values: golden/noise/nst_gains.py, the definition in NumPy. */
  @Test
  @Tag("mitdb")
  void gainsOfRecords118And119AreThoseOfTheDefinition() throws IOException {
    Path mitdb = TestData.mitdb();
    Path nstdb = TestData.nstdb();
    String golden;
    try (var in = NoiseStressTest.class.getResourceAsStream("/golden/noise/nst_gains.txt")) {
      golden = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    int checked = 0;
    for (String line : golden.lines().toList()) {
      String[] fields = line.split(" ", -1);
      EcgRecord clean = Wfdb.read(mitdb.resolve(fields[0]));
      EcgRecord noise = Wfdb.read(nstdb.resolve(fields[1]));
      NoiseStressOptions options = NoiseStressOptions.of(Double.parseDouble(fields[2]));
      double[] gains = NoiseStress.gains(clean, noise, options);
      assertThat(gains[0]).as(line).isCloseTo(Double.parseDouble(fields[3]), within(2e-6));
      assertThat(gains[1]).as(line).isCloseTo(Double.parseDouble(fields[4]), within(2e-6));
      checked++;
    }
    assertThat(checked).isEqualTo(12);
  }

  @Test
  void mistakesAreNamed() {
    EcgRecord clean = spikes(10, 800);
    assertThatThrownBy(() -> NoiseStress.gains(clean, square(10, 0), NoiseStressOptions.of(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flat");
    assertThatThrownBy(() -> NoiseStress.signalPower(clean.signals().get(0), List.of()))
        .hasMessageContaining("no normal beat");
    assertThatThrownBy(() -> NoiseStressOptions.of(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> NoiseStressOptions.of(6).withPeriods(SECOND, Duration.ZERO, SECOND))
        .hasMessageContaining("PT0S");
    assertThatThrownBy(() -> NoiseStress.simulate(NoiseKind.MUSCLE, SECOND.multipliedBy(5), 10, 1))
        .hasMessageContaining("10.0");
  }

  private static double crossingsPerSecond(float[] values) {
    int crossings = 0;
    for (int i = 1; i < values.length; i++) {
      crossings += (values[i] > 0) != (values[i - 1] > 0) ? 1 : 0;
    }
    return crossings * 360.0 / values.length;
  }

  private static List<String> noisyStretches(EcgRecord clean, EcgRecord noisy) {
    int[] before = clean.signals().get(0).toDigital();
    int[] after = noisy.signals().get(0).toDigital();
    List<String> stretches = new ArrayList<>();
    int start = -1;
    for (int i = 1; i <= after.length; i++) {
      // In a noisy stretch the square wave makes the difference change at every sample.
      boolean changes = i < after.length && after[i] - before[i] != after[i - 1] - before[i - 1];
      if (changes && start < 0) {
        start = i;
      } else if (!changes && start >= 0) {
        stretches.add(start + "-" + i);
        start = -1;
      }
    }
    return stretches;
  }

  /** One beat a second, of a height in ADC units (200 a millivolt). */
  private static EcgRecord spikes(int seconds, int height) {
    int[] digital = new int[seconds * RATE];
    List<Annotation> beats = new ArrayList<>();
    for (int s = 0; s < seconds; s++) {
      digital[s * RATE + 50] = height;
      beats.add(Annotation.of((long) s * RATE + 50, AnnotationCode.NORMAL));
    }
    return record(digital, beats);
  }

  private static EcgRecord square(int seconds, int height) {
    int[] digital = new int[seconds * RATE];
    for (int i = 0; i < digital.length; i++) {
      digital[i] = i % 2 == 0 ? height : -height;
    }
    return record(digital, List.of());
  }

  private static EcgRecord record(int[] digital, List<Annotation> beats) {
    return EcgRecord.of(
            RecordHeader.of("r", RATE, digital.length),
            List.of(Signal.of(INFO, digital, Signal.NO_MISSING_CODE)))
        .withAnnotations("atr", beats);
  }
}
