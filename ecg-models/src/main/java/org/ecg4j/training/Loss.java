package org.ecg4j.training;

import java.util.List;
import java.util.Objects;

/**
 * What training makes small, on logits. With two classes the network gives one logit and the loss
 * is the binary cross-entropy, its mean taken over the examples; with more it is the cross-entropy
 * of the softmax, divided by the sum of the examples' class weights. Both are as PyTorch has them.
 *
 * @param focalGamma 0 for plain cross-entropy; with γ &gt; 0 each class's term is multiplied by (1
 *     - p)<sup>γ</sup>, p being its probability, so that easy examples count less (Lin et al. 2017)
 * @param labelSmoothing share of the target spread evenly over all classes, 0 to below 1
 * @param weighting which classes count more
 * @param classWeights one weight for each class where the weighting is {@link Weighting#GIVEN},
 *     else empty
 */
public record Loss(
    double focalGamma, double labelSmoothing, Weighting weighting, List<Double> classWeights) {

  /** Where class weights come from. */
  public enum Weighting {
    /** All classes count alike. */
    NONE,
    /** Examples / (classes * examples of the class), counted in the training set. */
    BALANCED,
    /** Named by the caller. */
    GIVEN
  }

  /** Checks the ranges. */
  public Loss {
    Objects.requireNonNull(weighting, "weighting");
    classWeights = List.copyOf(classWeights);
    if (!(focalGamma >= 0) || focalGamma > 20) {
      throw new IllegalArgumentException("focal gamma must be 0 to 20, not " + focalGamma);
    }
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be 0 to below 1, not " + labelSmoothing);
    }
    if ((weighting == Weighting.GIVEN) == classWeights.isEmpty()) {
      throw new IllegalArgumentException(
          "class weights belong to weighting GIVEN and to no other, but "
              + weighting
              + " has "
              + classWeights);
    }
    for (double weight : classWeights) {
      if (!(weight >= 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a class weight must be 0 or more, not " + weight);
      }
    }
  }

  /**
   * Cross-entropy, all classes alike.
   *
   * @return the loss
   */
  public static Loss crossEntropy() {
    return new Loss(0, 0, Weighting.NONE, List.of());
  }

  /**
   * Focal loss, all classes alike.
   *
   * @param gamma how much easy examples lose, often 2
   * @return the loss
   */
  public static Loss focal(double gamma) {
    return new Loss(gamma, 0, Weighting.NONE, List.of());
  }

  /**
   * The same with targets smoothed.
   *
   * @param share spread over all classes
   * @return a copy
   */
  public Loss withLabelSmoothing(double share) {
    return new Loss(focalGamma, share, weighting, classWeights);
  }

  /**
   * The same with classes weighted against their frequency in the training set.
   *
   * @return a copy
   */
  public Loss withBalancedWeights() {
    return new Loss(focalGamma, labelSmoothing, Weighting.BALANCED, List.of());
  }

  /**
   * The same with given weights.
   *
   * @param weights one for each class, in the order of the class names
   * @return a copy
   */
  public Loss withClassWeights(Double... weights) {
    return new Loss(focalGamma, labelSmoothing, Weighting.GIVEN, List.of(weights));
  }

  /** The weight of each class for a training set with these counts. */
  double[] weightsFor(int[] classCounts) {
    double[] weights = new double[classCounts.length];
    long total = 0;
    for (int count : classCounts) {
      total += count;
    }
    if (weighting == Weighting.GIVEN && classWeights.size() != weights.length) {
      throw new IllegalArgumentException(
          "there are " + weights.length + " classes but weights for " + classWeights.size());
    }
    for (int c = 0; c < weights.length; c++) {
      weights[c] =
          switch (weighting) {
            case NONE -> 1;
            case GIVEN -> classWeights.get(c);
            case BALANCED ->
                classCounts[c] == 0 ? 1 : (double) total / weights.length / classCounts[c];
          };
    }
    return weights;
  }
}
