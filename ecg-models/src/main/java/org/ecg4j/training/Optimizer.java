package org.ecg4j.training;

/** How weights follow their gradients; the formulas are PyTorch's. */
public sealed interface Optimizer permits Adam, Sgd {

  /**
   * The learning rate, before a schedule changes it.
   *
   * @return above 0
   */
  double learningRate();

  /**
   * The same with another learning rate.
   *
   * @param rate above 0
   * @return a copy
   */
  Optimizer withLearningRate(double rate);

  /**
   * Adam with PyTorch's defaults.
   *
   * @param learningRate often 0.001
   * @return the optimiser
   */
  static Adam adam(double learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false);
  }

  /**
   * AdamW with PyTorch's defaults: the weights decay by themselves instead of through the gradient.
   *
   * @param learningRate often 0.001
   * @param weightDecay often 0.01
   * @return the optimiser
   */
  static Adam adamW(double learningRate, double weightDecay) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8, weightDecay, true);
  }

  /**
   * Stochastic gradient descent.
   *
   * @param learningRate above 0
   * @param momentum 0 for none
   * @return the optimiser
   */
  static Sgd sgd(double learningRate, double momentum) {
    return new Sgd(learningRate, momentum, false, 0);
  }
}
