package org.ecg4j.inference;

import java.util.Objects;
import java.util.Optional;
import org.ecg4j.evaluation.Calibration;
import org.ecg4j.evaluation.OperatingPoint;

/**
 * How a model gets from the network's probability to a label.
 *
 * @param threshold with two classes, a beat is of the second when its probability is above it
 * @param calibration corrects probabilities first, where one was fitted
 */
public record Decision(double threshold, Optional<Calibration> calibration) {

  /** Checks the threshold. */
  public Decision {
    Objects.requireNonNull(calibration, "calibration");
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be 0 to 1, not " + threshold);
    }
  }

  /**
   * Threshold 0.5, no calibration.
   *
   * @return the decision
   */
  public static Decision standard() {
    return new Decision(0.5, Optional.empty());
  }

  /**
   * The same with another threshold.
   *
   * @param newThreshold 0 to 1
   * @return a copy
   */
  public Decision withThreshold(double newThreshold) {
    return new Decision(newThreshold, calibration);
  }

  /**
   * The same with the threshold of an operating point.
   *
   * @param point chosen on out-of-fold predictions
   * @return a copy
   */
  public Decision at(OperatingPoint point) {
    return withThreshold(point.threshold());
  }

  /**
   * The same with calibration.
   *
   * @param fitted on out-of-fold predictions
   * @return a copy
   */
  public Decision withCalibration(Calibration fitted) {
    return new Decision(threshold, Optional.of(fitted));
  }
}
