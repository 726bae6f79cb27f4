package org.ecg4j.inference;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.ecg4j.detect.QrsOptions;

/**
 * What a live signal is and how beats are searched for in it.
 *
 * @param samplingRateHz samples a second, 100 to 1000
 * @param leads the names of its leads, in the order of the samples; those that the model does not
 *     know are left out
 * @param detector how beats are searched for; the number of leads is that of the model
 */
public record StreamOptions(double samplingRateHz, List<String> leads, QrsOptions detector) {

  /** Checks that there are leads and that their names differ. */
  public StreamOptions {
    leads = List.copyOf(leads);
    Objects.requireNonNull(detector, "detector");
    if (leads.isEmpty() || new HashSet<>(leads).size() < leads.size()) {
      throw new IllegalArgumentException("leads must have names that differ, not " + leads);
    }
  }

  /**
   * A signal searched with the detector's defaults.
   *
   * @param samplingRateHz samples a second
   * @param leads the names of its leads
   * @return the options
   */
  public static StreamOptions of(double samplingRateHz, List<String> leads) {
    return new StreamOptions(samplingRateHz, leads, QrsOptions.defaults());
  }

  /**
   * The same with another way to search for beats.
   *
   * @param newDetector how
   * @return a copy
   */
  public StreamOptions withDetector(QrsOptions newDetector) {
    return new StreamOptions(samplingRateHz, leads, newDetector);
  }
}
