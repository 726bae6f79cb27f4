package org.ecg4j.simulate;

/**
 * The sinus node's interval over time: a mean with two bands of variation, near 0.1 Hz (blood
 * pressure) and at the pace of breathing, each with a Gaussian power spectrum, as McSharry et al.
 * prescribe. Instead of the inverse Fourier transform of such a spectrum, a band is the sum of
 * cosines of equal height whose frequencies are drawn from that Gaussian: the same expected
 * spectrum, and a value at any time.
 */
final class HeartRate {
  private static final int COSINES = 32;
  private static final double LOW_FREQUENCY_HZ = 0.1;
  private static final double BAND_DEVIATION_HZ = 0.01;

  private final Patient.Habit habit;
  private final double[] frequencyHz = new double[2 * COSINES];
  private final double[] phase = new double[2 * COSINES];
  private final double lowHeight;
  private final double highHeight;

  HeartRate(Patient.Habit habit, Chance chance) {
    this.habit = habit;
    for (int i = 0; i < frequencyHz.length; i++) {
      double centre = i < COSINES ? LOW_FREQUENCY_HZ : habit.respirationHz();
      frequencyHz[i] = centre + BAND_DEVIATION_HZ * chance.gaussian();
      phase[i] = chance.uniform(0, 2 * StrictMath.PI);
    }
    this.lowHeight = height(habit.lowFrequencyShare());
    this.highHeight = height(1 - habit.lowFrequencyShare());
  }

  private static double height(double variance) {
    return StrictMath.sqrt(2 * variance / COSINES);
  }

  /** The sinus interval that begins at a time. */
  double intervalSeconds(double timeSeconds) {
    double sum = 0;
    for (int i = 0; i < frequencyHz.length; i++) {
      double angle = 2 * StrictMath.PI * frequencyHz[i] * timeSeconds + phase[i];
      sum += (i < COSINES ? lowHeight : highHeight) * StrictMath.cos(angle);
    }
    double bounded = StrictMath.max(-3, StrictMath.min(3, sum));
    return habit.meanIntervalSeconds() * (1 + habit.variability() * bounded);
  }
}
