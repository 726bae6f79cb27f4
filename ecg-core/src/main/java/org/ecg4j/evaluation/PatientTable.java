package org.ecg4j.evaluation;

import java.util.Locale;
import java.util.Map;

/** Writes one line of counts and percentages for each patient. */
final class PatientTable {
  private static final int POSITIVE = 1;

  private PatientTable() {}

  static String format(Map<String, ConfusionMatrix> matrices) {
    int width =
        Math.max(
            "patient".length(),
            matrices.keySet().stream().mapToInt(String::length).max().orElse(0));
    StringBuilder table =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%-" + width + "s  %8s  %8s %6s %6s %6s %6s %6s %6s\n",
                "patient",
                "examples",
                "positive",
                "TP",
                "FP",
                "FN",
                "Se %",
                "+P %",
                "F1 %"));
    matrices.forEach(
        (patient, matrix) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %8d  %8d %6d %6d %6d %6s %6s %6s\n",
                    patient,
                    matrix.total(),
                    matrix.support(POSITIVE),
                    matrix.truePositives(POSITIVE),
                    matrix.falsePositives(POSITIVE),
                    matrix.falseNegatives(POSITIVE),
                    percent(matrix.recall(POSITIVE)),
                    percent(matrix.precision(POSITIVE)),
                    percent(matrix.f1(POSITIVE)))));
    return table.toString();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
