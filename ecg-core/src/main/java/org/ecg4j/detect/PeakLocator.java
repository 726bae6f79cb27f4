package org.ecg4j.detect;

/**
 * Finds where a beat's R peak is in the unfiltered signal: the highest point near the centre of its
 * energy, or the lowest where that lies much further from the level before the complex.
 */
final class PeakLocator {
  /** How far before the centre of energy a peak may be, and so how much later it is reported. */
  static final double REACH_SECONDS = 0.1;

  // What the band-pass filter holds a complex back by.
  private static final double FILTER_DELAY_SECONDS = 0.024;
  // Broad complexes have their peak before the centre of their energy.
  private static final double SEARCH_BEFORE_SECONDS = 0.075;
  private static final double SEARCH_AFTER_SECONDS = 0.03;
  private static final double LEVEL_FROM_SECONDS = 0.11;
  private static final double LEVEL_TO_SECONDS = 0.06;
  // A downward complex must be this much larger than its upward part to be measured at its bottom.
  private static final double DOWNWARD = 1.5;

  private final int searchBefore;
  private final int searchAfter;
  private final int levelFrom;
  private final int levelTo;
  private final int delay;
  private final boolean refine;

  PeakLocator(double samplingRateHz, boolean refine) {
    searchBefore = (int) (SEARCH_BEFORE_SECONDS * samplingRateHz);
    searchAfter = (int) (SEARCH_AFTER_SECONDS * samplingRateHz);
    levelFrom = (int) (LEVEL_FROM_SECONDS * samplingRateHz);
    levelTo = (int) (LEVEL_TO_SECONDS * samplingRateHz);
    delay = (int) Math.round(FILTER_DELAY_SECONDS * samplingRateHz);
    this.refine = refine;
  }

  long locate(Lead lead, long centre) {
    long expected = Math.max(0, centre - delay);
    if (!refine) {
      return expected;
    }
    long highest = expected;
    long lowest = expected;
    for (long s = Math.max(0, expected - searchBefore); s <= expected + searchAfter; s++) {
      highest = lead.rawAt(s) > lead.rawAt(highest) ? s : highest;
      lowest = lead.rawAt(s) < lead.rawAt(lowest) ? s : lowest;
    }
    double level = 0;
    for (long s = expected - levelFrom; s < expected - levelTo; s++) {
      level += lead.rawAt(s);
    }
    level /= levelFrom - levelTo;
    double up = lead.rawAt(highest) - level;
    double down = level - lead.rawAt(lowest);
    return down > DOWNWARD * up ? lowest : highest;
  }
}
