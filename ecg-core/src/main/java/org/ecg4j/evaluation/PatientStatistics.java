package org.ecg4j.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation keeps of each patient so that any metric of any weighting of the patients is
 * cheap: a confusion matrix, sums of log loss and squared error, and the ranking of the scores.
 */
final class PatientStatistics {
  /** Probabilities are kept this far from 0 and 1 in the log loss, as scikit-learn does. */
  private static final double LOG_MARGIN = Math.ulp(1.0);

  private final ScoredExamples examples;
  private final int classes;

  /** Cell (t, p) of patient s at {@code [s][t * classes + p]}. */
  private final long[][] counts;

  private final double[] logLossSums;
  private final double[] squaredErrorSums;
  private final long[] exampleCounts;
  private final @Nullable Ranking[] rankings;

  PatientStatistics(ScoredExamples examples, double threshold) {
    this.examples = examples;
    this.classes = examples.classNames().size();
    int patients = examples.patients().names().size();
    counts = new long[patients][classes * classes];
    logLossSums = new double[patients];
    squaredErrorSums = new double[patients];
    exampleCounts = new long[patients];
    rankings = new Ranking[classes];
    for (int i = 0; i < examples.size(); i++) {
      int patient = examples.patients().index(i);
      int label = examples.label(i);
      counts[patient][label * classes + examples.predicted(i, threshold)]++;
      double probability = examples.probability(i, label);
      logLossSums[patient] -= Math.log(Math.min(Math.max(probability, LOG_MARGIN), 1 - LOG_MARGIN));
      squaredErrorSums[patient] += squaredError(i, label);
      exampleCounts[patient]++;
    }
  }

  private double squaredError(int example, int label) {
    if (classes == 2) {
      double error = 1 - examples.probability(example, label);
      return error * error;
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      double error = examples.probability(example, c) - (c == label ? 1 : 0);
      sum += error * error;
    }
    return sum;
  }

  int patientCount() {
    return counts.length;
  }

  /** Weight one for every patient. */
  int[] unitWeights() {
    int[] weights = new int[patientCount()];
    Arrays.fill(weights, 1);
    return weights;
  }

  ConfusionMatrix confusion(int[] weights) {
    long[] sum = new long[classes * classes];
    for (int patient = 0; patient < counts.length; patient++) {
      for (int cell = 0; cell < sum.length; cell++) {
        sum[cell] += weights[patient] * counts[patient][cell];
      }
    }
    return ConfusionMatrix.adopt(examples.classNames(), sum);
  }

  /** Safe to call from several threads once {@link #prepare} has been called for the metric. */
  double value(Metric metric, int classIndex, int[] weights) {
    return switch (metric) {
      case ACCURACY -> confusion(weights).accuracy();
      case BALANCED_ACCURACY -> confusion(weights).balancedAccuracy();
      case PRECISION -> confusion(weights).precision(classIndex);
      case RECALL -> confusion(weights).recall(classIndex);
      case SPECIFICITY -> confusion(weights).specificity(classIndex);
      case F1 -> confusion(weights).f1(classIndex);
      case MACRO_PRECISION -> confusion(weights).precision(Average.MACRO);
      case MACRO_F1 -> confusion(weights).f1(Average.MACRO);
      case MICRO_F1 -> confusion(weights).f1(Average.MICRO);
      case WEIGHTED_F1 -> confusion(weights).f1(Average.WEIGHTED);
      case MCC -> confusion(weights).mcc();
      case KAPPA -> confusion(weights).kappa();
      case J_KAPPA -> AamiScores.of(confusion(weights)).jKappa();
      case AUROC -> ranking(classIndex).auroc(weights);
      case MACRO_AUROC -> macroAuroc(weights);
      case AVERAGE_PRECISION -> ranking(classIndex).averagePrecision(weights);
      case LOG_LOSS -> mean(logLossSums, weights);
      case BRIER -> mean(squaredErrorSums, weights);
    };
  }

  /** Builds what many resamples of a metric need, which later calls only read. */
  void prepare(Metric metric, int classIndex) {
    if (metric == Metric.MACRO_AUROC) {
      for (int c = 0; c < classes; c++) {
        ranking(c).prepareResampling(patientCount());
      }
    } else if (metric == Metric.AUROC) {
      ranking(classIndex).prepareResampling(patientCount());
    } else if (metric == Metric.AVERAGE_PRECISION) {
      ranking(classIndex);
    }
  }

  synchronized Ranking ranking(int classIndex) {
    Ranking known = rankings[classIndex];
    if (known != null) {
      return known;
    }
    int size = examples.size();
    double[] scores = new double[size];
    boolean[] positive = new boolean[size];
    int[] patients = new int[size];
    for (int i = 0; i < size; i++) {
      scores[i] = examples.probability(i, classIndex);
      positive[i] = examples.label(i) == classIndex;
      patients[i] = examples.patients().index(i);
    }
    Ranking made = Ranking.of(scores, positive, patients);
    rankings[classIndex] = made;
    return made;
  }

  private double macroAuroc(int[] weights) {
    ConfusionMatrix matrix = confusion(weights);
    double sum = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      if (matrix.support(c) > 0) {
        sum += ranking(c).auroc(weights);
        present++;
      }
    }
    return present == 0 ? Double.NaN : sum / present;
  }

  private double mean(double[] sums, int[] weights) {
    double sum = 0;
    long examples = 0;
    for (int patient = 0; patient < sums.length; patient++) {
      sum += weights[patient] * sums[patient];
      examples += weights[patient] * exampleCounts[patient];
    }
    return examples == 0 ? Double.NaN : sum / examples;
  }
}
