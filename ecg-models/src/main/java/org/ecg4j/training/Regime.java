package org.ecg4j.training;

import java.util.Objects;
import java.util.Optional;
import org.ecg4j.features.Augmentation;
import org.ecg4j.sampling.BalancedBatches;

/**
 * What happens around the optimiser.
 *
 * @param schedule how the learning rate changes
 * @param clipNorm gradients are shortened to this Euclidean norm, taken over all weights; 0 for
 *     never
 * @param averageDecay memory of the exponential moving average of the weights, which the model then
 *     takes for its own; 0 for none
 * @param batches the mix of classes in each batch; empty to shuffle all examples
 * @param earlyStopping when to end early
 * @param augmentation changes examples as they are used
 */
public record Regime(
    Schedule schedule,
    double clipNorm,
    double averageDecay,
    Optional<BalancedBatches> batches,
    Optional<EarlyStopping> earlyStopping,
    Optional<Augmentation> augmentation) {

  /** Checks the ranges. */
  public Regime {
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(batches, "batches");
    Objects.requireNonNull(earlyStopping, "earlyStopping");
    Objects.requireNonNull(augmentation, "augmentation");
    Checks.notNegative("clip norm", clipNorm);
    Checks.share("decay of the average", averageDecay);
  }

  /**
   * A constant rate and nothing else.
   *
   * @return the regime
   */
  public static Regime plain() {
    return new Regime(
        Schedule.constant(), 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The same with another schedule.
   *
   * @param newSchedule how the learning rate changes
   * @return a copy
   */
  public Regime withSchedule(Schedule newSchedule) {
    return new Regime(newSchedule, clipNorm, averageDecay, batches, earlyStopping, augmentation);
  }

  /**
   * The same with gradients shortened.
   *
   * @param norm the longest that is left alone; 0 for never
   * @return a copy
   */
  public Regime withClipNorm(double norm) {
    return new Regime(schedule, norm, averageDecay, batches, earlyStopping, augmentation);
  }

  /**
   * The same with a moving average of the weights.
   *
   * @param decay often 0.99 to 0.9999; 0 for none
   * @return a copy
   */
  public Regime withAverageDecay(double decay) {
    return new Regime(schedule, clipNorm, decay, batches, earlyStopping, augmentation);
  }

  /**
   * The same with a fixed mix of classes in each batch.
   *
   * @param mix such as {@link BalancedBatches#even}
   * @return a copy
   */
  public Regime withBatches(BalancedBatches mix) {
    return new Regime(
        schedule, clipNorm, averageDecay, Optional.of(mix), earlyStopping, augmentation);
  }

  /**
   * The same with early stopping; training then needs validation examples.
   *
   * @param rule when to end
   * @return a copy
   */
  public Regime withEarlyStopping(EarlyStopping rule) {
    return new Regime(schedule, clipNorm, averageDecay, batches, Optional.of(rule), augmentation);
  }

  /**
   * The same with augmentation.
   *
   * @param changes made on examples as they are used; its own seed decides them
   * @return a copy
   */
  public Regime withAugmentation(Augmentation changes) {
    return new Regime(
        schedule, clipNorm, averageDecay, batches, earlyStopping, Optional.of(changes));
  }
}
