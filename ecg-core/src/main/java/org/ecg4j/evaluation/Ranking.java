package org.ecg4j.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Examples in the order of falling score, equal scores in one group, with the number of positives
 * and negatives that each patient has there: all that ROC and precision-recall figures need. A
 * patient's examples can be given a whole-number weight, so that a resample of patients costs one
 * pass and no sorting.
 */
final class Ranking {
  /** The distinct scores, falling. */
  private final double[] scores;

  /** Entries of group g: from {@code firstEntry[g]} to {@code firstEntry[g + 1]}, exclusive. */
  private final int[] firstEntry;

  private final int[] patient;
  private final int[] positives;
  private final int[] negatives;

  /** Set by {@link #prepareResampling} only; read by many threads after that. */
  private volatile @Nullable PatientPairs pairs;

  private Ranking(
      double[] scores, int[] firstEntry, int[] patient, int[] positives, int[] negatives) {
    this.scores = scores;
    this.firstEntry = firstEntry;
    this.patient = patient;
    this.positives = positives;
    this.negatives = negatives;
  }

  /** What one group adds to a curve: weighted positives and negatives of one score. */
  interface GroupVisitor {
    void visit(int group, long positiveCount, long negativeCount);
  }

  static Ranking of(double[] score, boolean[] positive, int[] patientOf) {
    double[] sorted = score.clone();
    Arrays.sort(sorted);
    int groups = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[groups++] = sorted[i] + 0.0;
      }
    }
    double[] falling = new double[groups];
    for (int g = 0; g < groups; g++) {
      falling[g] = sorted[groups - 1 - g];
    }
    int[] group = new int[score.length];
    int[] next = new int[groups + 1];
    for (int i = 0; i < score.length; i++) {
      // Adding zero turns -0.0 into 0.0: binary search holds them for two numbers.
      group[i] = groups - 1 - Arrays.binarySearch(sorted, 0, groups, score[i] + 0.0);
      next[group[i] + 1]++;
    }
    for (int g = 0; g < groups; g++) {
      next[g + 1] += next[g];
    }
    int[] order = new int[score.length];
    for (int i = 0; i < score.length; i++) {
      order[next[group[i]]++] = i;
    }
    return grouped(falling, group, order, positive, patientOf);
  }

  /** Runs of one patient inside a group become one entry. */
  private static Ranking grouped(
      double[] scores, int[] group, int[] order, boolean[] positive, int[] patientOf) {
    int[] firstEntry = new int[scores.length + 1];
    int[] patient = new int[order.length];
    int[] positives = new int[order.length];
    int[] negatives = new int[order.length];
    int entries = 0;
    int current = -1;
    for (int example : order) {
      boolean newGroup = group[example] != current;
      if (newGroup) {
        current = group[example];
        firstEntry[current] = entries;
      }
      if (newGroup || patient[entries - 1] != patientOf[example]) {
        patient[entries++] = patientOf[example];
      }
      if (positive[example]) {
        positives[entries - 1]++;
      } else {
        negatives[entries - 1]++;
      }
    }
    firstEntry[scores.length] = entries;
    return new Ranking(
        scores,
        firstEntry,
        Arrays.copyOf(patient, entries),
        Arrays.copyOf(positives, entries),
        Arrays.copyOf(negatives, entries));
  }

  double score(int group) {
    return scores[group];
  }

  int groupCount() {
    return scores.length;
  }

  /** Visits the groups from the highest score to the lowest. */
  void forEachGroup(int[] weightOfPatient, GroupVisitor visitor) {
    for (int g = 0; g < scores.length; g++) {
      long positiveCount = 0;
      long negativeCount = 0;
      for (int e = firstEntry[g]; e < firstEntry[g + 1]; e++) {
        long weight = weightOfPatient[patient[e]];
        positiveCount += weight * positives[e];
        negativeCount += weight * negatives[e];
      }
      visitor.visit(g, positiveCount, negativeCount);
    }
  }

  /** The area under the ROC curve, equal scores counting half; NaN when a class is missing. */
  double auroc(int[] weightOfPatient) {
    PatientPairs known = pairs;
    if (known != null) {
      return known.auroc(weightOfPatient);
    }
    var sweep = new Sweep();
    forEachGroup(weightOfPatient, sweep);
    return sweep.orderedPairs / ((double) sweep.truePositives * sweep.falsePositives);
  }

  /** The mean of precision over the steps of recall; NaN without positives. */
  double averagePrecision(int[] weightOfPatient) {
    var sweep = new Sweep();
    forEachGroup(weightOfPatient, sweep);
    return sweep.precisionSum / sweep.truePositives;
  }

  /** Makes {@link #auroc} independent of the number of examples, for many calls. */
  void prepareResampling(int patientCount) {
    if (pairs == null && patientCount <= PatientPairs.MAXIMUM_PATIENTS) {
      var table = new PatientPairs(patientCount);
      for (int g = scores.length - 1; g >= 0; g--) {
        for (int e = firstEntry[g]; e < firstEntry[g + 1]; e++) {
          table.addNegatives(patient[e], negatives[e]);
        }
        for (int e = firstEntry[g]; e < firstEntry[g + 1]; e++) {
          table.addPositives(patient[e], positives[e]);
        }
        table.closeGroup();
      }
      pairs = table;
    }
  }

  private static final class Sweep implements GroupVisitor {
    long truePositives;
    long falsePositives;
    double orderedPairs;
    double precisionSum;

    @Override
    public void visit(int group, long positiveCount, long negativeCount) {
      orderedPairs += negativeCount * (truePositives + 0.5 * positiveCount);
      truePositives += positiveCount;
      falsePositives += negativeCount;
      if (positiveCount > 0) {
        precisionSum += positiveCount * ((double) truePositives / (truePositives + falsePositives));
      }
    }
  }

  /**
   * Counts above each score: at 2g the positives, at 2g + 1 the negatives whose score is that of
   * group g or higher.
   */
  long[] cumulativeCounts(int[] weightOfPatient) {
    long[] counts = new long[2 * scores.length];
    forEachGroup(
        weightOfPatient,
        (group, positiveCount, negativeCount) -> {
          counts[2 * group] = positiveCount + (group > 0 ? counts[2 * group - 2] : 0);
          counts[2 * group + 1] = negativeCount + (group > 0 ? counts[2 * group - 1] : 0);
        });
    return counts;
  }
}
