package org.ecg4j.detect;

/** Finds where a beat's R peak is in the unfiltered signal. */
final class PeakLocator {
  // What the band-pass filter holds a complex back by.
  private static final double FILTER_DELAY_SECONDS = 0.018;
  private static final double COARSE_SECONDS = 0.06;

  private final int coarse;
  private final int delay;
  private final boolean refine;

  PeakLocator(double samplingRateHz, boolean refine) {
    coarse = (int) (COARSE_SECONDS * samplingRateHz);
    delay = (int) Math.round(FILTER_DELAY_SECONDS * samplingRateHz);
    this.refine = refine;
  }

  long locate(Lead lead, long centre) {
    long peak = centre;
    if (refine) {
      float largest = -1;
      for (long s = centre - coarse; s <= centre + coarse; s++) {
        float magnitude = Math.abs(lead.filteredAt(s));
        if (magnitude > largest) {
          largest = magnitude;
          peak = s;
        }
      }
    }
    return Math.max(0, peak - delay);
  }
}
