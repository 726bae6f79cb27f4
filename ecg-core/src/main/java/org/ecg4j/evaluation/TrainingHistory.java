package org.ecg4j.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How a training went, epoch by epoch.
 *
 * @param metricName what {@link Epoch#validationMetric} is, such as {@code f1}
 * @param epochs in order
 * @param bestEpoch the number of the epoch whose weights were kept, where one was chosen
 */
public record TrainingHistory(String metricName, List<Epoch> epochs, OptionalInt bestEpoch) {

  /** Checks that the best epoch is one of the epochs. */
  public TrainingHistory {
    Objects.requireNonNull(metricName, "metricName");
    epochs = List.copyOf(epochs);
    if (bestEpoch.isPresent()) {
      int best = bestEpoch.getAsInt();
      if (epochs.stream().noneMatch(epoch -> epoch.number() == best)) {
        throw new IllegalArgumentException("best epoch " + best + " is not in the history");
      }
    }
  }

  /**
   * What was measured in one epoch; NaN where nothing was.
   *
   * @param number counted from 1
   * @param trainLoss the mean loss over the training examples
   * @param trainAccuracy the share of training examples given their class, 0 to 1
   * @param validationLoss the mean loss over the validation examples
   * @param validationAccuracy the share of validation examples given their class, 0 to 1
   * @param validationMetric the metric that early stopping watches
   * @param learningRate at the epoch's end
   * @param seconds wall time
   */
  public record Epoch(
      int number,
      double trainLoss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      double validationMetric,
      double learningRate,
      double seconds) {}
}
