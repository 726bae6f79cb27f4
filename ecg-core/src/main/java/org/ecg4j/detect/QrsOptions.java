package org.ecg4j.detect;

/**
 * How beats are searched for. The defaults suit every recording the detector was tried on.
 *
 * @param leadCount how many leads of one recording are searched together, 1 to 8
 * @param minimumConfidence the least confidence of a beat, above 0 and below 1; lower finds more
 *     beats and more noise
 * @param refinePeaks whether a beat's position is moved to the R peak in the unfiltered signal, or
 *     left at the centre of the complex's energy
 */
public record QrsOptions(int leadCount, double minimumConfidence, boolean refinePeaks) {
  /** The most leads that can be searched together. */
  public static final int MAXIMUM_LEADS = 8;

  private static final QrsOptions DEFAULTS = new QrsOptions(1, 0.5, true);

  /** Checks the ranges. */
  public QrsOptions {
    if (leadCount < 1 || leadCount > MAXIMUM_LEADS) {
      throw new IllegalArgumentException(
          "lead count must be 1 to " + MAXIMUM_LEADS + ", not " + leadCount);
    }
    if (!(minimumConfidence > 0 && minimumConfidence < 1)) {
      throw new IllegalArgumentException(
          "minimum confidence must be above 0 and below 1, not " + minimumConfidence);
    }
  }

  /**
   * One lead, confidence 0.5, peaks refined.
   *
   * @return the defaults
   */
  public static QrsOptions defaults() {
    return DEFAULTS;
  }

  /**
   * The same with another number of leads.
   *
   * @param newLeadCount 1 to 8
   * @return a copy
   */
  public QrsOptions withLeadCount(int newLeadCount) {
    return new QrsOptions(newLeadCount, minimumConfidence, refinePeaks);
  }

  /**
   * The same with another least confidence.
   *
   * @param newMinimumConfidence above 0 and below 1
   * @return a copy
   */
  public QrsOptions withMinimumConfidence(double newMinimumConfidence) {
    return new QrsOptions(leadCount, newMinimumConfidence, refinePeaks);
  }

  /**
   * The same with refinement of peaks on or off.
   *
   * @param newRefinePeaks whether positions are moved to the R peak
   * @return a copy
   */
  public QrsOptions withRefinePeaks(boolean newRefinePeaks) {
    return new QrsOptions(leadCount, minimumConfidence, newRefinePeaks);
  }
}
