package org.ecg4j.training;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.evaluation.Metric;

/**
 * The figure of the validation patients that early stopping and plateaus watch.
 *
 * @param metric which, or empty for the training's own loss
 * @param direction whether it should rise or fall
 */
public record Monitor(Optional<Metric> metric, Direction direction) {

  /** What counts as better. */
  public enum Direction {
    /** Losses and errors. */
    LOWER_IS_BETTER,
    /** Scores. */
    HIGHER_IS_BETTER
  }

  /** Checks the direction. */
  public Monitor {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(direction, "direction");
    if (metric.isEmpty() && direction != Direction.LOWER_IS_BETTER) {
      throw new IllegalArgumentException("the loss gets better as it gets lower");
    }
  }

  /**
   * The loss that is trained on, of the validation patients.
   *
   * @return the monitor
   */
  public static Monitor loss() {
    return new Monitor(Optional.empty(), Direction.LOWER_IS_BETTER);
  }

  /**
   * A figure of the evaluation.
   *
   * @param metric which
   * @param direction whether it should rise or fall
   * @return the monitor
   */
  public static Monitor of(Metric metric, Direction direction) {
    return new Monitor(Optional.of(metric), direction);
  }

  boolean isBetter(double value, double than, double byAtLeast) {
    if (Double.isNaN(value)) {
      return false;
    }
    if (Double.isNaN(than)) {
      return true;
    }
    return direction == Direction.LOWER_IS_BETTER
        ? value < than - byAtLeast
        : value > than + byAtLeast;
  }

  /**
   * The name for logs.
   *
   * @return such as {@code loss} or {@code macro_f1}
   */
  public String name() {
    return metric.map(m -> m.name().toLowerCase(Locale.ROOT)).orElse("loss");
  }
}
