package org.ecg4j.evaluation;

import java.util.List;

/**
 * A decision threshold and how it did on the held-out predictions it was chosen on. Between two
 * neighbouring probabilities the threshold lies in the middle.
 *
 * @param threshold an example is positive when its probability is above it
 * @param sensitivity on those predictions
 * @param specificity on those predictions
 * @param precision on those predictions
 * @param f1 on those predictions
 * @param subjects the training patients it was chosen on
 */
public record OperatingPoint(
    double threshold,
    double sensitivity,
    double specificity,
    double precision,
    double f1,
    List<String> subjects) {

  /** Copies the list. */
  public OperatingPoint {
    subjects = List.copyOf(subjects);
  }

  /** What a threshold must satisfy and which of those that do is best. */
  private interface Rule {
    /** The higher the better; negative infinity where the threshold will not do. */
    double rate(double sensitivity, double specificity, double f1);
  }

  /**
   * The threshold of the highest F1; the highest such threshold.
   *
   * @param predictions of two classes, both with examples
   * @return the point
   */
  public static OperatingPoint maximumF1(OutOfFoldPredictions predictions) {
    return best(predictions, (sensitivity, specificity, f1) -> f1);
  }

  /**
   * The highest threshold, so the highest specificity, that keeps a sensitivity.
   *
   * @param predictions of two classes, both with examples
   * @param minimum the sensitivity wanted, above 0 to 1
   * @return the point
   */
  public static OperatingPoint atSensitivity(OutOfFoldPredictions predictions, double minimum) {
    checkRate("sensitivity", minimum);
    return best(
        predictions,
        (sensitivity, specificity, f1) ->
            sensitivity >= minimum ? specificity : Double.NEGATIVE_INFINITY);
  }

  /**
   * The lowest threshold, so the highest sensitivity, that keeps a specificity.
   *
   * @param predictions of two classes, both with examples
   * @param minimum the specificity wanted, above 0 to 1
   * @return the point
   */
  public static OperatingPoint atSpecificity(OutOfFoldPredictions predictions, double minimum) {
    checkRate("specificity", minimum);
    return best(
        predictions,
        (sensitivity, specificity, f1) ->
            specificity >= minimum ? sensitivity : Double.NEGATIVE_INFINITY);
  }

  private static void checkRate(String name, double rate) {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, not " + rate);
    }
  }

  private static OperatingPoint best(OutOfFoldPredictions predictions, Rule rule) {
    predictions.examples().requireTwoClasses("a threshold");
    Ranking ranking =
        Ranking.of(
            predictions.examples().probabilities(),
            predictions.examples().positives(),
            new int[predictions.exampleCount()]);
    long[] counts = ranking.cumulativeCounts(new int[] {1});
    int groups = ranking.groupCount();
    long positives = counts[2 * groups - 2];
    long negatives = counts[2 * groups - 1];
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "a threshold cannot be chosen on "
              + positives
              + " positive and "
              + negatives
              + " negative examples");
    }
    OperatingPoint best = null;
    double bestRating = Double.NEGATIVE_INFINITY;
    // Group -1 stands for a threshold so high that nothing is positive.
    for (int g = -1; g < groups; g++) {
      long truePositives = g < 0 ? 0 : counts[2 * g];
      long falsePositives = g < 0 ? 0 : counts[2 * g + 1];
      double sensitivity = (double) truePositives / positives;
      double specificity = (double) (negatives - falsePositives) / negatives;
      double f1 = 2.0 * truePositives / (truePositives + falsePositives + positives);
      double rating = rule.rate(sensitivity, specificity, f1);
      double threshold = thresholdBelow(ranking, g);
      if (rating > bestRating && threshold >= 0) {
        bestRating = rating;
        double precision = (double) truePositives / (truePositives + falsePositives);
        best =
            new OperatingPoint(
                threshold, sensitivity, specificity, precision, f1, predictions.subjects());
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "no threshold from 0 reaches the rate asked for: some positive examples have"
              + " probability 0");
    }
    return best;
  }

  /** A threshold that parts a group from the next lower one; -1 where there is none from 0 up. */
  private static double thresholdBelow(Ranking ranking, int group) {
    double upper = group < 0 ? 1 : ranking.score(group);
    if (group == ranking.groupCount() - 1) {
      return upper > 0 ? 0 : -1;
    }
    double lower = ranking.score(group + 1);
    // With neighbouring doubles the middle may round up to the upper one, which must stay above.
    double middle = 0.5 * (lower + upper);
    return middle < upper ? middle : lower;
  }
}
