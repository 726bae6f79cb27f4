package org.ecg4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.testing.TestData;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each change does to a window, and that nothing but seed, epoch and index decides it. */
class AugmentationTest {
  private static final int N = 720;
  private static final InputSpec TWO_LEADS = InputSpec.ofSignal(360, List.of("I", "II"), N);

  /** Lead I a sine of 5 Hz, lead II twice a sine of 3 Hz. */
  private static float[] window() {
    float[] values = new float[2 * N];
    for (int i = 0; i < N; i++) {
      values[i] = (float) Math.sin(2 * Math.PI * 5 * i / 360);
      values[N + i] = (float) (2 * Math.sin(2 * Math.PI * 3 * i / 360));
    }
    return values;
  }

  private static Augmentation plain() {
    return Augmentation.seeded(1);
  }

  private static float[] changed(Augmentation augmentation, int seed) {
    float[] values = window();
    augmentation.bind(TWO_LEADS).apply(values, new SplittableRandom(seed));
    return values;
  }

  private static double[] differences(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] - b[i]).toArray();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  /** The share of a frequency in a signal, as an amplitude. */
  private static double amplitude(double[] values, double hz) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < values.length; i++) {
      re += values[i] * Math.cos(2 * Math.PI * hz * i / 360);
      im += values[i] * Math.sin(2 * Math.PI * hz * i / 360);
    }
    return 2 * Math.hypot(re, im) / values.length;
  }

  @Test
  void amplitudeIsOneFactorWithinItsRange() {
    float[] before = window();
    double least = 9;
    double most = 0;
    for (int seed = 0; seed < 300; seed++) {
      float[] after = changed(plain().amplitude(0.5, 2), seed);
      double factor = after[10] / before[10];
      assertThat(after[N + 30] / before[N + 30]).isCloseTo((float) factor, within(1e-4f));
      least = Math.min(least, factor);
      most = Math.max(most, factor);
    }
    assertThat(least).isBetween(0.5, 0.55);
    assertThat(most).isBetween(1.85, 2.0);
  }

  @Test
  void shiftMovesAllLeadsAlike() {
    float[] before = window();
    boolean[] seen = new boolean[2 * 36 + 1];
    for (int seed = 0; seed < 1000; seed++) {
      float[] after = changed(plain().timeShift(100), seed);
      int shift = 0;
      while (!matches(before, after, shift - 36)) {
        shift++;
      }
      seen[shift] = true;
    }
    assertThat(seen).containsOnly(true);
  }

  /** Value i of the new window is value i - shift of the old one, or its end. */
  private static boolean matches(float[] before, float[] after, int shift) {
    for (int lead = 0; lead < 2; lead++) {
      for (int i = 0; i < N; i++) {
        int from = Math.max(0, Math.min(N - 1, i - shift));
        if (after[lead * N + i] != before[lead * N + from]) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void stretchKeepsTheMiddle() {
    float[] before = window();
    float[] same = changed(plain().timeStretch(1, 1), 3);
    assertThat(same).containsExactly(before);
    float[] twice = changed(plain().timeStretch(2, 2), 3);
    for (int i = 0; i < N; i++) {
      double from = 360 + (i - 360) / 2.0;
      assertThat(twice[i]).isCloseTo((float) Math.sin(2 * Math.PI * 5 * from / 360), within(2e-3f));
    }
  }

  @Test
  void gaussianNoiseHasItsDeviation() {
    double most = 0;
    for (int seed = 0; seed < 200; seed++) {
      double[] noise = differences(changed(plain().gaussianNoise(0.1), seed), window());
      assertThat(Arrays.stream(noise).average().orElseThrow()).isCloseTo(0, within(0.02));
      most = Math.max(most, deviation(noise));
    }
    assertThat(most).isBetween(0.093, 0.107);
  }

  @Test
  void featureNoiseHasItsDeviationAndLeavesOtherPartsAlone() {
    InputSpec spec =
        TWO_LEADS.withParts(
            InputSpec.Part.features("rr", 3), InputSpec.Part.features("morphology", 2000));
    float[] values = new float[spec.size()];
    plain().featureNoise("morphology", 0.15).bind(spec).apply(values, new SplittableRandom(1));
    assertThat(Arrays.copyOf(values, 3)).containsOnly(0);
    double[] noise = IntStream.range(3, values.length).mapToDouble(i -> values[i]).toArray();
    assertThat(deviation(noise)).isBetween(0.14, 0.16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().featureNoise(InputSpec.SIGNAL, 0.1))
        .withMessageContaining("gaussianNoise");
  }

  @Test
  void wanderIsSlowAndHumIsAtItsFrequency() {
    for (int seed = 0; seed < 50; seed++) {
      double[] wander = differences(changed(plain().baselineWander(0.3, 0.5), seed), window());
      assertThat(Arrays.stream(wander).map(Math::abs).max().orElseThrow()).isLessThan(0.3001);
      double largestStep =
          IntStream.range(1, N)
              .mapToDouble(i -> Math.abs(wander[i] - wander[i - 1]))
              .max()
              .orElse(1);
      // The slope of 0.3 sin(2π 0.5 t) at 360 samples a second, and rounding.
      assertThat(largestStep).isLessThan(0.3 * 2 * Math.PI * 0.5 / 360 + 1e-6);

      double[] hum = differences(changed(plain().powerLine(50, 0.2), seed), window());
      for (int lead = 0; lead < 2; lead++) {
        double[] own = Arrays.copyOfRange(hum, lead * N, (lead + 1) * N);
        assertThat(amplitude(own, 50)).isCloseTo(Math.sqrt(2) * deviation(own), within(1e-4));
        assertThat(amplitude(own, 50)).isLessThan(0.2);
      }
    }
  }

  private static NoiseRecord noise(double rateHz) {
    short[] samples = new short[20_000];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (500 + random.nextInt(-300, 300));
    }
    SignalInfo info = SignalInfo.millivolts("noise1", rateHz);
    return NoiseRecord.of(
        EcgRecord.of(
            RecordHeader.of("made", rateHz, samples.length),
            List.of(
                Signal.of(info, samples, Signal.NO_MISSING_CODE),
                Signal.of(info.withLead("noise2"), samples, Signal.NO_MISSING_CODE))));
  }

  private static void checkRatio(Augmentation augmentation, double low, double high) {
    float[] before = window();
    for (int seed = 0; seed < 50; seed++) {
      double[] noise = differences(changed(augmentation, seed), before);
      double[] ratios = new double[2];
      for (int lead = 0; lead < 2; lead++) {
        double[] own = Arrays.copyOfRange(noise, lead * N, (lead + 1) * N);
        double signal =
            deviation(
                IntStream.range(lead * N, (lead + 1) * N).mapToDouble(i -> before[i]).toArray());
        ratios[lead] = 20 * Math.log10(signal / deviation(own));
        assertThat(Arrays.stream(own).average().orElseThrow()).isCloseTo(0, within(1e-5));
        assertThat(ratios[lead]).isBetween(low - 0.01, high + 0.01);
      }
      assertThat(ratios[0]).isCloseTo(ratios[1], within(0.01));
    }
  }

  @Test
  void recordedNoiseHasItsRatio() {
    checkRatio(plain().recordedNoise(noise(360), 6, 6), 6, 6);
    checkRatio(plain().recordedNoise(noise(250), -6, 12), -6, 12);
    float[] flat = new float[2 * N];
    plain().recordedNoise(noise(360), 6, 6).bind(TWO_LEADS).apply(flat, new SplittableRandom(1));
    assertThat(flat).containsOnly(0);
  }

  @Test
  @Tag("mitdb")
  void noiseStressRecordsCanBeLaidOver() throws IOException {
    for (String name : List.of("bw", "em", "ma")) {
      NoiseRecord noise = NoiseRecord.of(Wfdb.read(TestData.nstdb().resolve(name)));
      checkRatio(plain().recordedNoise(noise, 0, 24), 0, 24);
    }
  }

  @Test
  void dropoutLeavesALead() {
    int[] dropped = new int[2];
    for (int seed = 0; seed < 400; seed++) {
      float[] after = changed(plain().leadDropout(1), seed);
      boolean first = allZero(after, 0);
      boolean second = allZero(after, N);
      assertThat(first).isNotEqualTo(second);
      dropped[first ? 0 : 1]++;
    }
    assertThat(dropped[0]).isBetween(150, 250);
    assertThat(changed(plain().leadDropout(0), 1)).containsExactly(window());
  }

  private static boolean allZero(float[] values, int from) {
    return IntStream.range(from, from + N).allMatch(i -> values[i] == 0);
  }

  @Test
  void flipsEachLeadByItself() {
    float[] before = window();
    int[] kinds = new int[4];
    for (int seed = 0; seed < 400; seed++) {
      float[] after = changed(plain().polarityFlip(0.5), seed);
      int kind = 0;
      for (int lead = 0; lead < 2; lead++) {
        boolean flipped = after[lead * N + 10] == -before[lead * N + 10];
        for (int i = lead * N; i < (lead + 1) * N; i++) {
          assertThat(after[i]).isEqualTo(flipped ? -before[i] : before[i]);
        }
        kind += flipped ? 1 << lead : 0;
      }
      kinds[kind]++;
    }
    assertThat(Arrays.stream(kinds).min().orElseThrow()).isGreaterThan(60);
  }

  @Test
  void masksBandsOfTheSpectrogram() {
    InputSpec spec =
        TWO_LEADS.withParts(
            InputSpec.Part.features("other", 3),
            InputSpec.Part.spectrogram(Stft.SPECTROGRAM, 2, 10, 20));
    float[] before = new float[3 + 400];
    for (int i = 0; i < before.length; i++) {
      before[i] = i;
    }
    // Means of 3..202 and of 203..402.
    float[] means = {102.5f, 302.5f};
    int[] widths = new int[5];
    for (int seed = 0; seed < 500; seed++) {
      float[] rows = before.clone();
      plain().frequencyMask(1, 4).bind(spec).apply(rows, new SplittableRandom(seed));
      int width = 0;
      for (int k = 0; k < 10; k++) {
        boolean masked = rows[3 + k * 20] == means[0];
        width += masked ? 1 : 0;
        for (int lead = 0; lead < 2; lead++) {
          for (int t = 0; t < 20; t++) {
            int i = 3 + (lead * 10 + k) * 20 + t;
            assertThat(rows[i]).isEqualTo(masked ? means[lead] : before[i]);
          }
        }
      }
      widths[width]++;
      float[] columns = before.clone();
      plain().timeMask(2, 4).bind(spec).apply(columns, new SplittableRandom(seed));
      for (int t = 0; t < 20; t++) {
        boolean masked = columns[3 + t] == means[0];
        assertThat(columns[3 + 380 + t]).isEqualTo(masked ? means[1] : before[3 + 380 + t]);
      }
      assertThat(columns[1]).isEqualTo(1);
    }
    assertThat(Arrays.stream(widths).min().orElseThrow()).isGreaterThan(60);
  }

  private static Augmentation everything() {
    return Augmentation.seeded(7)
        .amplitude(0.8, 1.2)
        .timeShift(50)
        .timeStretch(0.95, 1.05)
        .gaussianNoise(0.02)
        .baselineWander(0.1, 0.5)
        .powerLine(60, 0.05)
        .recordedNoise(noise(360), 6, 24)
        .leadDropout(0.1)
        .polarityFlip(0.3)
        .frequencyMask(1, 5)
        .timeMask(1, 5)
        .mixUp(0.4);
  }

  private static float[] read(AugmentedExamples.Reader reader, TrainingSet set, int i, int epoch) {
    float[] values = new float[set.inputSpec().size() + 2];
    float[] target = new float[2];
    reader.read(i, epoch, values, target);
    assertThat(target[0] + target[1]).isCloseTo(1, within(1e-6f));
    values[values.length - 2] = target[0];
    values[values.length - 1] = target[1];
    return values;
  }

  @Test
  void onlySeedEpochAndIndexDecide() {
    TrainingSet train =
        Records.dataset()
            .asTrainingSet()
            .map(Stft.of(StftOptions.defaults()).then(LogScale.of(1e-3)));
    AugmentedExamples examples = everything().on(train);
    int size = Math.min(60, train.size());
    AugmentedExamples.Reader reader = examples.reader();
    float[][] inOrder =
        IntStream.range(0, size).mapToObj(i -> read(reader, train, i, 2)).toArray(float[][]::new);
    float[][] parallel =
        IntStream.range(0, size)
            .parallel()
            .map(i -> size - 1 - i)
            .mapToObj(i -> read(everything().on(train).reader(), train, i, 2))
            .toArray(float[][]::new);
    for (int i = 0; i < size; i++) {
      assertThat(parallel[size - 1 - i]).containsExactly(inOrder[i]);
      assertThat(inOrder[i]).doesNotContain(Float.NaN);
    }
    assertThat(read(reader, train, 5, 3)).isNotEqualTo(inOrder[5]);
  }

  @Test
  void withoutStepsExamplesAreThemselves() {
    TrainingSet train = Records.dataset().asTrainingSet().map(Stft.of(StftOptions.defaults()));
    float[] expected = new float[train.inputSpec().size()];
    train.reader().read(4, expected, 0);
    float[] values = new float[expected.length];
    float[] target = new float[2];
    plain().on(train).reader().read(4, 9, values, target);
    assertThat(values).containsExactly(expected);
    assertThat(target[train.label(4)]).isEqualTo(1);
    // A change that changes nothing goes the long way, through the raw window.
    plain().amplitude(1, 1).on(train).reader().read(4, 9, values, target);
    assertThat(values).containsExactly(expected);
  }

  @Test
  void mixesValuesAndTargetsByTheSameShare() {
    TrainingSet train = Records.dataset().asTrainingSet().map(RrFeatures.defaults());
    AugmentedExamples examples = plain().mixUp(0.5).on(train);
    float[] own = new float[9];
    float[] other = new float[9];
    float[] values = new float[9];
    float[] target = new float[2];
    double mean = 0;
    double square = 0;
    for (int i = 0; i < train.size(); i++) {
      int partner = examples.mixPartner(i, 0);
      float share = (float) examples.mixShare(i, 0);
      mean += share / train.size();
      square += share * share / (double) train.size();
      train.reader().read(i, own, 0);
      train.reader().read(partner, other, 0);
      examples.reader().read(i, 0, values, target);
      for (int f = 0; f < 9; f++) {
        assertThat(values[f]).isCloseTo(share * own[f] + (1 - share) * other[f], within(1e-5f));
      }
      float[] expected = new float[2];
      expected[train.label(i)] += share;
      expected[train.label(partner)] += 1 - share;
      assertThat(target).containsExactly(expected, within(1e-6f));
    }
    assertThat(mean).isCloseTo(0.5, within(0.1));
    assertThat(square - mean * mean).isCloseTo(0.125, within(0.04));
  }

  /** Beta(a, a) has mean 1/2 and variance 1 / (4 (2a + 1)). */
  @Test
  void betaHasItsMoments() {
    for (double alpha : new double[] {0.2, 0.7, 1, 4}) {
      SplittableRandom random = new SplittableRandom(2);
      double sum = 0;
      double squares = 0;
      int n = 40_000;
      for (int i = 0; i < n; i++) {
        double b = AugmentedExamples.beta(alpha, random);
        sum += b;
        squares += b * b;
      }
      double mean = sum / n;
      assertThat(mean).isCloseTo(0.5, within(0.01));
      assertThat(squares / n - mean * mean).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }
    assertThat(AugmentedExamples.beta(1e-6, new SplittableRandom(1))).isIn(0.0, 1.0);
  }

  @Test
  void saysWhatItDoesAndWhatDoesNotFit() {
    assertThat(everything().describe())
        .startsWith("seed 7: amplitude(0.8, 1.2) timeShift(50.0 ms)")
        .contains("recordedNoise(made, 6.0 to 24.0 dB)")
        .endsWith("frequencyMask(1, 5) timeMask(1, 5) mixUp(0.4)");
    TrainingSet raw = Records.dataset().asTrainingSet();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().frequencyMask(1, 3).on(raw))
        .withMessageContaining("spectrogram");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plain().powerLine(200, 1).on(raw))
        .withMessageContaining("400");
    assertThatIllegalArgumentException().isThrownBy(() -> plain().amplitude(2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> plain().polarityFlip(1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> plain().mixUp(0));
    TrainingSet rr = raw.map(RrFeatures.defaults());
    TrainingSet synthetic = rr.append(new float[1][9], new int[] {0}, new int[] {1}, "test");
    assertThatIllegalStateException().isThrownBy(() -> plain().timeShift(9).on(synthetic));
  }
}
