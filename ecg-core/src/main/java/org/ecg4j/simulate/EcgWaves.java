package org.ecg4j.simulate;

import java.util.Arrays;
import java.util.List;

/**
 * The dynamical ECG model of McSharry, Clifford, Tarassenko and Smith (IEEE Trans. Biomed. Eng.
 * 50(3):289-294, 2003):
 *
 * <pre>
 *   x' = (1 - r) x - w y      r = sqrt(x^2 + y^2)
 *   y' = (1 - r) y + w x
 *   z' = - sum_i a_i d_i exp(-d_i^2 / (2 b_i^2)) - (z - z0(t)),   d_i = theta - theta_i
 * </pre>
 *
 * <p>The trajectory starts on the unit circle, which the first two equations never leave (r = 1),
 * so that they reduce without loss to theta' = w(t), solved in closed form: within the interval T
 * between two beats w = 2 pi / T, and theta is 0 at every beat's fiducial point. The third equation
 * is integrated by the classical fourth-order Runge-Kutta method with at least 360 steps a second.
 *
 * <p>A wave of height A and standard deviation s seconds at time c after the fiducial point has
 * theta_i = w c, b_i = w s and a_i = A w / b_i^2. Its term is then -A (t - c) / s^2 exp(-(t - c)^2
 * / (2 s^2)) in time, the slope of a Gaussian of height A: a wave keeps its height and duration
 * when the interval changes, and passes unbroken from one interval into the next. T waves move with
 * the square root of the preceding interval (Bazett), which is the paper's rule for all angles.
 * z0(t) is a sine at the pace of breathing, which also modulates the heights by a few percent.
 */
final class EcgWaves {
  // Beyond this many widths a Gaussian's slope is below 1e-5 of its largest.
  private static final double REACH = 5.5;
  private static final double SECONDS_BEFORE = 0.7;
  private static final double SECONDS_AFTER = 1.2;
  private static final int CHUNK = 1 << 13;
  private static final double BREATH_MODULATION = 0.05;

  private final List<Beat> beats;
  private final int lead;
  private final double samplingRateHz;
  private final int stepsPerSample;
  private final double respirationHz;
  private final double respirationMv;
  private final double[][] heightFactors;
  // Forcing at the ends and middles of the steps of one chunk.
  private final double[] forcing;
  private final double halfStepSeconds;

  /**
   * The model of one lead.
   *
   * @param heightFactors for each beat and each of its waves
   */
  EcgWaves(
      List<Beat> beats,
      double[][] heightFactors,
      int lead,
      double samplingRateHz,
      double respirationHz,
      double respirationMv) {
    this.beats = beats;
    this.heightFactors = heightFactors;
    this.lead = lead;
    this.samplingRateHz = samplingRateHz;
    this.stepsPerSample = (int) StrictMath.ceil(360 / samplingRateHz);
    this.respirationHz = respirationHz;
    this.respirationMv = respirationMv;
    this.forcing = new double[2 * stepsPerSample * CHUNK + 1];
    this.halfStepSeconds = 0.5 / (stepsPerSample * samplingRateHz);
  }

  /** How much each wave of each beat differs from its patient's habit. */
  static double[][] heightFactors(List<Beat> beats, Patient patient, Chance chance, double rateHz) {
    double[][] factors = new double[beats.size()][];
    for (int i = 0; i < factors.length; i++) {
      Beat beat = beats.get(i);
      double[] waves = new double[beat.shape().waves().size()];
      double breath =
          StrictMath.sin(
              2 * StrictMath.PI * patient.habit().respirationHz() * beat.sample() / rateHz);
      for (int w = 0; w < waves.length; w++) {
        double variation = beat.shape().variation() * chance.gaussian();
        waves[w] = (1 + variation) * (1 + BREATH_MODULATION * breath);
      }
      factors[i] = waves;
    }
    return factors;
  }

  /** The lead in millivolts. */
  double[] draw(int sampleCount) {
    double[] samples = new double[sampleCount];
    double h = 2 * halfStepSeconds;
    double z = 0;
    int firstBeat = 0;
    for (int start = 0; start < sampleCount; start += CHUNK) {
      int end = StrictMath.min(sampleCount, start + CHUNK);
      firstBeat = force(start, end, firstBeat);
      int step = 0;
      for (int i = start; i < end; i++) {
        samples[i] = z;
        for (int k = 0; k < stepsPerSample; k++, step += 2) {
          double k1 = forcing[step] - z;
          double k2 = forcing[step + 1] - (z + 0.5 * h * k1);
          double k3 = forcing[step + 1] - (z + 0.5 * h * k2);
          double k4 = forcing[step + 2] - (z + h * k3);
          z += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        }
      }
    }
    return samples;
  }

  /** Fills the forcing of a chunk; returns the first beat that later chunks may need. */
  private int force(int startSample, int endSample, int firstBeat) {
    int points = 2 * stepsPerSample * (endSample - startSample) + 1;
    breathe(startSample, points);
    double startSeconds = startSample / samplingRateHz;
    double endSeconds = endSample / samplingRateHz;
    int needed = firstBeat;
    for (int b = firstBeat; b < beats.size(); b++) {
      double fiducial = beats.get(b).sample() / samplingRateHz;
      if (fiducial - SECONDS_BEFORE > endSeconds) {
        break;
      }
      if (fiducial + SECONDS_AFTER < startSeconds) {
        needed = b + 1;
        continue;
      }
      addBeat(beats.get(b), heightFactors[b], fiducial - startSeconds, points);
    }
    return needed;
  }

  private void breathe(int startSample, int points) {
    double angle = 2 * StrictMath.PI * respirationHz;
    double startSeconds = startSample / samplingRateHz;
    double cosStep = StrictMath.cos(angle * halfStepSeconds);
    double sinStep = StrictMath.sin(angle * halfStepSeconds);
    double cos = StrictMath.cos(angle * startSeconds);
    double sin = StrictMath.sin(angle * startSeconds);
    Arrays.fill(forcing, 0);
    for (int p = 0; p < points; p++) {
      forcing[p] = respirationMv * sin;
      double nextSin = sin * cosStep + cos * sinStep;
      cos = cos * cosStep - sin * sinStep;
      sin = nextSin;
    }
  }

  private void addBeat(Beat beat, double[] factors, double fiducialSeconds, int points) {
    List<Wave> waves = beat.shape().waves();
    double rateFactor =
        StrictMath.sqrt(StrictMath.max(0.4, StrictMath.min(1.3, beat.precedingSeconds())));
    for (int w = 0; w < waves.size(); w++) {
      Wave wave = waves.get(w);
      double stretch = wave.followsRate() ? rateFactor : 1;
      addWave(
          factors[w] * wave.amplitudeMv(lead),
          fiducialSeconds + stretch * wave.centreSeconds(),
          stretch * wave.widthSeconds(),
          points);
    }
  }

  /** Adds -height (t - centre) / width^2 exp(-(t - centre)^2 / (2 width^2)), by recurrence. */
  private void addWave(double height, double centre, double width, int points) {
    double h = halfStepSeconds;
    int from = (int) StrictMath.max(0, StrictMath.ceil((centre - REACH * width) / h));
    int to = (int) StrictMath.min(points - 1.0, StrictMath.floor((centre + REACH * width) / h));
    if (from > to) {
      return;
    }
    double scale = 1 / (width * width);
    double t = from * h - centre;
    double bell = StrictMath.exp(-0.5 * scale * t * t);
    double ratio = StrictMath.exp(-scale * (t * h + 0.5 * h * h));
    double ratioStep = StrictMath.exp(-scale * h * h);
    for (int p = from; p <= to; p++) {
      forcing[p] -= height * scale * (p * h - centre) * bell;
      bell *= ratio;
      ratio *= ratioStep;
    }
  }
}
