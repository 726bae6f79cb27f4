package org.ecg4j.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrsDetectorTest {
  private static final double RATE_HZ = 250;
  private static final QrsOptions ONE_LEAD = QrsOptions.defaults();
  private static final QrsOptions TWO_LEADS = QrsOptions.defaults().withLeadCount(2);

  private final EcgRecord record = simulate(RATE_HZ, 3);
  private final float[][] leads = leads(record);

  @Test
  void anyChunksGiveTheBeatsOfTheBatchForm() {
    SplittableRandom random = new SplittableRandom(1);
    for (QrsOptions options : List.of(ONE_LEAD, TWO_LEADS)) {
      float[][] used = Arrays.copyOf(leads, options.leadCount());
      long[] batch = QrsDetector.detect(RATE_HZ, options, used);
      assertThat(batch.length).isGreaterThan(150);
      for (int largest : new int[] {1, 7, 250, 5000}) {
        List<Long> streamed = new ArrayList<>();
        QrsDetector detector =
            QrsDetector.of(RATE_HZ, options, (sample, confidence) -> streamed.add(sample));
        int start = 0;
        while (start < used[0].length) {
          int count = Math.min(used[0].length - start, random.nextInt(largest + 1));
          detector.accept(start, count, used);
          start += count;
        }
        detector.finish();
        assertThat(streamed).as("chunks up to %d", largest).containsExactly(boxed(batch));
      }
    }
  }

  @Test
  void theFormForRecordsGivesTheSameBeats() {
    long[] beats = QrsDetector.detect(RATE_HZ, ONE_LEAD, leads[0]);
    assertThat(QrsDetector.detect(record, ONE_LEAD))
        .extracting(Annotation::sample)
        .containsExactly(boxed(beats));
    assertThat(QrsDetector.detect(record, ONE_LEAD, "V5"))
        .extracting(Annotation::sample)
        .containsExactly(boxed(QrsDetector.detect(RATE_HZ, ONE_LEAD, leads[1])));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QrsDetector.detect(record, ONE_LEAD.withLeadCount(3)))
        .withMessageContaining("2 leads");
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 128, 250, 360, 500, 1000})
  void findsSimulatedBeatsAtAnyRate(double rateHz) {
    EcgRecord simulated = simulate(rateHz, 3);
    long[] truth = truth(simulated);
    long[] found = QrsDetector.detect(rateHz, ONE_LEAD, leads(simulated)[0]);
    assertThat(matches(truth, found, 0.15 * rateHz) / (double) truth.length).isGreaterThan(0.98);
    assertThat(matches(found, truth, 0.15 * rateHz) / (double) found.length).isGreaterThan(0.98);
    long close = matches(truth, found, 0.02 * rateHz);
    assertThat(close / (double) truth.length).as("within 20 ms").isGreaterThan(0.9);
  }

  @Test
  void reportsEachBeatWithinTheStatedDelayAndInOrder() {
    long[] last = {-1};
    double[] worst = {0};
    QrsDetector[] detector = new QrsDetector[1];
    detector[0] =
        QrsDetector.of(
            RATE_HZ,
            ONE_LEAD,
            (sample, confidence) -> {
              assertThat(sample).isGreaterThan(last[0]);
              assertThat(confidence).isBetween(0.5, 1.0);
              last[0] = sample;
              worst[0] = Math.max(worst[0], (detector[0].sampleCount() - sample) / RATE_HZ);
            });
    detector[0].accept(leads[0]);
    assertThat(worst[0]).isGreaterThan(0.5).isLessThan(QrsDetector.DELAY_SECONDS);
  }

  @Test
  void polarityAndGainDoNotMatter() {
    long[] upright = QrsDetector.detect(RATE_HZ, ONE_LEAD, leads[0]);
    for (float gain : new float[] {-1, 4, 0.25f}) {
      long[] other = QrsDetector.detect(RATE_HZ, ONE_LEAD, scaled(leads[0], gain, 0));
      assertThat(Math.abs(other.length - upright.length)).as("gain %s", gain).isLessThan(3);
      assertThat(matches(upright, other, 0.1 * RATE_HZ))
          .as("gain %s", gain)
          .isGreaterThan(upright.length - 3);
    }
  }

  @Test
  void followsAFallAndARiseOfAmplitude() {
    float[] signal = leads[0].clone();
    int third = signal.length / 3;
    for (int i = third; i < 2 * third; i++) {
      signal[i] *= 0.2f;
    }
    long[] truth = truth(record);
    long[] found = QrsDetector.detect(RATE_HZ, ONE_LEAD, signal);
    long settle = (long) (8 * RATE_HZ);
    assertThat(recall(truth, found, third + settle, 2L * third)).isGreaterThan(0.95);
    assertThat(recall(truth, found, 2L * third + settle, signal.length)).isGreaterThan(0.95);
  }

  @Test
  void staysSilentInAPauseAndGoesOnAfterIt() {
    float[] signal = leads[0].clone();
    int from = (int) (60 * RATE_HZ);
    int to = (int) (72 * RATE_HZ);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = from; i < to; i++) {
      signal[i] = signal[from] + (float) random.nextDouble(-0.01, 0.01);
    }
    long[] found = QrsDetector.detect(RATE_HZ, ONE_LEAD, signal);
    assertThat(Arrays.stream(found).filter(s -> s > from + RATE_HZ / 4 && s < to - RATE_HZ / 4))
        .isEmpty();
    assertThat(recall(truth(record), found, to + (long) RATE_HZ, signal.length))
        .isGreaterThan(0.97);
  }

  @Test
  void findsNoBeatsInGapsAndGoesOnAfterThem() {
    float[] signal = leads[0].clone();
    int from = (int) (50 * RATE_HZ);
    int to = (int) (65 * RATE_HZ);
    for (int i = 0; i < signal.length; i++) {
      boolean single = i % 1000 == 0;
      // The signal comes back two millivolts higher.
      signal[i] = (i >= from && i < to) || single ? Float.NaN : signal[i] + (i >= to ? 2 : 0);
    }
    signal[from + 10] = Float.POSITIVE_INFINITY;
    long[] found = QrsDetector.detect(RATE_HZ, ONE_LEAD, signal);
    assertThat(Arrays.stream(found).filter(s -> s >= from && s < to)).isEmpty();
    assertThat(recall(truth(record), found, to + (long) RATE_HZ, signal.length))
        .isGreaterThan(0.85);
  }

  @Test
  void aDeadLeadBesideAGoodOneDoesNoHarm() {
    float[] flat = new float[leads[0].length];
    float[] missing = new float[leads[0].length];
    Arrays.fill(missing, Float.NaN);
    long[] truth = truth(record);
    for (float[] dead : List.of(flat, missing)) {
      long[] found = QrsDetector.detect(RATE_HZ, TWO_LEADS, dead, leads[0]);
      assertThat(recall(truth, found, 0, flat.length)).isGreaterThan(0.97);
      assertThat(matches(found, truth, 0.15 * RATE_HZ) / (double) found.length).isGreaterThan(0.97);
    }
  }

  @Test
  void aLeadThatFallsOffOnTheWayDoesNoHarm() {
    float[] second = leads[1].clone();
    Arrays.fill(second, second.length / 2, second.length, second[second.length / 2]);
    long[] found = QrsDetector.detect(RATE_HZ, TWO_LEADS, leads[0], second);
    assertThat(recall(truth(record), found, second.length / 2 + 500L, second.length))
        .isGreaterThan(0.97);
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    float[] zeros = new float[10_000];
    float[] missing = new float[10_000];
    Arrays.fill(missing, Float.NaN);
    assertThat(QrsDetector.detect(RATE_HZ, ONE_LEAD, zeros)).isEmpty();
    assertThat(QrsDetector.detect(RATE_HZ, ONE_LEAD, missing)).isEmpty();
    assertThat(QrsDetector.detect(RATE_HZ, ONE_LEAD, new float[0])).isEmpty();
    assertThat(QrsDetector.detect(RATE_HZ, ONE_LEAD, new float[] {1})).isEmpty();
  }

  @Test
  void recoversFromAbsurdValues() {
    float[] signal = leads[0].clone();
    signal[5000] = Float.MAX_VALUE;
    signal[5003] = -Float.MAX_VALUE;
    long[] found = QrsDetector.detect(RATE_HZ, ONE_LEAD, signal);
    assertThat(recall(truth(record), found, 5000 + (long) (15 * RATE_HZ), signal.length))
        .isGreaterThan(0.95);
  }

  @Test
  void startsAfreshAfterReset() {
    List<Long> beats = new ArrayList<>();
    QrsDetector detector =
        QrsDetector.of(RATE_HZ, ONE_LEAD, (sample, confidence) -> beats.add(sample));
    detector.accept(leads[0]);
    detector.finish();
    List<Long> once = List.copyOf(beats);
    beats.clear();
    detector.reset();
    detector.accept(leads[0]);
    detector.finish();
    assertThat(beats).isEqualTo(once);
  }

  @Test
  void allocatesNothingWhileItRuns() {
    int[] beats = {0};
    QrsDetector detector = QrsDetector.of(RATE_HZ, ONE_LEAD, (sample, confidence) -> beats[0]++);
    detector.accept(leads[0]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 3; i++) {
      detector.accept(leads[0]);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    assertThat(beats[0]).isGreaterThan(500);
  }

  @Test
  void refusesWhatItCannotUse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QrsDetector.of(99, ONE_LEAD, (s, c) -> {}))
        .withMessageContaining("99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QrsDetector.of(Double.NaN, ONE_LEAD, (s, c) -> {}));
    QrsDetector detector = QrsDetector.of(RATE_HZ, TWO_LEADS, (s, c) -> {});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> detector.accept(new float[3]))
        .withMessage("expected 2 leads, not 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> detector.accept(new float[3], new float[4]))
        .withMessageContaining("3 and 4");
    assertThatIllegalArgumentException().isThrownBy(() -> ONE_LEAD.withLeadCount(0));
    assertThatIllegalArgumentException().isThrownBy(() -> ONE_LEAD.withMinimumConfidence(1));
    assertThatIllegalArgumentException().isThrownBy(() -> ONE_LEAD.withMinimumConfidence(0));
  }

  @Test
  void aHigherConfidenceFindsNoMoreBeats() {
    int all = QrsDetector.detect(RATE_HZ, ONE_LEAD.withMinimumConfidence(0.01), leads[0]).length;
    int sure = QrsDetector.detect(RATE_HZ, ONE_LEAD.withMinimumConfidence(0.999), leads[0]).length;
    assertThat(sure).isLessThan(all);
  }

  @Test
  void withoutRefinementTheCentreOfEnergyIsReported() {
    long[] refined = QrsDetector.detect(RATE_HZ, ONE_LEAD, leads[0]);
    long[] centres = QrsDetector.detect(RATE_HZ, ONE_LEAD.withRefinePeaks(false), leads[0]);
    assertThat(centres).hasSameSizeAs(refined).isNotEqualTo(refined);
    assertThat(matches(refined, centres, 0.07 * RATE_HZ)).isEqualTo(refined.length);
  }

  private static EcgRecord simulate(double rateHz, int minutes) {
    return EcgSimulator.of(
            SimulatorOptions.defaults()
                .withPatients(1)
                .withDuration(Duration.ofMinutes(minutes))
                .withSamplingRateHz(rateHz)
                .withSeed(4))
        .record(0);
  }

  private static float[][] leads(EcgRecord record) {
    return record.signals().stream().map(signal -> signal.toPhysical()).toArray(float[][]::new);
  }

  private static long[] truth(EcgRecord record) {
    return record.annotations(EcgSimulator.ANNOTATOR).stream()
        .filter(annotation -> annotation.code().isBeat())
        .mapToLong(Annotation::sample)
        .toArray();
  }

  private static float[] scaled(float[] signal, float gain, float offset) {
    float[] result = new float[signal.length];
    for (int i = 0; i < signal.length; i++) {
      result[i] = gain * signal[i] + offset;
    }
    return result;
  }

  private static double recall(long[] truth, long[] found, long from, long to) {
    long[] within = Arrays.stream(truth).filter(s -> s >= from && s < to).toArray();
    assertThat(within).isNotEmpty();
    return matches(within, found, 0.15 * RATE_HZ) / (double) within.length;
  }

  /** How many of some beats have one of the others near. */
  private static long matches(long[] beats, long[] others, double tolerance) {
    return Arrays.stream(beats)
        .filter(beat -> Arrays.stream(others).anyMatch(o -> Math.abs(o - beat) <= tolerance))
        .count();
  }

  private static Long[] boxed(long[] values) {
    return Arrays.stream(values).boxed().toArray(Long[]::new);
  }
}
