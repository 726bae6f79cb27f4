package org.ecg4j.simulate;

/** Noise of the three kinds from seeded chance, of arbitrary strength: callers scale it. */
final class SimulatedNoise {
  private static final double WANDER_CUTOFF_HZ = 0.25;
  private static final double MUSCLE_LOW_CUT_HZ = 12;
  private static final double MUSCLE_HIGH_CUT_HZ = 60;
  private static final double MUSCLE_ENVELOPE_HZ = 0.15;
  private static final double MOTION_EVENTS_HZ = 0.6;
  private static final double MOTION_CUTOFF_HZ = 9;

  private SimulatedNoise() {}

  static double[] draw(NoiseKind kind, int count, double samplingRateHz, Chance chance) {
    return switch (kind) {
      case BASELINE_WANDER -> wander(count, samplingRateHz, WANDER_CUTOFF_HZ, chance);
      case MUSCLE -> muscle(count, samplingRateHz, chance);
      case ELECTRODE_MOTION -> motion(count, samplingRateHz, chance);
    };
  }

  /** White noise through two one-pole low-pass filters, about unit variance. */
  private static double[] wander(int count, double rateHz, double cutoffHz, Chance chance) {
    double keep = decay(cutoffHz, rateHz);
    double gain = 1 - keep;
    // The variance of white noise after two such poles in a row.
    double variance =
        StrictMath.pow(gain, 4) * (1 + keep * keep) / StrictMath.pow(1 - keep * keep, 3);
    double unit = 1 / StrictMath.sqrt(variance);
    double first = 0;
    double second = 0;
    double[] values = new double[count];
    int warmUp = (int) (3 * rateHz / cutoffHz);
    for (int i = -warmUp; i < count; i++) {
      first = keep * first + gain * chance.gaussian();
      second = keep * second + gain * first;
      if (i >= 0) {
        values[i] = second * unit;
      }
    }
    return values;
  }

  /** White noise between two cut-offs, under a slowly changing log-normal envelope. */
  private static double[] muscle(int count, double rateHz, Chance chance) {
    double[] envelope = wander(count, rateHz, MUSCLE_ENVELOPE_HZ, chance);
    double keep = decay(MUSCLE_LOW_CUT_HZ, rateHz);
    double keepFast = decay(MUSCLE_HIGH_CUT_HZ, rateHz);
    double slow = 0;
    double fast = 0;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      fast = keepFast * fast + (1 - keepFast) * chance.gaussian();
      slow = keep * slow + (1 - keep) * fast;
      values[i] = (fast - slow) * StrictMath.exp(0.6 * envelope[i]);
    }
    return values;
  }

  /** Shifts at random times that decay within about half a second, smoothed, on a drift. */
  private static double[] motion(int count, double rateHz, Chance chance) {
    double[] values = wander(count, rateHz, 2 * WANDER_CUTOFF_HZ, chance);
    double keep = decay(MOTION_CUTOFF_HZ, rateHz);
    double eventChance = MOTION_EVENTS_HZ / rateHz;
    double shift = 0;
    double shiftKeep = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < count; i++) {
      if (chance.happens(eventChance)) {
        shift += 3 * chance.gaussian();
        shiftKeep = StrictMath.exp(-1 / (rateHz * chance.logUniform(0.06, 0.8)));
      }
      first = keep * first + (1 - keep) * shift;
      second = keep * second + (1 - keep) * first;
      shift *= shiftKeep;
      values[i] += second;
    }
    return values;
  }

  private static double decay(double cutoffHz, double rateHz) {
    return StrictMath.exp(-2 * StrictMath.PI * cutoffHz / rateHz);
  }
}
