package org.ecg4j.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.AnnotationCode;
import org.junit.jupiter.api.Test;

class EcgWavesTest {
  private static final double RATE_HZ = 360;
  private static final int INTERVAL_SAMPLES = 300;
  private static final double[] CENTRE_S = {-0.2, -0.03, 0, 0.03, 0.28};
  private static final double[] WIDTH_S = {0.025, 0.01, 0.011, 0.012, 0.045};
  private static final double[] HEIGHT_MV = {0.15, -0.1, 1.2, -0.3, 0.35};

  /** The three equations of the paper, integrated as they stand with a far smaller step. */
  @Test
  void followsTheThreeCoupledEquations() {
    int samples = 6 * INTERVAL_SAMPLES;
    double[] expected = integrateThreeEquations(samples, 0.12, 0.25);
    double[] actual = waves(regularBeats(10), 360, 0.25, 0.12).draw(samples);
    for (int i = 0; i < samples; i++) {
      assertThat(actual[i]).as("sample %d", i).isCloseTo(expected[i], within(1e-4));
    }
    // From S to R, nearly: the waves overlap a little.
    int peak = 4 * INTERVAL_SAMPLES;
    assertThat(actual[peak] - actual[peak + 12]).isBetween(1.2, 1.6);
  }

  @Test
  void aSlowRateIsIntegratedInSmallerSteps() {
    List<Beat> slowBeats = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      slowBeats.add(new Beat(100L * i, shape(), 1.0));
    }
    List<Beat> fastBeats = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      fastBeats.add(new Beat(1000L * i, shape(), 1.0));
    }
    double[] slow = waves(slowBeats, 100, 0.3, 0.1).draw(1000);
    double[] fast = waves(fastBeats, 1000, 0.3, 0.1).draw(10_000);
    for (int i = 0; i < slow.length; i++) {
      assertThat(slow[i]).isCloseTo(fast[10 * i], within(1e-4));
    }
  }

  @Test
  void chunksLeaveNoSeam() {
    // The record spans several chunks; a regular rhythm repeats across their borders.
    double[] values = waves(regularBeats(120), 360, 0.25, 0).draw(100 * INTERVAL_SAMPLES);
    for (int i = 20 * INTERVAL_SAMPLES; i < 99 * INTERVAL_SAMPLES; i++) {
      assertThat(values[i + INTERVAL_SAMPLES]).isCloseTo(values[i], within(1e-6));
    }
  }

  private static double[] integrateThreeEquations(int samples, double breathMv, double breathHz) {
    double omega = 2 * Math.PI * RATE_HZ / INTERVAL_SAMPLES;
    int steps = 40;
    double h = 1 / (RATE_HZ * steps);
    double[] state = {1, 0, 0};
    double[] values = new double[samples];
    for (int i = 0; i < samples; i++) {
      values[i] = state[2];
      for (int k = 0; k < steps; k++) {
        double t = i / RATE_HZ + k * h;
        double[] k1 = slope(state, t, omega, breathMv, breathHz);
        double[] k2 = slope(moved(state, k1, h / 2), t + h / 2, omega, breathMv, breathHz);
        double[] k3 = slope(moved(state, k2, h / 2), t + h / 2, omega, breathMv, breathHz);
        double[] k4 = slope(moved(state, k3, h), t + h, omega, breathMv, breathHz);
        for (int d = 0; d < 3; d++) {
          state[d] += h / 6 * (k1[d] + 2 * k2[d] + 2 * k3[d] + k4[d]);
        }
      }
    }
    return values;
  }

  private static double[] slope(
      double[] state, double t, double omega, double breathMv, double breathHz) {
    double x = state[0];
    double y = state[1];
    double alpha = 1 - Math.sqrt(x * x + y * y);
    double theta = Math.atan2(y, x);
    double dz = breathMv * Math.sin(2 * Math.PI * breathHz * t) - state[2];
    for (int i = 0; i < CENTRE_S.length; i++) {
      double b = omega * WIDTH_S[i];
      double a = HEIGHT_MV[i] * omega / (b * b);
      double d = Math.IEEEremainder(theta - omega * CENTRE_S[i], 2 * Math.PI);
      dz -= a * d * Math.exp(-d * d / (2 * b * b));
    }
    return new double[] {alpha * x - omega * y, alpha * y + omega * x, dz};
  }

  private static double[] moved(double[] state, double[] slope, double h) {
    return new double[] {state[0] + h * slope[0], state[1] + h * slope[1], state[2] + h * slope[2]};
  }

  private static EcgWaves waves(List<Beat> beats, double rateHz, double breathHz, double breathMv) {
    double[][] factors = new double[beats.size()][];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = new double[] {1, 1, 1, 1, 1};
    }
    return new EcgWaves(beats, factors, 0, rateHz, breathHz, breathMv);
  }

  /** From sample 0 on; the first one's early half lies before the record, as in the oracle. */
  private static List<Beat> regularBeats(int count) {
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      beats.add(new Beat((long) i * INTERVAL_SAMPLES, shape(), 1.0));
    }
    return beats;
  }

  private static BeatShape shape() {
    List<Wave> waves = new ArrayList<>();
    for (int i = 0; i < CENTRE_S.length; i++) {
      waves.add(new Wave(CENTRE_S[i], WIDTH_S[i], HEIGHT_MV[i], 0, i == CENTRE_S.length - 1));
    }
    return new BeatShape(AnnotationCode.NORMAL, waves, 0);
  }
}
