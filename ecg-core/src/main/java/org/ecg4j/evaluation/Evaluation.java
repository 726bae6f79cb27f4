package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;

/**
 * How well predicted probabilities fit the true classes of examples, with the patient of each.
 * Immutable.
 *
 * <p>With two classes the probability is that of the positive class, which means <i>abnormal</i>
 * and has number 1; an example is called positive when {@code probability > threshold}. With more
 * classes an example is given its most probable class, the first of equals. Figures that are
 * undefined (0/0) are NaN. Probabilities are kept as doubles; floats are widened.
 */
public final class Evaluation {
  static final List<String> BINARY_NAMES = List.of("normal", "abnormal");
  private static final double EVEN_ODDS = 0.5;

  /** Whether the model had seen the examples' patients. */
  public enum Role {
    /** Not said. */
    UNSTATED,
    /** The model was trained on these patients. */
    TRAIN,
    /** The model never saw these patients. */
    HELD_OUT
  }

  private final ScoredExamples examples;
  private final double threshold;
  private final Role role;
  private final PatientStatistics statistics;

  Evaluation(ScoredExamples examples, double threshold, Role role) {
    this.examples = examples;
    this.threshold = threshold;
    this.role = role;
    this.statistics = new PatientStatistics(examples, threshold);
  }

  /**
   * Judges a binary model at threshold 0.5.
   *
   * @param labels 1 for abnormal (positive), 0 for normal
   * @param probabilities that each example is abnormal, 0 to 1; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation of(int[] labels, double[] probabilities, List<String> patients) {
    return new Evaluation(
        ScoredExamples.ofPositive(BINARY_NAMES, labels, probabilities, patients),
        EVEN_ODDS,
        Role.UNSTATED);
  }

  /**
   * As {@link #of(int[], double[], List)}.
   *
   * @param labels 1 for abnormal (positive), 0 for normal
   * @param probabilities that each example is abnormal, 0 to 1; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation of(int[] labels, float[] probabilities, List<String> patients) {
    return of(labels, ScoredExamples.widen(probabilities), patients);
  }

  /**
   * As {@link #of(int[], double[], List)}.
   *
   * @param labels 1 for abnormal (positive), 0 for normal
   * @param probabilities that each example is abnormal, 0 to 1; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation of(int[] labels, double[] probabilities, String[] patients) {
    return of(labels, probabilities, Arrays.asList(patients));
  }

  /**
   * As {@link #of(int[], double[], List)}.
   *
   * @param labels 1 for abnormal (positive), 0 for normal
   * @param probabilities that each example is abnormal, 0 to 1; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation of(int[] labels, float[] probabilities, String[] patients) {
    return of(labels, ScoredExamples.widen(probabilities), Arrays.asList(patients));
  }

  /**
   * Judges a model of named classes. With two classes the second is the positive one.
   *
   * @param classNames at least two, in the order of the labels
   * @param labels the true class of each example, 0 to the number of classes less one
   * @param probabilities that of class c of example i at {@code i * classNames.size() + c}; those
   *     of an example add up to 1; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation ofClasses(
      List<String> classNames, int[] labels, double[] probabilities, List<String> patients) {
    return new Evaluation(
        ScoredExamples.ofClasses(classNames, labels, probabilities, patients),
        EVEN_ODDS,
        Role.UNSTATED);
  }

  /**
   * As {@link #ofClasses(List, int[], double[], List)}.
   *
   * @param classNames at least two, in the order of the labels
   * @param labels the true class of each example, 0 to the number of classes less one
   * @param probabilities that of class c of example i at {@code i * classNames.size() + c}; copied
   * @param patients whose each example is
   * @return the evaluation
   */
  public static Evaluation ofClasses(
      List<String> classNames, int[] labels, float[] probabilities, List<String> patients) {
    return ofClasses(classNames, labels, ScoredExamples.widen(probabilities), patients);
  }

  /**
   * The same with another decision threshold.
   *
   * @param newThreshold examples above it are positive; two classes only
   * @return a copy
   */
  public Evaluation withThreshold(double newThreshold) {
    examples.requireTwoClasses("a threshold");
    if (!(newThreshold >= 0 && newThreshold <= 1)) {
      throw new IllegalArgumentException("threshold must be 0 to 1, not " + newThreshold);
    }
    return new Evaluation(examples, newThreshold, role);
  }

  /**
   * The same with the record of each example, which else is the patient's name. Some patients have
   * several records: 201 and 202 of MIT-BIH are one person.
   *
   * @param newRecords as many as there are examples
   * @return a copy
   */
  public Evaluation withRecords(List<String> newRecords) {
    return new Evaluation(examples.withRecords(newRecords), threshold, role);
  }

  /**
   * The same with another role.
   *
   * @param newRole whether the model had seen the patients
   * @return a copy
   */
  public Evaluation withRole(Role newRole) {
    return new Evaluation(examples, threshold, Objects.requireNonNull(newRole, "newRole"));
  }

  /**
   * The examples of all patients but one.
   *
   * @param patient the one to leave out
   * @return the evaluation of the rest
   */
  public Evaluation withoutPatient(String patient) {
    int index = examples.patients().indexOfName("patient", patient);
    return select(i -> examples.patients().index(i) != index);
  }

  /**
   * The examples of one patient.
   *
   * @param patient whose
   * @return the evaluation of these examples
   */
  public Evaluation onlyPatient(String patient) {
    int index = examples.patients().indexOfName("patient", patient);
    return select(i -> examples.patients().index(i) == index);
  }

  /**
   * The examples of all records but one.
   *
   * @param record the one to leave out
   * @return the evaluation of the rest
   */
  public Evaluation withoutRecord(String record) {
    int index = examples.records().indexOfName("record", record);
    return select(i -> examples.records().index(i) != index);
  }

  /**
   * The examples of one record.
   *
   * @param record which
   * @return the evaluation of these examples
   */
  public Evaluation onlyRecord(String record) {
    int index = examples.records().indexOfName("record", record);
    return select(i -> examples.records().index(i) == index);
  }

  private Evaluation select(IntPredicate keep) {
    return new Evaluation(examples.select(keep), threshold, role);
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
   * Whether there are two classes.
   *
   * @return true for two
   */
  public boolean isBinary() {
    return examples.isBinary();
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
   * The threshold of two classes.
   *
   * @return 0 to 1
   */
  public double threshold() {
    return threshold;
  }

  /**
   * Whether the model had seen the patients.
   *
   * @return the role
   */
  public Role role() {
    return role;
  }

  /**
   * The patients, in order of appearance.
   *
   * @return each name once
   */
  public List<String> patientNames() {
    return examples.patients().names();
  }

  /**
   * The records, in order of appearance.
   *
   * @return each name once
   */
  public List<String> recordNames() {
    return examples.records().names();
  }

  /**
   * The true class of an example.
   *
   * @param example its number
   * @return the class
   */
  public int label(int example) {
    return examples.label(example);
  }

  /**
   * The probability of a class.
   *
   * @param example the example's number
   * @param classIndex the class
   * @return 0 to 1
   */
  public double probability(int example, int classIndex) {
    return examples.probability(example, classIndex);
  }

  /**
   * The class an example was given.
   *
   * @param example its number
   * @return the class
   */
  public int predicted(int example) {
    return examples.predicted(example, threshold);
  }

  /**
   * The patient of an example.
   *
   * @param example its number
   * @return the name
   */
  public String patient(int example) {
    return examples.patients().name(example);
  }

  /**
   * The record of an example.
   *
   * @param example its number
   * @return the name
   */
  public String record(int example) {
    return examples.records().name(example);
  }

  /**
   * The counts: rows are the truth, columns the prediction.
   *
   * @return the matrix
   */
  public ConfusionMatrix confusion() {
    return statistics.confusion(statistics.unitWeights());
  }

  /**
   * A figure; one that belongs to a class is that of the positive class.
   *
   * @param metric which
   * @return its value, NaN where undefined
   * @throws IllegalArgumentException when it belongs to a class and there are more than two
   */
  public double value(Metric metric) {
    return value(metric, positiveIfNeeded(metric));
  }

  /**
   * A figure of one class against the rest.
   *
   * @param metric which
   * @param className the class that counts as positive
   * @return its value, NaN where undefined
   */
  public double value(Metric metric, String className) {
    return value(metric, examples.classIndex(className));
  }

  private double value(Metric metric, int classIndex) {
    return statistics.value(metric, classIndex, statistics.unitWeights());
  }

  private int positiveIfNeeded(Metric metric) {
    if (metric.isPerClass() && !isBinary()) {
      throw new IllegalArgumentException(
          metric + " belongs to one class: name one of " + classNames());
    }
    return ScoredExamples.POSITIVE;
  }

  /**
   * The ROC curve of two classes.
   *
   * @return the curve
   */
  public RocCurve roc() {
    examples.requireTwoClasses("the ROC curve without a class name");
    return roc(classNames().get(ScoredExamples.POSITIVE));
  }

  /**
   * The ROC curve of one class against the rest.
   *
   * @param className the class that counts as positive
   * @return the curve
   */
  public RocCurve roc(String className) {
    return RocCurve.of(
        statistics.ranking(examples.classIndex(className)), statistics.unitWeights());
  }

  /**
   * The precision-recall curve of two classes.
   *
   * @return the curve
   */
  public PrCurve precisionRecall() {
    examples.requireTwoClasses("the precision-recall curve without a class name");
    return precisionRecall(classNames().get(ScoredExamples.POSITIVE));
  }

  /**
   * The precision-recall curve of one class against the rest.
   *
   * @param className the class that counts as positive
   * @return the curve
   */
  public PrCurve precisionRecall(String className) {
    return PrCurve.of(statistics.ranking(examples.classIndex(className)), statistics.unitWeights());
  }

  /**
   * How often examples of a predicted probability truly are positive, two classes only.
   *
   * @param binCount bins of equal width
   * @return the curve, with the expected calibration error
   */
  public ReliabilityCurve reliability(int binCount) {
    examples.requireTwoClasses("the reliability curve");
    return ReliabilityCurve.of(examples.probabilities(), examples.positives(), binCount);
  }

  /**
   * A figure with its interval over patients.
   *
   * @param metric which
   * @param options how the interval is made
   * @return the interval
   */
  public ConfidenceInterval interval(Metric metric, BootstrapOptions options) {
    return interval(metric, positiveIfNeeded(metric), options);
  }

  /**
   * A figure of one class with its interval over patients.
   *
   * @param metric which
   * @param className the class that counts as positive
   * @param options how the interval is made
   * @return the interval
   */
  public ConfidenceInterval interval(Metric metric, String className, BootstrapOptions options) {
    return interval(metric, examples.classIndex(className), options);
  }

  private ConfidenceInterval interval(Metric metric, int classIndex, BootstrapOptions options) {
    return new PatientBootstrap(examples.patients().names().size(), options)
        .interval(value(metric, classIndex), figure(metric, classIndex));
  }

  private ToDoubleFunction<int[]> figure(Metric metric, int classIndex) {
    statistics.prepare(metric, classIndex);
    return weights -> statistics.value(metric, classIndex, weights);
  }

  /**
   * Compares another model on the same examples, by the same resamples of patients.
   *
   * @param other the same labels and patients in the same order
   * @param metric which figure
   * @param options how the interval is made
   * @return this model's figure, the other's, and their difference
   */
  public PairedComparison compare(Evaluation other, Metric metric, BootstrapOptions options) {
    return compare(other, metric, positiveIfNeeded(metric), options);
  }

  /**
   * Compares another model on the same examples by a figure of one class.
   *
   * @param other the same labels and patients in the same order
   * @param metric which figure
   * @param className the class that counts as positive
   * @param options how the interval is made
   * @return this model's figure, the other's, and their difference
   */
  public PairedComparison compare(
      Evaluation other, Metric metric, String className, BootstrapOptions options) {
    return compare(other, metric, examples.classIndex(className), options);
  }

  private PairedComparison compare(
      Evaluation other, Metric metric, int classIndex, BootstrapOptions options) {
    if (!examples.sameTruthAs(other.examples)) {
      throw new IllegalArgumentException(
          "models are compared on the same examples: classes, labels and patients must be equal");
    }
    double first = value(metric, classIndex);
    double second = other.value(metric, classIndex);
    ToDoubleFunction<int[]> ours = figure(metric, classIndex);
    ToDoubleFunction<int[]> theirs = other.figure(metric, classIndex);
    return new PatientBootstrap(examples.patients().names().size(), options)
        .comparison(
            first, second, weights -> theirs.applyAsDouble(weights) - ours.applyAsDouble(weights));
  }

  /**
   * The band of the ROC curve over patients: its sensitivities at evenly spaced false positive
   * rates.
   *
   * @param points how many places, at least 2
   * @param options how the band is made; percentiles are taken whatever the method
   * @return the band
   */
  public CurveBand rocBand(int points, BootstrapOptions options) {
    examples.requireTwoClasses("the band of the ROC curve");
    return CurveBand.ofRoc(
        statistics.ranking(ScoredExamples.POSITIVE),
        examples.patients().names().size(),
        points,
        options);
  }

  /**
   * The band of the precision-recall curve over patients: its precisions at evenly spaced recalls.
   *
   * @param points how many places, at least 2
   * @param options how the band is made; percentiles are taken whatever the method
   * @return the band
   */
  public CurveBand precisionRecallBand(int points, BootstrapOptions options) {
    examples.requireTwoClasses("the band of the precision-recall curve");
    return CurveBand.ofPrecisionRecall(
        statistics.ranking(ScoredExamples.POSITIVE),
        examples.patients().names().size(),
        points,
        options);
  }

  /**
   * One confusion matrix for each patient, in order of appearance.
   *
   * @return the matrices under the patients' names
   */
  public Map<String, ConfusionMatrix> perPatient() {
    Map<String, ConfusionMatrix> matrices = new LinkedHashMap<>();
    int[] weights = new int[statistics.patientCount()];
    for (int patient = 0; patient < weights.length; patient++) {
      weights[patient] = 1;
      matrices.put(examples.patients().names().get(patient), statistics.confusion(weights));
      weights[patient] = 0;
    }
    return Collections.unmodifiableMap(matrices);
  }

  /**
   * A table of two classes with one line for each patient: counts, sensitivity, positive
   * predictivity and F1 in percent, {@code -} where undefined.
   *
   * @return lines that end with a line feed
   */
  public String perPatientTable() {
    examples.requireTwoClasses("the table of patients");
    return PatientTable.format(perPatient());
  }

  /** The matrix and the main figures on a few lines. */
  @Override
  public String toString() {
    String figures =
        isBinary()
            ? String.format(
                Locale.ROOT,
                "precision %.4f, recall %.4f, F1 %.4f, AUROC %.4f, average precision %.4f",
                value(Metric.PRECISION),
                value(Metric.RECALL),
                value(Metric.F1),
                value(Metric.AUROC),
                value(Metric.AVERAGE_PRECISION))
            : String.format(
                Locale.ROOT,
                "macro F1 %.4f, macro AUROC %.4f, kappa %.4f",
                value(Metric.MACRO_F1),
                value(Metric.MACRO_AUROC),
                value(Metric.KAPPA));
    return String.format(
        Locale.ROOT,
        "%d examples of %d patients (%s)\n%s\naccuracy %.4f, %s",
        exampleCount(),
        patientNames().size(),
        role,
        confusion(),
        value(Metric.ACCURACY),
        figures);
  }
}
