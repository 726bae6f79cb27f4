package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * One factor for each class, by which its probability is multiplied before the most probable class
 * is taken: what a threshold is to two classes, for three and more. Chosen on training patients'
 * held-out predictions. Immutable.
 */
public final class ClassBias {
  private static final double STEP = 0.25;
  private static final int STEPS = 20;
  private static final int MOST_SWEEPS = 6;

  private final double[] logarithms;
  private final List<String> subjects;

  private ClassBias(double[] logarithms, List<String> subjects) {
    this.logarithms = logarithms;
    this.subjects = List.copyOf(subjects);
  }

  /**
   * The factors of the highest macro-F1, class by class in turn, from a grid of quarter steps of
   * the natural logarithm up to 5 either way; the first class keeps 1. Of equal choices the one
   * nearest to 1 is taken.
   *
   * @param predictions of training patients
   * @return the bias
   */
  public static ClassBias maximumMacroF1(OutOfFoldPredictions predictions) {
    Evaluation evaluation = predictions.evaluate();
    int classes = evaluation.classNames().size();
    int size = evaluation.exampleCount();
    double[] logs = new double[size * classes];
    int[] labels = new int[size];
    for (int i = 0; i < size; i++) {
      labels[i] = evaluation.label(i);
      for (int c = 0; c < classes; c++) {
        logs[i * classes + c] = Math.log(Math.max(evaluation.probability(i, c), 1e-12));
      }
    }
    double[] bias = new double[classes];
    double best = macroF1(logs, labels, bias);
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double before = best;
      for (int c = 1; c < classes; c++) {
        double kept = bias[c];
        for (int step = 0; step <= 2 * STEPS; step++) {
          // 0, +1, -1, +2, -2, ...: the nearest to 1 come first.
          double tried = STEP * (step % 2 == 0 ? -step / 2 : (step + 1) / 2);
          double former = bias[c];
          bias[c] = tried;
          double reached = macroF1(logs, labels, bias);
          if (reached > best) {
            best = reached;
            kept = tried;
          } else {
            bias[c] = former;
          }
        }
        bias[c] = kept;
      }
      if (best <= before) {
        break;
      }
    }
    return new ClassBias(bias, predictions.subjects());
  }

  private static double macroF1(double[] logs, int[] labels, double[] bias) {
    int classes = bias.length;
    long[] hits = new long[classes];
    long[] all = new long[classes]; // true examples and predicted ones together
    for (int i = 0; i < labels.length; i++) {
      int given = 0;
      for (int c = 1; c < classes; c++) {
        if (logs[i * classes + c] + bias[c] > logs[i * classes + given] + bias[given]) {
          given = c;
        }
      }
      all[given]++;
      all[labels[i]]++;
      hits[given] += given == labels[i] ? 1 : 0;
    }
    double sum = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++) {
      if (all[c] > 0) {
        sum += 2.0 * hits[c] / all[c];
        occurring++;
      }
    }
    return sum / occurring;
  }

  /**
   * The natural logarithms of the factors.
   *
   * @return a copy, one value for each class; what is to be added to the classes' logits
   */
  public double[] logarithms() {
    return logarithms.clone();
  }

  /**
   * The patients it was chosen on.
   *
   * @return their ids
   */
  public List<String> subjects() {
    return subjects;
  }

  /**
   * Probabilities multiplied by the factors and scaled to add up to 1.
   *
   * @param probabilities one for each class; not modified
   * @return a new array
   */
  public double[] apply(double[] probabilities) {
    if (probabilities.length != logarithms.length) {
      throw new IllegalArgumentException(
          "the bias is of "
              + logarithms.length
              + " classes, but there are "
              + probabilities.length
              + " probabilities");
    }
    double[] biased = new double[probabilities.length];
    double sum = 0;
    for (int c = 0; c < biased.length; c++) {
      biased[c] = probabilities[c] * Math.exp(logarithms[c]);
      sum += biased[c];
    }
    for (int c = 0; c < biased.length; c++) {
      biased[c] /= sum;
    }
    return biased;
  }

  @Override
  public String toString() {
    return "ClassBias" + Arrays.toString(logarithms);
  }
}
