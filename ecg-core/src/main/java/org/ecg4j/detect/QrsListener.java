package org.ecg4j.detect;

/** Receives beats in order of time. */
@FunctionalInterface
public interface QrsListener {
  /**
   * One beat was found.
   *
   * @param sample its sample, counted from 0 at the first sample the detector was given
   * @param confidence how sure the detector is, from the least confidence asked for to 1
   */
  void onBeat(long sample, double confidence);
}
