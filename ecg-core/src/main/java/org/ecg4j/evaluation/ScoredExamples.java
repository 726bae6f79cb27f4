package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** True classes and predicted probabilities of examples, with the patient and record of each. */
final class ScoredExamples {
  /** The class that counts as positive where there are two. */
  static final int POSITIVE = 1;

  /** How far a row of class probabilities may be from 1 in sum: float rounding, not mistakes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private final List<String> classNames;
  private final int[] labels;

  /** Two classes: the positive one's at i. More: class c's at {@code i * classCount + c}. */
  private final double[] probabilities;

  private final Grouping patients;
  private final Grouping records;

  private ScoredExamples(
      List<String> classNames,
      int[] labels,
      double[] probabilities,
      Grouping patients,
      Grouping records) {
    this.classNames = classNames;
    this.labels = labels;
    this.probabilities = probabilities;
    this.patients = patients;
    this.records = records;
  }

  /** Two classes, with the positive one's probabilities; copies the arrays. */
  static ScoredExamples ofPositive(
      List<String> classNames, int[] labels, double[] probabilities, List<String> patients) {
    checkLengths(labels.length, probabilities.length, patients.size(), 1);
    for (int i = 0; i < labels.length; i++) {
      ConfusionMatrix.checkLabel(labels[i], 2);
      checkProbability(probabilities[i], i);
    }
    Grouping grouping = Grouping.of(patients);
    return new ScoredExamples(
        classNames, labels.clone(), probabilities.clone(), grouping, grouping);
  }

  /** Any number of classes, with every class's probabilities; copies the arrays. */
  static ScoredExamples ofClasses(
      List<String> classNames, int[] labels, double[] probabilities, List<String> patients) {
    List<String> names = ConfusionMatrix.checkNames(classNames);
    int classes = names.size();
    checkLengths(labels.length, probabilities.length, patients.size(), classes);
    for (int i = 0; i < labels.length; i++) {
      ConfusionMatrix.checkLabel(labels[i], classes);
      double sum = 0;
      for (int c = 0; c < classes; c++) {
        sum += checkProbability(probabilities[i * classes + c], i);
      }
      if (Math.abs(sum - 1) > SUM_TOLERANCE) {
        throw new IllegalArgumentException(
            "the probabilities of example " + i + " add up to " + sum + ", not 1");
      }
    }
    double[] kept =
        classes == 2
            ? IntStream.range(0, labels.length)
                .mapToDouble(i -> probabilities[2 * i + POSITIVE])
                .toArray()
            : probabilities.clone();
    Grouping grouping = Grouping.of(patients);
    return new ScoredExamples(names, labels.clone(), kept, grouping, grouping);
  }

  static double[] widen(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  private static void checkLengths(int labels, int probabilities, int patients, int perExample) {
    if (patients != labels || probabilities != (long) labels * perExample) {
      throw new IllegalArgumentException(
          labels
              + " labels need as many patients and "
              + perExample
              + " probabilities each, but there are "
              + patients
              + " patients and "
              + probabilities
              + " probabilities");
    }
  }

  static double checkProbability(double probability, int example) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "probability " + probability + " of example " + example + " is not in 0 to 1");
    }
    return probability;
  }

  ScoredExamples withRecords(List<String> newRecords) {
    if (newRecords.size() != labels.length) {
      throw new IllegalArgumentException(
          newRecords.size() + " records do not fit " + labels.length + " examples");
    }
    return new ScoredExamples(classNames, labels, probabilities, patients, Grouping.of(newRecords));
  }

  ScoredExamples select(IntPredicate keep) {
    int[] kept = IntStream.range(0, labels.length).filter(keep).toArray();
    int stride = isBinary() ? 1 : classNames.size();
    double[] keptProbabilities = new double[kept.length * stride];
    for (int k = 0; k < kept.length; k++) {
      System.arraycopy(probabilities, kept[k] * stride, keptProbabilities, k * stride, stride);
    }
    return new ScoredExamples(
        classNames,
        IntStream.of(kept).map(i -> labels[i]).toArray(),
        keptProbabilities,
        patients.select(kept),
        records.select(kept));
  }

  /** Whether classes, true labels and patients are equal, whatever was predicted. */
  boolean sameTruthAs(ScoredExamples other) {
    return classNames.equals(other.classNames)
        && Arrays.equals(labels, other.labels)
        && patients.sameAs(other.patients);
  }

  List<String> classNames() {
    return classNames;
  }

  boolean isBinary() {
    return classNames.size() == 2;
  }

  void requireTwoClasses(String what) {
    if (!isBinary()) {
      throw new IllegalArgumentException(what + " needs two classes, but there are " + classNames);
    }
  }

  int classIndex(String className) {
    int index = classNames.indexOf(className);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no class '" + className + "'; there are " + classNames);
    }
    return index;
  }

  int size() {
    return labels.length;
  }

  Grouping patients() {
    return patients;
  }

  Grouping records() {
    return records;
  }

  int label(int example) {
    return labels[example];
  }

  double probability(int example, int classIndex) {
    Objects.checkIndex(classIndex, classNames.size());
    if (isBinary()) {
      return classIndex == POSITIVE ? probabilities[example] : 1 - probabilities[example];
    }
    return probabilities[example * classNames.size() + classIndex];
  }

  /** The class given: above the threshold the positive one; of several the first most probable. */
  int predicted(int example, double threshold) {
    if (isBinary()) {
      return probabilities[example] > threshold ? POSITIVE : 0;
    }
    int best = 0;
    for (int c = 1; c < classNames.size(); c++) {
      if (probability(example, c) > probability(example, best)) {
        best = c;
      }
    }
    return best;
  }

  /** Which examples are of the positive class. */
  boolean[] positives() {
    boolean[] positive = new boolean[labels.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels[i] == POSITIVE;
    }
    return positive;
  }

  /** The probabilities as they are kept, not copied. */
  double[] probabilities() {
    return probabilities;
  }
}
