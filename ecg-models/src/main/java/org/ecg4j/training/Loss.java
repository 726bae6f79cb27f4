package org.ecg4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.sampling.ClassWeights;

/**
 * What training makes small, on logits. With two classes the network gives one logit and the loss
 * is the binary cross-entropy, its mean taken over the examples; with more it is the cross-entropy
 * of the softmax, divided by the sum of the examples' class weights. Both are as PyTorch has them.
 *
 * @param focalGamma 0 for plain cross-entropy; with γ &gt; 0 each class's term is multiplied by (1
 *     - p)<sup>γ</sup>, p being its probability, so that easy examples count less (Lin et al. 2017)
 * @param labelSmoothing share of the target spread evenly over all classes, 0 to below 1
 * @param classWeights how much the examples of each class count, or empty for all alike
 */
public record Loss(double focalGamma, double labelSmoothing, Optional<ClassWeights> classWeights) {

  /** Checks the ranges. */
  public Loss {
    Objects.requireNonNull(classWeights, "classWeights");
    if (!(focalGamma >= 0) || focalGamma > 20) {
      throw new IllegalArgumentException("focal gamma must be 0 to 20, not " + focalGamma);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be 0 to below 1, not " + labelSmoothing);
    }
  }

  /**
   * Cross-entropy, all classes alike.
   *
   * @return the loss
   */
  public static Loss crossEntropy() {
    return new Loss(0, 0, Optional.empty());
  }

  /**
   * Focal loss, all classes alike.
   *
   * @param gamma how much easy examples lose, often 2
   * @return the loss
   */
  public static Loss focal(double gamma) {
    return new Loss(gamma, 0, Optional.empty());
  }

  /**
   * The same with targets smoothed.
   *
   * @param share spread over all classes
   * @return a copy
   */
  public Loss withLabelSmoothing(double share) {
    return new Loss(focalGamma, share, classWeights);
  }

  /**
   * The same with classes weighted.
   *
   * @param weights such as {@link ClassWeights#balanced}; worked out from the counts of the
   *     training set
   * @return a copy
   */
  public Loss withClassWeights(ClassWeights weights) {
    return new Loss(focalGamma, labelSmoothing, Optional.of(weights));
  }

  /** The weight of each class for a training set with these counts. */
  double[] weightsFor(List<String> classNames, int[] classCounts) {
    if (classWeights.isPresent()) {
      return classWeights.get().weights(classNames, classCounts);
    }
    double[] weights = new double[classCounts.length];
    Arrays.fill(weights, 1);
    return weights;
  }
}
