package org.ecg4j.training;

/**
 * Stochastic gradient descent.
 *
 * @param learningRate above 0
 * @param momentum memory of past gradients, 0 to below 1
 * @param nesterov whether the gradient is taken a step ahead (Nesterov); needs momentum
 * @param weightDecay added to the gradient, 0 for none
 */
public record Sgd(double learningRate, double momentum, boolean nesterov, double weightDecay)
    implements Optimizer {

  /** Checks the ranges. */
  public Sgd {
    Checks.positive("learning rate", learningRate);
    Checks.share("momentum", momentum);
    Checks.notNegative("weight decay", weightDecay);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException("Nesterov's method needs momentum above 0");
    }
  }

  @Override
  public Sgd withLearningRate(double rate) {
    return new Sgd(rate, momentum, nesterov, weightDecay);
  }

  /**
   * The same with Nesterov's method on or off.
   *
   * @param on whether to use it
   * @return a copy
   */
  public Sgd withNesterov(boolean on) {
    return new Sgd(learningRate, momentum, on, weightDecay);
  }
}
