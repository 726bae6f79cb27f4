package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * What models said of training patients they had not seen: each patient lies in one fold, and his
 * beats were predicted by the model of the other folds. Thresholds and calibration are chosen on
 * these only, so that neither test patients nor a model's own training patients can lend optimism.
 * Immutable.
 */
public final class OutOfFoldPredictions {
  private final List<String> classNames;
  private final int[] labels;
  private final double[] probabilities;
  private final List<String> subjects;
  private final int[] folds;

  private OutOfFoldPredictions(
      List<String> classNames,
      int[] labels,
      double[] probabilities,
      List<String> subjects,
      int[] folds) {
    this.classNames = classNames;
    this.labels = labels;
    this.probabilities = probabilities;
    this.subjects = subjects;
    this.folds = folds;
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
    Evaluation checked = Evaluation.of(labels, probabilities, subjects);
    return new OutOfFoldPredictions(
        checked.classNames(),
        labels.clone(),
        probabilities.clone(),
        List.copyOf(subjects),
        folds.clone());
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
    Evaluation checked = Evaluation.ofClasses(classNames, labels, probabilities, subjects);
    double[] kept = probabilities.clone();
    if (checked.isBinary()) {
      kept = new double[labels.length];
      for (int i = 0; i < labels.length; i++) {
        kept[i] = checked.probability(i, 1);
      }
    }
    return new OutOfFoldPredictions(
        checked.classNames(), labels.clone(), kept, List.copyOf(subjects), folds.clone());
  }

  private void checkFolds() {
    if (folds.length != labels.length) {
      throw new IllegalArgumentException(
          folds.length + " fold numbers do not fit " + labels.length + " examples");
    }
    Grouping grouping = Grouping.of(subjects);
    Integer[] foldOf = new Integer[grouping.names().size()];
    for (int i = 0; i < folds.length; i++) {
      Integer known = foldOf[grouping.index(i)];
      if (known != null && known != folds[i]) {
        throw new IllegalArgumentException(
            "subject " + subjects.get(i) + " lies in folds " + known + " and " + folds[i]);
      }
      foldOf[grouping.index(i)] = folds[i];
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
    return classNames;
  }

  /**
   * How many examples there are.
   *
   * @return the count
   */
  public int exampleCount() {
    return labels.length;
  }

  /**
   * The training patients whose beats were predicted.
   *
   * @return each once, in order of appearance
   */
  public List<String> subjects() {
    return subjects.stream().distinct().toList();
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
    Evaluation evaluation =
        isBinary()
            ? Evaluation.ofClasses(classNames, labels, bothColumns(), subjects)
            : Evaluation.ofClasses(classNames, labels, probabilities, subjects);
    return evaluation.withRole(Evaluation.Role.HELD_OUT);
  }

  private double[] bothColumns() {
    double[] columns = new double[2 * probabilities.length];
    for (int i = 0; i < probabilities.length; i++) {
      columns[2 * i] = 1 - probabilities[i];
      columns[2 * i + 1] = probabilities[i];
    }
    return columns;
  }

  boolean isBinary() {
    return classNames.size() == 2;
  }

  void requireTwoClasses(String what) {
    if (!isBinary()) {
      throw new IllegalArgumentException(what + " needs two classes, but there are " + classNames);
    }
  }

  int label(int example) {
    return labels[example];
  }

  boolean[] positives() {
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels[i] == 1;
    }
    return positive;
  }

  /** The positive class's probabilities (two classes) or all, not copied. */
  double[] probabilities() {
    return probabilities;
  }
}
