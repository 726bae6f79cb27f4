package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ecg4j.evaluation.Evaluation;

/**
 * Whether a threshold fitted to a few patients is worth having. On out-of-fold predictions of the
 * training patients, again and again two thirds of them choose the threshold of the highest F1 and
 * the last third is judged with it, and with 0.5, where networks with balanced classes have theirs.
 * What did better on the patients who had no part in choosing is taken.
 */
final class ThresholdRule {
  static final double PLAIN = 0.5;
  private static final int REPEATS = 400;
  private static final int STEPS = 100;
  private static final long SEED = 1;

  /** Of one patient: abnormal beats, and at each threshold those found and the false alarms. */
  private static final class Counts {
    private int abnormal;
    private final int[] found = new int[STEPS];
    private final int[] alarms = new int[STEPS];
  }

  private ThresholdRule() {}

  /** Whether 0.5 does better than a fitted threshold. */
  static boolean plainIsBetter(Evaluation outOfFold) {
    List<Counts> patients = counts(outOfFold);
    if (patients.size() < 3) {
      return true;
    }
    Random random = new Random(SEED);
    double fitted = 0;
    double plain = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
      Collections.shuffle(patients, random);
      int cut = patients.size() * 2 / 3;
      double[] judged = f1(patients.subList(cut, patients.size()));
      fitted += judged[highest(f1(patients.subList(0, cut)))];
      plain += judged[STEPS / 2];
    }
    return plain >= fitted;
  }

  private static List<Counts> counts(Evaluation outOfFold) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (int i = 0; i < outOfFold.exampleCount(); i++) {
      Counts own = counts.computeIfAbsent(outOfFold.patient(i), patient -> new Counts());
      own.abnormal += outOfFold.label(i);
      int[] positive = outOfFold.label(i) == 1 ? own.found : own.alarms;
      // An example is called abnormal at each threshold that its probability reaches.
      for (int step = 1; step < STEPS; step++) {
        if (outOfFold.probability(i, 1) >= threshold(step)) {
          positive[step]++;
        }
      }
    }
    return new ArrayList<>(counts.values());
  }

  private static double threshold(int step) {
    return (double) step / STEPS;
  }

  /** The pooled F1 of some patients at each threshold. */
  private static double[] f1(List<Counts> patients) {
    double[] f1 = new double[STEPS];
    int abnormal = patients.stream().mapToInt(patient -> patient.abnormal).sum();
    for (int step = 1; step < STEPS; step++) {
      int found = 0;
      int alarms = 0;
      for (Counts patient : patients) {
        found += patient.found[step];
        alarms += patient.alarms[step];
      }
      f1[step] = found == 0 ? 0 : 2.0 * found / (found + alarms + abnormal);
    }
    return f1;
  }

  private static int highest(double[] values) {
    int highest = 0;
    for (int i = 1; i < values.length; i++) {
      highest = values[i] > values[highest] ? i : highest;
    }
    return highest;
  }
}
