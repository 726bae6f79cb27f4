package org.ecg4j.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link BiquadFilter} against SciPy 1.17. */
class BiquadFilterTest {
  private static final double[] X = Golden.signal();

  static BiquadFilter design(JsonObject reference, double samplingRateHz) {
    int order = reference.get("order").getAsInt();
    double[] cut = Golden.values(reference.get("cutoff_hz"));
    return switch (reference.get("type").getAsString()) {
      case "lowpass" -> BiquadFilter.butterworthLowPass(order, cut[0], samplingRateHz);
      case "highpass" -> BiquadFilter.butterworthHighPass(order, cut[0], samplingRateHz);
      case "bandpass" -> BiquadFilter.butterworthBandPass(order, cut[0], cut[1], samplingRateHz);
      default -> BiquadFilter.butterworthBandStop(order, cut[0], cut[1], samplingRateHz);
    };
  }

  @Test
  void equalsSciPyOnTheSharedCases() {
    for (JsonElement element : Golden.read("filters.json").getAsJsonArray("cases")) {
      JsonObject reference = element.getAsJsonObject();
      if (reference.has("sos")) {
        BiquadFilter filter = design(reference, 360);
        double[][] sos = Golden.rows(reference.get("sos"));
        assertThat(Golden.error(Golden.flat(filter.sections()), Golden.flat(sos))).isLessThan(1e-9);
        assertThat(
                Golden.error(filter.filter(X), Golden.values(reference.get("sosfilt_zero_state"))))
            .isLessThan(1e-9);
        assertThat(
                Golden.error(
                    filter.zeroPhase(X), Golden.values(reference.get("sosfiltfilt_default"))))
            .isLessThan(1e-8);
      } else {
        double[][] section = BiquadFilter.notch(60, 30, 360).sections();
        double[] b = Golden.values(reference.get("b"));
        double[] a = Golden.values(reference.get("a"));
        assertThat(section[0])
            .containsExactly(new double[] {b[0], b[1], b[2], a[0], a[1], a[2]}, within(1e-12));
        assertThat(
                Golden.error(
                    BiquadFilter.notch(60, 30, 360).filter(X),
                    Golden.values(reference.get("lfilter"))))
            .isLessThan(1e-10);
      }
    }
  }

  /** Orders 1 to 8, three rates: every coefficient, also those of a low cut-off, and the order. */
  @Test
  void equalsSciPyForManyOrders() {
    double[] x = Arrays.copyOf(X, 240);
    for (JsonElement element : Golden.read("filters_more.json").getAsJsonArray("butter")) {
      JsonObject reference = element.getAsJsonObject();
      BiquadFilter filter = design(reference, reference.get("fs").getAsDouble());
      double[][] sos = Golden.rows(reference.get("sos"));
      String name = reference.get("type") + " " + reference.get("order") + reference.get("fs");
      assertThat(filter.sections()).as(name).hasDimensions(sos.length, 6);
      for (int s = 0; s < sos.length; s++) {
        for (int i = 0; i < 6; i++) {
          assertThat(filter.sections()[s][i])
              .as("%s section %d coefficient %d", name, s, i)
              .isCloseTo(sos[s][i], within(1e-11 * Math.max(1e-3, Math.abs(sos[s][i]))));
        }
      }
      if (reference.has("sosfilt")) {
        assertThat(Golden.error(filter.filter(x), Golden.values(reference.get("sosfilt"))))
            .as(name)
            .isLessThan(1e-7);
        assertThat(Golden.error(filter.zeroPhase(x), Golden.values(reference.get("sosfiltfilt"))))
            .as(name)
            .isLessThan(1e-6);
      }
    }
  }

  @Test
  void notchEqualsSciPy() {
    double[] x = Arrays.copyOf(X, 240);
    for (JsonElement element : Golden.read("filters_more.json").getAsJsonArray("notch")) {
      JsonObject reference = element.getAsJsonObject();
      BiquadFilter filter =
          BiquadFilter.notch(
              reference.get("frequency_hz").getAsDouble(),
              reference.get("quality").getAsDouble(),
              reference.get("fs").getAsDouble());
      assertThat(Golden.error(filter.zeroPhase(x), Golden.values(reference.get("filtfilt"))))
          .isLessThan(1e-9);
      assertThat(filter.gainAt(reference.get("frequency_hz").getAsDouble())).isLessThan(1e-9);
    }
  }

  @Test
  void gainIsHalfThePowerAtTheCutoff() {
    for (int order = 1; order <= 9; order++) {
      double root = Math.sqrt(0.5);
      assertThat(BiquadFilter.butterworthLowPass(order, 35, 360).gainAt(35))
          .isCloseTo(root, within(1e-9));
      BiquadFilter band = BiquadFilter.butterworthBandPass(order, 5, 35, 360);
      assertThat(band.gainAt(5)).isCloseTo(root, within(1e-8));
      assertThat(band.gainAt(35)).isCloseTo(root, within(1e-8));
      assertThat(band.gainAt(0)).isLessThan(1e-9);
    }
  }

  @Test
  void streamInBlocksEqualsTheWholeSignal() {
    BiquadFilter filter =
        BiquadFilter.butterworthBandPass(3, 0.5, 40, 360).then(BiquadFilter.notch(60, 30, 360));
    double[] withGap = X.clone();
    Arrays.fill(withGap, 400, 420, Double.NaN);
    withGap[0] = Double.NaN;
    double[] whole = filter.filter(withGap);
    double[] blocks = withGap.clone();
    SplittableRandom random = new SplittableRandom(1);
    FilterStream stream = filter.stream();
    for (int at = 0; at < blocks.length; ) {
      int count = Math.min(blocks.length - at, random.nextInt(0, 50));
      stream.process(blocks, at, count);
      at += count;
    }
    assertThat(blocks).containsExactly(whole);
    stream.reset();
    assertThat(stream.next(X[0])).isEqualTo(filter.filter(X)[0]);
  }

  @Test
  void aSettledStreamStartsWithoutAJump() {
    FilterStream low = BiquadFilter.butterworthLowPass(5, 20, 360).stream();
    low.settle(3.5);
    FilterStream high = BiquadFilter.butterworthHighPass(5, 20, 360).stream();
    high.settle(3.5);
    for (int i = 0; i < 100; i++) {
      assertThat(low.next(3.5)).isCloseTo(3.5, within(1e-9));
      assertThat(high.next(3.5)).isCloseTo(0, within(1e-9));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> low.settle(Double.NaN));
  }

  @Test
  void aGapStaysMissingAndSpoilsNothingElse() {
    BiquadFilter filter = BiquadFilter.butterworthBandPass(2, 0.5, 35, 360);
    double[] line = new double[500];
    Arrays.setAll(line, i -> Math.sin(i / 40.0));
    double[] withGap = line.clone();
    Arrays.fill(withGap, 200, 203, Double.NaN);
    double[] whole = filter.zeroPhase(line);
    double[] filtered = filter.zeroPhase(withGap);
    for (int i = 0; i < line.length; i++) {
      if (i >= 200 && i < 203) {
        assertThat(filtered[i]).isNaN();
      } else {
        // A sine is nearly straight across three samples.
        assertThat(filtered[i]).isCloseTo(whole[i], within(1e-3));
      }
    }
    double[] nothing = new double[100];
    Arrays.fill(nothing, Double.NaN);
    assertThat(filter.zeroPhase(nothing)).containsOnly(Double.NaN);
  }

  @Test
  void floatsAreFilteredInDoublePrecision() {
    BiquadFilter filter = BiquadFilter.butterworthHighPass(2, 0.5, 360);
    float[] x = Samples.toFloat(X);
    float[] expected = Samples.toFloat(filter.filter(Samples.toDouble(x)));
    assertThat(filter.filter(x)).containsExactly(expected);
    float[] inPlace = x.clone();
    filter.stream().process(inPlace, 0, inPlace.length);
    assertThat(inPlace).containsExactly(expected);
    assertThat(filter.zeroPhase(x))
        .containsExactly(Samples.toFloat(filter.zeroPhase(Samples.toDouble(x))));
  }

  @Test
  void sectionsRoundTripAndAreCopies() {
    BiquadFilter filter = BiquadFilter.butterworthLowPass(4, 35, 360);
    BiquadFilter copy = BiquadFilter.of(filter.sections(), 360);
    assertThat(copy.filter(X)).containsExactly(filter.filter(X));
    filter.sections()[0][0] = 99;
    assertThat(copy.filter(X)).containsExactly(filter.filter(X));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiquadFilter.butterworthLowPass(2, 180, 360))
        .withMessageContaining("180");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiquadFilter.butterworthLowPass(0, 10, 360))
        .withMessageContaining("1 to 50");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiquadFilter.butterworthBandPass(2, 40, 5, 360))
        .withMessageContaining("below the upper edge");
    assertThatIllegalArgumentException().isThrownBy(() -> BiquadFilter.notch(60, 0, 360));
    assertThatIllegalArgumentException().isThrownBy(() -> BiquadFilter.notch(Double.NaN, 1, 360));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiquadFilter.butterworthLowPass(4, 35, 360).zeroPhase(new double[15]))
        .withMessageContaining("more than 15 samples");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                BiquadFilter.notch(50, 30, 360).then(BiquadFilter.butterworthLowPass(4, 35, 250)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BiquadFilter.of(new double[][] {{1, 0, 0, 2, 0, 0}}, 360));
    assertThatIllegalArgumentException().isThrownBy(() -> BiquadFilter.of(new double[0][], 360));
  }
}
