package org.ecg4j.models.djl;

/** The mixing function of SplitMix64 (Steele, Lea and Flood 2014), used as a counter-based hash. */
final class Mixing {
  /** The odd constant the counter advances by. */
  static final long STEP = 0x9E3779B97F4A7C15L;

  private Mixing() {}

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
