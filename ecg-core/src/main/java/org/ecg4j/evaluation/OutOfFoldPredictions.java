package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What models said of training patients they had not seen: each patient lies in one fold, and his
 * beats were predicted by the model of the other folds. Thresholds and calibration are chosen on
 * these only, so that neither test patients nor a model's own training patients can lend optimism.
 * Immutable.
 */
public final class OutOfFoldPredictions {
  private final ScoredExamples examples;
  private final int[] folds;

  private OutOfFoldPredictions(ScoredExamples examples, int[] folds) {
    this.examples = examples;
    this.folds = folds.clone();
    checkFolds();
  }

  /**
   * Predictions of a binary model.
   *
   * @param labels 1 for abnormal (positive), 0 for normal; copied
   * @param probabilities that each example is abnormal, 0 to 1; copied
   * @param subjects whose each example is
   * @param folds the fold that each example was held out in
   * @return the predictions
   * @throws IllegalArgumentException when a subject lies in two folds, or all lie in one
   */
  public static OutOfFoldPredictions of(
      int[] labels, double[] probabilities, List<String> subjects, int[] folds) {
    return new OutOfFoldPredictions(
        ScoredExamples.ofPositive(Evaluation.BINARY_NAMES, labels, probabilities, subjects), folds);
  }

  /**
   * Predictions of a model of named classes.
   *
   * @param classNames at least two, in the order of the labels
   * @param labels the true class of each example; copied
   * @param probabilities that of class c of example i at {@code i * classNames.size() + c}; copied
   * @param subjects whose each example is
   * @param folds the fold that each example was held out in
   * @return the predictions
   * @throws IllegalArgumentException when a subject lies in two folds, or all lie in one
   */
  public static OutOfFoldPredictions ofClasses(
      List<String> classNames,
      int[] labels,
      double[] probabilities,
      List<String> subjects,
      int[] folds) {
    return new OutOfFoldPredictions(
        ScoredExamples.ofClasses(classNames, labels, probabilities, subjects), folds);
  }

  private void checkFolds() {
    if (folds.length != examples.size()) {
      throw new IllegalArgumentException(
          folds.length + " fold numbers do not fit " + examples.size() + " examples");
    }
    Map<String, Integer> foldOf = new HashMap<>();
    for (int i = 0; i < folds.length; i++) {
      String subject = examples.patients().name(i);
      Integer known = foldOf.putIfAbsent(subject, folds[i]);
      if (known != null && known != folds[i]) {
        throw new IllegalArgumentException(
            "subject " + subject + " lies in folds " + known + " and " + folds[i]);
      }
    }
    if (Arrays.stream(folds).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "held-out predictions come from at least two folds; these are all of one");
    }
  }

  /**
   * The classes in the order of their numbers.
   *
   * @return normal and abnormal unless other names were given
   */
  public List<String> classNames() {
    return examples.classNames();
  }

  /**
   * How many examples there are.
   *
   * @return the count
   */
  public int exampleCount() {
    return examples.size();
  }

  /**
   * The training patients whose beats were predicted.
   *
   * @return each once, in order of appearance
   */
  public List<String> subjects() {
    return examples.patients().names();
  }

  /**
   * The numbers of the folds.
   *
   * @return each once, in order of appearance
   */
  public List<Integer> folds() {
    return Arrays.stream(folds).distinct().boxed().toList();
  }

  /**
   * The metrics of these predictions.
   *
   * @return an evaluation over the training patients, each held out
   */
  public Evaluation evaluate() {
    return new Evaluation(examples, 0.5, Evaluation.Role.HELD_OUT);
  }

  ScoredExamples examples() {
    return examples;
  }
}
