package org.ecg4j.evaluation;

import java.util.Arrays;

/**
 * For each two patients, in how many pairs of a positive example of the one and a negative example
 * of the other the positive one has the higher score, ties counting half. The area under the ROC
 * curve of any weighting of the patients follows from these counts alone. Examples are added group
 * by group of equal scores, rising, negatives first.
 */
final class PatientPairs {
  /** With more patients the table costs more than a pass over the examples. */
  static final int MAXIMUM_PATIENTS = 256;

  /** Positive's patient, then negative's. */
  private final double[][] wins;

  private final long[] positives;
  private final long[] negatives;

  /** Each patient's negatives of lower scores and half of those of the present score. */
  private final double[] beaten;

  private final long[] present;

  PatientPairs(int patients) {
    wins = new double[patients][patients];
    positives = new long[patients];
    negatives = new long[patients];
    beaten = new double[patients];
    present = new long[patients];
  }

  void addNegatives(int patient, long count) {
    negatives[patient] += count;
    present[patient] += count;
    beaten[patient] += 0.5 * count;
  }

  void addPositives(int patient, long count) {
    if (count == 0) {
      return;
    }
    positives[patient] += count;
    double[] row = wins[patient];
    for (int other = 0; other < row.length; other++) {
      row[other] += count * beaten[other];
    }
  }

  void closeGroup() {
    for (int patient = 0; patient < present.length; patient++) {
      beaten[patient] += 0.5 * present[patient];
    }
    Arrays.fill(present, 0);
  }

  double auroc(int[] weights) {
    double won = 0;
    double weightedPositives = 0;
    double weightedNegatives = 0;
    for (int patient = 0; patient < weights.length; patient++) {
      weightedPositives += (double) weights[patient] * positives[patient];
      weightedNegatives += (double) weights[patient] * negatives[patient];
      if (weights[patient] > 0) {
        double sum = 0;
        for (int other = 0; other < weights.length; other++) {
          sum += weights[other] * wins[patient][other];
        }
        won += weights[patient] * sum;
      }
    }
    return won / (weightedPositives * weightedNegatives);
  }
}
