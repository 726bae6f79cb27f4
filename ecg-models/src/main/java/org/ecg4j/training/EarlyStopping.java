package org.ecg4j.training;

import java.util.Objects;

/**
 * Ends training when a figure of the validation patients no longer improves, and takes back the
 * weights of its best epoch.
 *
 * @param monitor what to watch, and which direction is better
 * @param patience epochs without improvement that are let pass, at least 1
 * @param minimumGain how much better counts as better
 */
public record EarlyStopping(Monitor monitor, int patience, double minimumGain) {

  /** Checks the ranges. */
  public EarlyStopping {
    Objects.requireNonNull(monitor, "monitor");
    Checks.atLeast("patience", patience, 1);
    Checks.notNegative("minimum gain", minimumGain);
  }

  /**
   * Any improvement counts.
   *
   * @param monitor what to watch
   * @param patience epochs without improvement that are let pass
   * @return the rule
   */
  public static EarlyStopping of(Monitor monitor, int patience) {
    return new EarlyStopping(monitor, patience, 0);
  }
}
