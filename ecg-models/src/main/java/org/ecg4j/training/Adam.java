package org.ecg4j.training;

/**
 * Adam (Kingma and Ba 2015), and AdamW (Loshchilov and Hutter 2019) when the decay is decoupled.
 *
 * @param learningRate above 0
 * @param beta1 memory of the gradient's mean, 0 to below 1
 * @param beta2 memory of its square, 0 to below 1
 * @param epsilon added to the root of the corrected mean square, as PyTorch does
 * @param weightDecay 0 for none
 * @param decoupled whether the decay shrinks the weights directly (AdamW) or is added to the
 *     gradient
 */
public record Adam(
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    boolean decoupled)
    implements Optimizer {

  /** Checks the ranges. */
  public Adam {
    Checks.positive("learning rate", learningRate);
    Checks.share("beta1", beta1);
    Checks.share("beta2", beta2);
    Checks.positive("epsilon", epsilon);
    Checks.notNegative("weight decay", weightDecay);
  }

  @Override
  public Adam withLearningRate(double rate) {
    return new Adam(rate, beta1, beta2, epsilon, weightDecay, decoupled);
  }
}
