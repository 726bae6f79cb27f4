package org.ecg4j.plots;

import java.util.Objects;
import org.ecg4j.evaluation.ConfidenceInterval;

/**
 * A model's figure with its interval, as {@link EcgPlots#modelComparison} shows it.
 *
 * @param model the model's name
 * @param data what it was judged on, such as {@code train} or {@code test}
 * @param interval the figure with its interval over patients
 */
public record ModelScore(String model, String data, ConfidenceInterval interval) {
  /** Checks that nothing is missing. */
  public ModelScore {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(interval, "interval");
  }
}
