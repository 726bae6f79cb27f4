package org.ecg4j.training;

import java.util.SplittableRandom;

/**
 * Random generators that depend on nothing but numbers, so that a resumed training has the same.
 */
final class Seeds {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  static SplittableRandom random(long seed, long... place) {
    long mixed = seed;
    for (long component : place) {
      mixed = new SplittableRandom(mixed * STEP + component).nextLong();
    }
    return new SplittableRandom(mixed);
  }
}
