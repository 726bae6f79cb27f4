package org.ecg4j.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.junit.jupiter.api.Test;

class SignalQualityTest {
  private static final int MISSING = -32768;

  /** Ten seconds at 360 Hz of an 11-bit converter around 1024. */
  private static int[] sine(double frequencyHz, double amplitudeAdc) {
    int[] values = new int[3600];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (int) Math.rint(1024 + amplitudeAdc * Math.sin(2 * Math.PI * frequencyHz * i / 360 + 1));
    }
    return values;
  }

  private static SignalQuality quality(int[] digital) {
    return SignalQuality.of(
        Signal.of(new SignalInfo("II", "mV", 360, 200, 1024, 11, 1024), digital, MISSING));
  }

  @Test
  void aCleanSignalHasNoFault() {
    SignalQuality quality = quality(sine(5, 200));
    assertThat(quality.missingFraction()).isZero();
    assertThat(quality.flatFraction()).isZero();
    assertThat(quality.saturatedFraction()).isZero();
    assertThat(quality.highFrequencyFraction()).isLessThan(0.001);
    assertThat(quality.isUsable()).isTrue();
  }

  @Test
  void countsMissingSamples() {
    int[] digital = sine(5, 200);
    Arrays.fill(digital, 100, 460, MISSING);
    SignalQuality quality = quality(digital);
    assertThat(quality.missingFraction()).isEqualTo(0.1);
    assertThat(quality.flatFraction()).isZero();
    assertThat(quality.isUsable()).isFalse();
    Arrays.fill(digital, MISSING);
    assertThat(quality(digital).missingFraction()).isEqualTo(1);
    assertThat(quality(digital).isUsable()).isFalse();
  }

  @Test
  void findsAFlatLine() {
    int[] digital = sine(5, 200);
    Arrays.fill(digital, 1000, 1720, 2000);
    digital[1300] = 2001;
    // Too short to count.
    Arrays.fill(digital, 3000, 3179, 1500);
    assertThat(quality(digital).flatFraction()).isEqualTo(0.2);
    // Ramps of one unit a second: each stretch of two neighbouring values is one run.
    int[] ramp = new int[3600];
    Arrays.setAll(ramp, i -> 1000 + i / 360);
    assertThat(quality(ramp).flatFraction()).isEqualTo(1);
    int[] steep = new int[3600];
    Arrays.setAll(steep, i -> i / 60);
    assertThat(quality(steep).flatFraction()).isZero();
  }

  @Test
  void findsClippingAndSaturation() {
    int[] digital = sine(1, 1500);
    int clipped = 0;
    for (int i = 0; i < digital.length; i++) {
      if (digital[i] >= 1800) {
        digital[i] = 1800;
        clipped++;
      }
    }
    int saturated = 0;
    for (int i = 0; i < digital.length; i++) {
      if (digital[i] <= 0) {
        digital[i] = 0;
        saturated++;
      }
    }
    SignalQuality quality = quality(digital);
    assertThat(clipped).isBetween(500, 1700);
    assertThat(quality.clippedFraction()).isCloseTo((clipped + saturated) / 3600.0, within(1e-9));
    assertThat(quality.saturatedFraction()).isCloseTo(saturated / 3600.0, within(1e-9));
    assertThat(quality.isUsable()).isFalse();
  }

  @Test
  void measuresHighFrequencies() {
    int[] slow = sine(5, 200);
    int[] fast = sine(100, 200);
    int[] both = new int[slow.length];
    Arrays.setAll(both, i -> slow[i] + fast[i] - 1024);
    // Equal energies at 5 and 100 Hz.
    assertThat(quality(both).highFrequencyFraction()).isCloseTo(0.5, within(0.03));
    assertThat(quality(fast).isUsable()).isFalse();
    int[] constant = new int[3600];
    Arrays.fill(constant, 77);
    assertThat(quality(constant).highFrequencyFraction()).isNaN();
    assertThat(
            SignalQuality.of(
                    Signal.of(SignalInfo.millivolts("II", 80), slow, Signal.NO_MISSING_CODE))
                .highFrequencyFraction())
        .isNaN();
  }

  @Test
  void anUnknownResolutionHasNoSaturation() {
    Signal signal = Signal.of(new SignalInfo("II", "mV", 360, 200, 0, 0, 0), sine(5, 200), MISSING);
    assertThat(SignalQuality.of(signal).saturatedFraction()).isNaN();
    assertThat(SignalQuality.of(signal, 10, 5).highFrequencyFraction()).isNaN();
    assertThatIllegalArgumentException().isThrownBy(() -> SignalQuality.of(signal, 0, 0));
  }
}
