package org.ecg4j.simulate;

/**
 * A stream of chance that depends on nothing but its key: SplitMix64 with own distributions over
 * {@link StrictMath}, so that a seed gives the same bytes on every Java version and processor. A
 * stream is used by one thread; parallel work takes one stream per task, keyed by the task.
 */
final class Chance {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private double spareGaussian = Double.NaN;

  private Chance(long state) {
    this.state = state;
  }

  /** The stream of a seed and a path of indices, such as patient and purpose. */
  static Chance of(long seed, long... path) {
    long key = mix(seed + GOLDEN_GAMMA);
    for (long step : path) {
      key = mix(key ^ mix(step + GOLDEN_GAMMA));
    }
    return new Chance(key);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * 0x1p-53;
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in the logarithm; both bounds positive. */
  double logUniform(double low, double high) {
    return StrictMath.exp(uniform(StrictMath.log(low), StrictMath.log(high)));
  }

  /** True with a probability. */
  boolean happens(double probability) {
    return uniform() < probability;
  }

  /** Standard normal, by Marsaglia's polar method. */
  double gaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * factor;
        return u * factor;
      }
    }
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
