package org.ecg4j.simulate;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The noise of simulated records. Each patient has a signal-to-noise ratio of its own, and its own
 * mix of the kinds.
 *
 * @param kinds which kinds are mixed; none for clean records
 * @param lowestSnrDb the ratio of the noisiest patients, in decibels as {@link NoiseStress} defines
 *     them
 * @param highestSnrDb the ratio of the cleanest patients
 */
public record NoiseOptions(Set<NoiseKind> kinds, double lowestSnrDb, double highestSnrDb) {

  /** Checks the range. */
  public NoiseOptions {
    Set<NoiseKind> ordered = EnumSet.noneOf(NoiseKind.class);
    ordered.addAll(kinds);
    kinds = Collections.unmodifiableSet(ordered);
    if (!(lowestSnrDb >= -40 && highestSnrDb <= 100 && lowestSnrDb <= highestSnrDb)) {
      throw new IllegalArgumentException(
          "signal-to-noise ratios must rise within -40 to 100 dB, not from "
              + lowestSnrDb
              + " to "
              + highestSnrDb);
    }
  }

  /**
   * All three kinds at 10 to 30 dB.
   *
   * @return the options
   */
  public static NoiseOptions defaults() {
    return new NoiseOptions(EnumSet.allOf(NoiseKind.class), 10, 30);
  }

  /**
   * No noise at all.
   *
   * @return the options
   */
  public static NoiseOptions none() {
    return defaults().withKinds(Set.of());
  }

  /**
   * The same with other kinds.
   *
   * @param newKinds which kinds are mixed
   * @return a copy
   */
  public NoiseOptions withKinds(Set<NoiseKind> newKinds) {
    return new NoiseOptions(newKinds, lowestSnrDb, highestSnrDb);
  }

  /**
   * The same at other strengths.
   *
   * @param newLowestSnrDb the ratio of the noisiest patients, in decibels
   * @param newHighestSnrDb the ratio of the cleanest patients, in decibels
   * @return a copy
   */
  public NoiseOptions withSnrDb(double newLowestSnrDb, double newHighestSnrDb) {
    return new NoiseOptions(kinds, newLowestSnrDb, newHighestSnrDb);
  }
}
