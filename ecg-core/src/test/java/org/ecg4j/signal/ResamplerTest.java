package org.ecg4j.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;

/** {@link Resampler} against {@code scipy.signal.resample_poly}. */
class ResamplerTest {
  private static final double[] X = Golden.signal();

  @Test
  void equalsSciPyOnTheSharedCases() {
    JsonObject reference = Golden.read("filters.json").getAsJsonObject("resample_poly");
    assertThat(
            Golden.error(
                Resampler.between(360, 250).resample(X),
                Golden.values(reference.get("up_25_down_36 (360 to 250 Hz)"))))
        .isLessThan(1e-12);
    assertThat(
            Golden.error(
                Resampler.of(1, 2).resample(X), Golden.values(reference.get("up_1_down_2"))))
        .isLessThan(1e-12);
    assertThat(
            Golden.error(
                Resampler.between(128, 360).resample(Arrays.copyOf(X, 512)),
                Golden.values(reference.get("up_45_down_16 (128 to 360 Hz)"))))
        .isLessThan(1e-12);
  }

  @Test
  void equalsSciPyForOtherRatios() {
    double[] x = Arrays.copyOf(X, 240);
    for (JsonElement element : Golden.read("filters_more.json").getAsJsonArray("resample_poly")) {
      JsonObject reference = element.getAsJsonObject();
      Resampler resampler =
          Resampler.of(reference.get("up").getAsInt(), reference.get("down").getAsInt());
      assertThat(Golden.error(resampler.resample(x), Golden.values(reference.get("y"))))
          .isLessThan(1e-12);
    }
  }

  @Test
  void findsTheRatioOfRates() {
    Resampler ratio = Resampler.between(360, 250);
    assertThat(ratio.up()).isEqualTo(25);
    assertThat(ratio.down()).isEqualTo(36);
    assertThat(Resampler.between(128.5, 257).up()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.between(360, 360 * Math.PI))
        .withMessageContaining("ratio of whole numbers");
    assertThatIllegalArgumentException().isThrownBy(() -> Resampler.of(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Resampler.between(0, 250));
  }

  @Test
  void recordAndAnnotationsMoveTogether() {
    int count = 3600;
    short[] fast = new short[count];
    int[] slow = new int[count / 2];
    for (int i = 0; i < count; i++) {
      fast[i] = (short) (1024 + Math.rint(200 * Math.sin(2 * Math.PI * 2 * i / 360)));
    }
    for (int i = 0; i < slow.length; i++) {
      slow[i] = (int) Math.rint(40_000 * Math.sin(2 * Math.PI * 2 * i / 180));
    }
    fast[1800] = -2048;
    EcgRecord record =
        EcgRecord.of(
                RecordHeader.of("x", 360, count),
                List.of(
                    Signal.of(
                        SignalInfo.millivolts("I", 360).withCalibration(200, 1024), fast, -2048),
                    Signal.of(SignalInfo.millivolts("II", 180), slow, Signal.NO_MISSING_CODE)))
            .withAnnotations(
                "atr",
                List.of(
                    Annotation.of(0, AnnotationCode.NORMAL),
                    Annotation.of(101, AnnotationCode.NORMAL).withAux("kept"),
                    Annotation.of(3599, AnnotationCode.NORMAL)));

    EcgRecord at250 = Resampler.resample(record, 250);

    assertThat(at250.samplingRateHz()).isEqualTo(250);
    assertThat(at250.sampleCount()).isEqualTo(2500);
    // 101 * 25 / 36 = 70.14 and 3599 * 25 / 36 = 2499.3
    assertThat(at250.annotations("atr").stream().map(Annotation::sample))
        .containsExactly(0L, 70L, 2499L);
    assertThat(at250.annotations("atr").get(1).aux()).isEqualTo("kept");
    for (Signal signal : at250.signals()) {
      assertThat(signal.sampleCount()).isEqualTo(2500);
      assertThat(signal.info().samplingRateHz()).isEqualTo(250);
    }
    int[] first = at250.signals().get(0).toDigital();
    int[] second = at250.signals().get(1).toDigital();
    for (int i = 50; i < 2450; i++) {
      double sine = Math.sin(2 * Math.PI * 2 * i / 250);
      if (i == 1250) {
        assertThat(at250.signals().get(0).toPhysical()[i]).isNaN();
      } else {
        assertThat(first[i]).isCloseTo((int) Math.rint(1024 + 200 * sine), within(2));
      }
      assertThat(second[i]).isCloseTo((int) Math.rint(40_000 * sine), within(60));
    }
  }

  @Test
  void aSampleMovesToTheNearest() {
    assertThat(Resampler.of(1, 2).moveSample(3)).isEqualTo(2);
    assertThat(Resampler.of(1, 2).moveSample(2)).isEqualTo(1);
    assertThat(Resampler.of(1, 4).moveSample(5)).isEqualTo(1);
    assertThat(Resampler.of(3, 1).moveSample(1_000_000_000_000L)).isEqualTo(3_000_000_000_000L);
    assertThat(Resampler.of(25, 36).outputSamples(650_000)).isEqualTo(451_389);
  }

  private static float[] streamed(Resampler resampler, float[] samples, SplittableRandom random) {
    ResamplerStream stream = resampler.stream(360);
    float[] result = new float[(int) resampler.outputSamples(samples.length)];
    int size = 0;
    for (int at = 0; at < samples.length; ) {
      int count = Math.min(samples.length - at, random.nextInt(40));
      float[] out = new float[stream.mostOutput(count)];
      int given = stream.process(samples, at, count, out);
      System.arraycopy(out, 0, result, size, given);
      size += given;
      at += count;
      // What is still to come lies within the stated delay.
      assertThat((double) size * resampler.down() / resampler.up())
          .isGreaterThanOrEqualTo(at - 1 - stream.delaySeconds() * 360);
    }
    float[] out = new float[stream.mostOutput(0)];
    int rest = stream.finish(out);
    System.arraycopy(out, 0, result, size, rest);
    assertThat(size + rest).isEqualTo(result.length);
    return result;
  }

  @Test
  void aStreamGivesTheSameHoweverItIsCut() {
    float[] x = Samples.toFloat(X);
    SplittableRandom random = new SplittableRandom(3);
    for (int[] ratio : new int[][] {{1, 1}, {25, 36}, {36, 25}, {1, 4}, {7, 1}, {360, 257}}) {
      Resampler resampler = Resampler.of(ratio[0], ratio[1]);
      float[] whole = resampler.resample(x);
      assertThat(streamed(resampler, x, random)).containsExactly(whole);
      assertThat(streamed(resampler, Arrays.copyOf(x, 5), random))
          .containsExactly(resampler.resample(Arrays.copyOf(x, 5)));
    }
  }

  @Test
  void aStreamHoldsTheLastValueInAGap() {
    float[] x = Samples.toFloat(X);
    float[] held = x.clone();
    Arrays.fill(x, 200, 260, Float.NaN);
    Arrays.fill(held, 200, 260, held[199]);
    Resampler resampler = Resampler.of(25, 36);
    float[] expected = resampler.resample(held);
    float[] gap = resampler.resample(x);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Float.isNaN(gap[i]) ? Float.NaN : expected[i];
    }
    assertThat(expected).contains(Float.NaN);
    assertThat(streamed(resampler, x, new SplittableRandom(4))).containsExactly(expected);
  }
}
