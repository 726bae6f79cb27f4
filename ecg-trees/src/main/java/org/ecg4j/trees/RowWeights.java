package org.ecg4j.trees;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ecg4j.dataset.TrainingSet;

/** How much each example of a training set counts. */
final class RowWeights {
  private RowWeights() {}

  /** One weight for each example; their mean is 1. */
  static float[] of(TrainingSet train, TreeOptions.Balance balance) {
    double[] weights = new double[train.size()];
    Arrays.fill(weights, 1);
    if (balance == TreeOptions.Balance.PATIENT_SYMBOLS) {
      String[] groups = new String[weights.length];
      Arrays.setAll(groups, i -> train.subject(i) + " " + train.beatCode(i).mnemonic());
      weights = byGroup(groups);
    }
    if (balance != TreeOptions.Balance.NONE) {
      equalTotals(weights, train.labels(), train.classNames().size());
    }
    float[] rounded = new float[weights.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) weights[i];
    }
    return rounded;
  }

  /** One over the root of the size of each example's group. */
  static double[] byGroup(String[] groups) {
    Map<String, Integer> sizes = new HashMap<>();
    for (String group : groups) {
      sizes.merge(group, 1, Integer::sum);
    }
    return Arrays.stream(groups)
        .mapToDouble(group -> 1 / Math.sqrt(sizes.getOrDefault(group, 1)))
        .toArray();
  }

  /** Scales weights so that each class that has examples weighs the same; modifies them. */
  static void equalTotals(double[] weights, int[] labels, int classes) {
    double[] totals = new double[classes];
    for (int i = 0; i < weights.length; i++) {
      totals[labels[i]] += weights[i];
    }
    double wanted = weights.length / (double) Arrays.stream(totals).filter(t -> t > 0).count();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= wanted / totals[labels[i]];
    }
  }
}
