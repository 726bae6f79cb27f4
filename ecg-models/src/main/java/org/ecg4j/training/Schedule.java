package org.ecg4j.training;

import java.util.Objects;

/**
 * How the learning rate changes while training goes on, as a factor of the optimiser's rate.
 *
 * @param shape the curve
 * @param factor what the shape makes of it: the factor of a step or a plateau, the last factor of a
 *     cosine, the first factor of one cycle
 * @param period epochs: between steps, or without progress before a plateau counts
 * @param warmUp share of all steps during which one cycle's rate rises, else 0
 */
public record Schedule(Shape shape, double factor, int period, double warmUp) {
  /** PyTorch's OneCycleLR ends at this share of its first rate. */
  private static final double ONE_CYCLE_END = 1e-4;

  /** The curves. */
  public enum Shape {
    /** Always 1. */
    CONSTANT,
    /** Multiplied by the factor after every period of epochs. */
    STEP,
    /** Falls along half a cosine from 1 to the factor, step by step over the whole training. */
    COSINE,
    /**
     * Rises along half a cosine from the factor to 1 and falls to a ten-thousandth of the factor,
     * step by step (Smith and Topin 2018).
     */
    ONE_CYCLE,
    /** Multiplied by the factor when the monitored metric has not improved for a period. */
    PLATEAU
  }

  /** Checks the ranges. */
  public Schedule {
    Objects.requireNonNull(shape, "shape");
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("a schedule's factor must be 0 to 1, not " + factor);
    }
    Checks.atLeast("period", period, 1);
    Checks.share("warm-up", warmUp);
  }

  /**
   * The same rate throughout.
   *
   * @return the schedule
   */
  public static Schedule constant() {
    return new Schedule(Shape.CONSTANT, 1, 1, 0);
  }

  /**
   * Steps down.
   *
   * @param everyEpochs epochs between steps
   * @param factor multiplies the rate at each
   * @return the schedule
   */
  public static Schedule step(int everyEpochs, double factor) {
    return new Schedule(Shape.STEP, factor, everyEpochs, 0);
  }

  /**
   * Half a cosine.
   *
   * @param lastFactor where it ends
   * @return the schedule
   */
  public static Schedule cosine(double lastFactor) {
    return new Schedule(Shape.COSINE, lastFactor, 1, 0);
  }

  /**
   * One cycle with PyTorch's defaults: the optimiser's rate is the highest, the first is a 25th of
   * it, and it rises over the first 30 percent of the steps.
   *
   * @return the schedule
   */
  public static Schedule oneCycle() {
    return new Schedule(Shape.ONE_CYCLE, 1.0 / 25, 1, 0.3);
  }

  /**
   * Steps down when the monitored metric stops improving.
   *
   * @param factor multiplies the rate
   * @param patience epochs without progress that are let pass
   * @return the schedule
   */
  public static Schedule reduceOnPlateau(double factor, int patience) {
    return new Schedule(Shape.PLATEAU, factor, patience, 0);
  }

  /**
   * The factor of a step.
   *
   * @param step the step, counted from 0 over the whole training
   * @param totalSteps steps of the whole training
   * @param epoch the epoch, counted from 0
   * @param plateaus how often the metric was found to have stopped improving
   */
  double at(long step, long totalSteps, int epoch, int plateaus) {
    return switch (shape) {
      case CONSTANT -> 1;
      case STEP -> {
        int steps = epoch / period;
        yield Math.pow(factor, steps);
      }
      case PLATEAU -> Math.pow(factor, plateaus);
      case COSINE -> between(1, factor, (double) step / totalSteps);
      case ONE_CYCLE -> {
        double top = warmUp * totalSteps - 1;
        yield step <= top
            ? between(factor, 1, step / top)
            : between(1, factor * ONE_CYCLE_END, (step - top) / (totalSteps - 1 - top));
      }
    };
  }

  /** Half a cosine from one value to another. */
  private static double between(double first, double last, double share) {
    return last + (first - last) * (1 + Math.cos(Math.PI * share)) / 2;
  }
}
