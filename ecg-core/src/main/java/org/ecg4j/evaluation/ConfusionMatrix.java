package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * How often each true class was given each label. <b>Rows are the truth, columns the
 * prediction</b>: {@code count(t, p)} examples of class {@code t} were called {@code p}. Immutable.
 *
 * <p>A figure that is 0/0 is NaN, never 0. Averages over classes run over the classes that occur,
 * in the truth or among the predictions; a class that occurs and whose figure is undefined makes
 * the average undefined.
 */
public final class ConfusionMatrix {
  private final List<String> classNames;

  /** Truth t, prediction p at {@code counts[t * classCount + p]}. */
  private final long[] counts;

  private ConfusionMatrix(List<String> classNames, long[] counts) {
    this.classNames = classNames;
    this.counts = counts;
  }

  /**
   * Counts pairs of labels.
   *
   * @param classNames the classes in the order of their numbers, at least two
   * @param truth the true class of each example, 0 to the number of classes less one
   * @param predicted the class each example was given
   * @return the matrix
   */
  public static ConfusionMatrix of(List<String> classNames, int[] truth, int[] predicted) {
    List<String> names = checkNames(classNames);
    if (truth.length != predicted.length) {
      throw new IllegalArgumentException(
          "there are " + truth.length + " true labels but " + predicted.length + " predictions");
    }
    int classes = names.size();
    long[] counts = new long[classes * classes];
    for (int i = 0; i < truth.length; i++) {
      counts[checkLabel(truth[i], classes) * classes + checkLabel(predicted[i], classes)]++;
    }
    return new ConfusionMatrix(names, counts);
  }

  /**
   * A matrix of known counts.
   *
   * @param classNames the classes in the order of rows and columns, at least two
   * @param counts one row for each true class; copied
   * @return the matrix
   */
  public static ConfusionMatrix ofCounts(List<String> classNames, long[][] counts) {
    List<String> names = checkNames(classNames);
    int classes = names.size();
    if (counts.length != classes
        || Arrays.stream(counts).anyMatch(row -> row.length != classes)
        || Arrays.stream(counts).flatMapToLong(Arrays::stream).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "counts must be " + classes + " rows of " + classes + " numbers that are not negative");
    }
    return new ConfusionMatrix(
        names, Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray());
  }

  /** Adopts the counts, which the caller must not change any more. */
  static ConfusionMatrix adopt(List<String> classNames, long[] counts) {
    return new ConfusionMatrix(classNames, counts);
  }

  static List<String> checkNames(List<String> classNames) {
    List<String> names = List.copyOf(classNames);
    if (names.size() < 2 || names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException(
          "class names must be at least two and all different, not " + names);
    }
    return names;
  }

  static int checkLabel(int label, int classes) {
    if (label < 0 || label >= classes) {
      throw new IllegalArgumentException("label " + label + " is not in 0 to " + (classes - 1));
    }
    return label;
  }

  /**
   * The classes in the order of rows and columns.
   *
   * @return their names
   */
  public List<String> classNames() {
    return classNames;
  }

  /**
   * How many classes there are.
   *
   * @return at least 2
   */
  public int classCount() {
    return classNames.size();
  }

  /**
   * The number of a class.
   *
   * @param className its name
   * @return its row and column
   */
  public int classIndex(String className) {
    int index = classNames.indexOf(className);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no class '" + className + "'; there are " + classNames);
    }
    return index;
  }

  /**
   * How many examples of one class were given one label.
   *
   * @param truth the row
   * @param predicted the column
   * @return the count
   */
  public long count(int truth, int predicted) {
    return counts[
        checkLabel(truth, classCount()) * classCount() + checkLabel(predicted, classCount())];
  }

  /**
   * How many examples there are.
   *
   * @return the sum of all cells
   */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * How many examples truly are of a class.
   *
   * @param index the class
   * @return the sum of its row
   */
  public long support(int index) {
    long sum = 0;
    for (int predicted = 0; predicted < classCount(); predicted++) {
      sum += count(index, predicted);
    }
    return sum;
  }

  /**
   * How many examples were said to be of a class.
   *
   * @param index the class
   * @return the sum of its column
   */
  public long predictedCount(int index) {
    long sum = 0;
    for (int truth = 0; truth < classCount(); truth++) {
      sum += count(truth, index);
    }
    return sum;
  }

  /**
   * Examples of a class that were recognised.
   *
   * @param index the class
   * @return the count
   */
  public long truePositives(int index) {
    return count(index, index);
  }

  /**
   * Examples of other classes that were taken for this one.
   *
   * @param index the class
   * @return the count
   */
  public long falsePositives(int index) {
    return predictedCount(index) - truePositives(index);
  }

  /**
   * Examples of a class that were taken for another one.
   *
   * @param index the class
   * @return the count
   */
  public long falseNegatives(int index) {
    return support(index) - truePositives(index);
  }

  /**
   * Examples of other classes that were not taken for this one.
   *
   * @param index the class
   * @return the count
   */
  public long trueNegatives(int index) {
    return total() - support(index) - falsePositives(index);
  }

  /**
   * The share of examples given their true class.
   *
   * @return 0 to 1, NaN without examples
   */
  public double accuracy() {
    return ratio(correct(), total());
  }

  /**
   * The mean recall of the classes: {@link Average#MACRO} recall.
   *
   * @return 0 to 1, or NaN
   */
  public double balancedAccuracy() {
    return recall(Average.MACRO);
  }

  /**
   * Positive predictive value: TP / (TP + FP).
   *
   * @param index the class that counts as positive
   * @return 0 to 1, NaN when nothing was called so
   */
  public double precision(int index) {
    return ratio(truePositives(index), predictedCount(index));
  }

  /**
   * Precision over all classes.
   *
   * @param average how the classes are brought together
   * @return 0 to 1, or NaN
   */
  public double precision(Average average) {
    return average(average, this::precision);
  }

  /**
   * Sensitivity: TP / (TP + FN).
   *
   * @param index the class that counts as positive
   * @return 0 to 1, NaN when there is no such example
   */
  public double recall(int index) {
    return ratio(truePositives(index), support(index));
  }

  /**
   * Recall over all classes.
   *
   * @param average how the classes are brought together
   * @return 0 to 1, or NaN
   */
  public double recall(Average average) {
    return average(average, this::recall);
  }

  /**
   * TN / (TN + FP).
   *
   * @param index the class that counts as positive
   * @return 0 to 1, NaN when there is no example of another class
   */
  public double specificity(int index) {
    return ratio(trueNegatives(index), total() - support(index));
  }

  /**
   * Specificity over all classes. The micro average pools the counts of all classes.
   *
   * @param average how the classes are brought together
   * @return 0 to 1, or NaN
   */
  public double specificity(Average average) {
    if (average == Average.MICRO) {
      long negatives = (classCount() - 1) * total();
      return ratio(negatives - (total() - correct()), negatives);
    }
    return average(average, this::specificity);
  }

  /**
   * The harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN).
   *
   * @param index the class that counts as positive
   * @return 0 to 1, NaN when the class occurs neither in the truth nor among the predictions
   */
  public double f1(int index) {
    return ratio(2 * truePositives(index), predictedCount(index) + support(index));
  }

  /**
   * F1 over all classes.
   *
   * @param average how the classes are brought together
   * @return 0 to 1, or NaN
   */
  public double f1(Average average) {
    return average(average, this::f1);
  }

  /**
   * Matthews' correlation coefficient; for more than two classes Gorodkin's form (Computational
   * Biology and Chemistry 28, 2004).
   *
   * @return -1 to 1, NaN when the truth or the predictions are all of one class
   */
  public double mcc() {
    double total = total();
    double agreement = 0;
    double truthSquares = 0;
    double predictedSquares = 0;
    for (int i = 0; i < classCount(); i++) {
      double truth = support(i);
      double predicted = predictedCount(i);
      agreement += truth * predicted;
      truthSquares += truth * truth;
      predictedSquares += predicted * predicted;
    }
    double covariance = correct() * total - agreement;
    return zeroIsUndefined(
        covariance,
        Math.sqrt(total * total - truthSquares) * Math.sqrt(total * total - predictedSquares));
  }

  /**
   * Cohen's kappa: agreement beyond chance.
   *
   * @return at most 1, NaN when chance alone agrees fully
   */
  public double kappa() {
    double total = total();
    double byChance = 0;
    for (int i = 0; i < classCount(); i++) {
      byChance += (double) support(i) * predictedCount(i);
    }
    return zeroIsUndefined(correct() * total - byChance, total * total - byChance);
  }

  /**
   * The sum with another matrix of the same classes.
   *
   * @param other the other
   * @return the cell-wise sum
   */
  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (!classNames.equals(other.classNames)) {
      throw new IllegalArgumentException(
          "matrices of " + classNames + " and " + other.classNames + " cannot be added");
    }
    long[] sum = counts.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.counts[i];
    }
    return new ConfusionMatrix(classNames, sum);
  }

  private long correct() {
    long sum = 0;
    for (int i = 0; i < classCount(); i++) {
      sum += truePositives(i);
    }
    return sum;
  }

  private double average(Average average, IntToDoubleFunction figure) {
    if (average == Average.MICRO) {
      // Each wrong example is one false positive and one false negative, so that pooled
      // precision, recall and F1 are all the accuracy.
      return accuracy();
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < classCount(); i++) {
      boolean occurs = support(i) + predictedCount(i) > 0;
      double weight = average == Average.WEIGHTED ? support(i) : occurs ? 1 : 0;
      if (weight > 0) {
        sum += weight * figure.applyAsDouble(i);
        weights += weight;
      }
    }
    return zeroIsUndefined(sum, weights);
  }

  private static double ratio(long part, long whole) {
    return zeroIsUndefined((double) part, (double) whole);
  }

  private static double zeroIsUndefined(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix that
        && classNames.equals(that.classNames)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * classNames.hashCode() + Arrays.hashCode(counts);
  }

  /** A table with one line for each true class. */
  @Override
  public String toString() {
    int nameWidth = classNames.stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(nameWidth, Long.toString(total()).length()) + 2;
    StringBuilder text = new StringBuilder("truth \\ predicted\n").append(" ".repeat(nameWidth));
    classNames.forEach(name -> text.append(String.format(Locale.ROOT, "%" + width + "s", name)));
    for (int truth = 0; truth < classCount(); truth++) {
      text.append(String.format(Locale.ROOT, "\n%-" + nameWidth + "s", classNames.get(truth)));
      for (int predicted = 0; predicted < classCount(); predicted++) {
        text.append(String.format(Locale.ROOT, "%" + width + "d", count(truth, predicted)));
      }
    }
    return text.toString();
  }
}
