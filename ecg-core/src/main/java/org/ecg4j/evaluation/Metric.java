package org.ecg4j.evaluation;

/** A figure of an {@link Evaluation}, to ask for its value or its confidence interval. */
public enum Metric {
  /** The share of examples given their true class. */
  ACCURACY(false),

  /** The mean recall of the classes. */
  BALANCED_ACCURACY(false),

  /** TP / (TP + FP) of one class. */
  PRECISION(true),

  /** TP / (TP + FN) of one class: the sensitivity. */
  RECALL(true),

  /** TN / (TN + FP) of one class. */
  SPECIFICITY(true),

  /** 2 TP / (2 TP + FP + FN) of one class. */
  F1(true),

  /** The mean precision of the classes that occur. */
  MACRO_PRECISION(false),

  /** The mean F1 of the classes that occur. */
  MACRO_F1(false),

  /** F1 of the pooled counts of all classes. */
  MICRO_F1(false),

  /** The mean F1 of the classes, weighted with their true examples. */
  WEIGHTED_F1(false),

  /** Matthews' correlation coefficient. */
  MCC(false),

  /** Cohen's kappa. */
  KAPPA(false),

  /** The index of Mar et al. (2011); see {@link AamiScores#jKappa}. */
  J_KAPPA(false),

  /** The area under the ROC curve of one class against the rest. */
  AUROC(true),

  /** The mean of {@link #AUROC} over the classes that have examples. */
  MACRO_AUROC(false),

  /** The mean of precision over the steps of recall, one class against the rest. */
  AVERAGE_PRECISION(true),

  /**
   * The mean of -ln(probability of the true class), in nats; probabilities are kept 2<sup>-52</sup>
   * away from 0 and 1.
   */
  LOG_LOSS(false),

  /**
   * The mean squared error of the probabilities: of the positive class with two classes, summed
   * over all classes with more.
   */
  BRIER(false);

  private final boolean perClass;

  Metric(boolean perClass) {
    this.perClass = perClass;
  }

  /**
   * Whether the figure belongs to one class; with two classes that is the positive one.
   *
   * @return true when a class must be named where there are more than two
   */
  public boolean isPerClass() {
    return perClass;
  }
}
