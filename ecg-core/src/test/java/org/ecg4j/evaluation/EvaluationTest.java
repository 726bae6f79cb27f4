package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ecg4j.evaluation.Evaluation.Role;
import org.junit.jupiter.api.Test;

/** Worked by hand. */
class EvaluationTest {
  /** Patients a (two records) and b. */
  private static final Evaluation SMALL =
      Evaluation.of(
              new int[] {1, 0, 1, 0, 0, 1},
              new double[] {0.9, 0.5, 0.5, 0.1, 0.7, 0.8},
              new String[] {"a", "a", "a", "a", "b", "b"})
          .withRecords(List.of("r1", "r1", "r2", "r2", "r3", "r3"));

  @Test
  void aboveTheThresholdIsPositive() {
    // 0.5 is not above 0.5.
    assertThat(SMALL.predicted(2)).isZero();
    assertThat(SMALL.confusion())
        .isEqualTo(
            ConfusionMatrix.ofCounts(List.of("normal", "abnormal"), new long[][] {{2, 1}, {1, 2}}));
    assertThat(SMALL.withThreshold(0.49).predicted(2)).isEqualTo(1);
    assertThat(SMALL.value(Metric.PRECISION)).isEqualTo(2 / 3.0);
    assertThat(SMALL.value(Metric.PRECISION, "normal")).isEqualTo(2 / 3.0);
  }

  @Test
  void tiesCountHalf() {
    // Pairs (positive, negative): 0.9 beats all 3; 0.5 ties 0.5, beats 0.1; 0.8 beats all 3.
    assertThat(SMALL.value(Metric.AUROC)).isCloseTo(7.5 / 9, within(1e-15));
    // Precision at 0.9: 1/1, 0.8: 2/2, the tie at 0.5: 3/5.
    assertThat(SMALL.value(Metric.AVERAGE_PRECISION))
        .isCloseTo((1 + 1 + 3 / 5.0) / 3, within(1e-15));
  }

  @Test
  void floatsAndListsAreTheSame() {
    Evaluation floats =
        Evaluation.of(new int[] {0, 1}, new float[] {0.25f, 0.75f}, List.of("a", "b"));
    assertThat(floats.probability(1, 1)).isEqualTo(0.75);
    assertThat(floats.probability(1, 0)).isEqualTo(0.25);
    assertThat(
            Evaluation.of(new int[] {0, 1}, new float[] {0.25f, 0.75f}, new String[] {"a", "b"})
                .value(Metric.LOG_LOSS))
        .isEqualTo(floats.value(Metric.LOG_LOSS))
        .isCloseTo(-Math.log(0.75), within(1e-15));
  }

  @Test
  void withAndWithoutPatientsAndRecords() {
    assertThat(SMALL.withoutPatient("a").patientNames()).containsExactly("b");
    assertThat(SMALL.withoutPatient("a").value(Metric.ACCURACY)).isEqualTo(0.5);
    assertThat(SMALL.onlyPatient("a").exampleCount()).isEqualTo(4);
    assertThat(SMALL.withoutRecord("r2").recordNames()).containsExactly("r1", "r3");
    assertThat(SMALL.withoutRecord("r2").patientNames()).containsExactly("a", "b");
    assertThat(SMALL.withoutRecord("r2").exampleCount()).isEqualTo(4);
    assertThat(SMALL.onlyRecord("r2").label(0)).isEqualTo(1);
    assertThat(SMALL.onlyRecord("r2").record(1)).isEqualTo("r2");
    assertThat(SMALL.onlyRecord("r2").patient(1)).isEqualTo("a");
    assertThatThrownBy(() -> SMALL.withoutRecord("a")).hasMessageContaining("[r1, r2, r3]");
    assertThatThrownBy(() -> SMALL.onlyPatient("c")).hasMessageContaining("[a, b]");
  }

  @Test
  void subsetsKeepThresholdAndRole() {
    Evaluation part = SMALL.withThreshold(0.6).withRole(Role.HELD_OUT).withoutPatient("b");
    assertThat(part.threshold()).isEqualTo(0.6);
    assertThat(part.role()).isEqualTo(Role.HELD_OUT);
  }

  @Test
  void perPatientMatricesAddUp() {
    var perPatient = SMALL.perPatient();
    assertThat(perPatient).containsOnlyKeys("a", "b");
    assertThat(perPatient.get("a")).isEqualTo(SMALL.onlyPatient("a").confusion());
    assertThat(perPatient.get("a").plus(perPatient.get("b"))).isEqualTo(SMALL.confusion());
    assertThat(SMALL.perPatientTable())
        .isEqualTo(
            """
            patient  examples  positive     TP     FP     FN   Se %   +P %   F1 %
            a               4         2      1      0      1  50.00 100.00  66.67
            b               2         1      1      1      0 100.00  50.00  66.67
            """);
  }

  @Test
  void severalClassesTakeTheMostProbable() {
    Evaluation evaluation =
        Evaluation.ofClasses(
            List.of("N", "S", "V"),
            new int[] {0, 1, 2, 2},
            new float[] {0.5f, 0.25f, 0.25f, 0.25f, 0.5f, 0.25f, 0.5f, 0, 0.5f, 0, 0.25f, 0.75f},
            List.of("a", "a", "b", "b"));
    // The third example's tie goes to the first class.
    assertThat(evaluation.predicted(2)).isZero();
    assertThat(evaluation.value(Metric.RECALL, "V")).isEqualTo(0.5);
    assertThat(evaluation.value(Metric.J_KAPPA))
        .isEqualTo(AamiScores.of(evaluation.confusion()).jKappa());
    assertThatThrownBy(() -> evaluation.value(Metric.F1)).hasMessageContaining("[N, S, V]");
    assertThatThrownBy(() -> evaluation.withThreshold(0.4)).hasMessageContaining("two classes");
    assertThatThrownBy(evaluation::roc).hasMessageContaining("two classes");
    assertThat(evaluation.roc("V").area()).isEqualTo(1);
  }

  @Test
  void undefinedFiguresAreNaN() {
    Evaluation normalOnly = Evaluation.of(new int[2], new double[] {0.1, 0.2}, List.of("a", "b"));
    assertThat(normalOnly.value(Metric.F1)).isNaN();
    assertThat(normalOnly.value(Metric.RECALL)).isNaN();
    assertThat(normalOnly.value(Metric.AUROC)).isNaN();
    assertThat(normalOnly.value(Metric.AVERAGE_PRECISION)).isNaN();
    assertThat(normalOnly.roc().truePositiveRates()).containsOnly(Double.NaN);
    Evaluation empty = Evaluation.of(new int[0], new double[0], List.of());
    assertThat(empty.value(Metric.ACCURACY)).isNaN();
    assertThat(empty.value(Metric.LOG_LOSS)).isNaN();
    assertThat(empty.value(Metric.AUROC)).isNaN();
    assertThat(empty.roc().pointCount()).isEqualTo(1);
    assertThat(empty.reliability(10).expectedCalibrationError()).isNaN();
  }

  @Test
  void wrongInputIsNamed() {
    assertThatThrownBy(() -> Evaluation.of(new int[] {2}, new double[1], List.of("a")))
        .hasMessage("label 2 is not in 0 to 1");
    assertThatThrownBy(() -> Evaluation.of(new int[1], new double[] {1.5}, List.of("a")))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> Evaluation.of(new int[1], new double[] {Double.NaN}, List.of("a")))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Evaluation.of(new int[2], new double[2], List.of("a")))
        .hasMessageContaining("1 patients");
    assertThatThrownBy(
            () ->
                Evaluation.ofClasses(
                    List.of("a", "b"), new int[1], new double[] {0.5, 0.6}, List.of("x")))
        .hasMessageContaining("1.1");
    assertThatThrownBy(() -> SMALL.withThreshold(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> SMALL.withRecords(List.of("r"))).hasMessageContaining("6 examples");
  }

  @Test
  void printsTheMainFigures() {
    assertThat(SMALL.withRole(Role.TRAIN).toString())
        .startsWith("6 examples of 2 patients (TRAIN)\ntruth \\ predicted\n")
        .contains("\naccuracy 0.6667, precision 0.6667, recall 0.6667, F1 0.6667, AUROC 0.8333");
  }

  @Test
  void negativeZeroIsZero() {
    Evaluation evaluation =
        Evaluation.of(new int[] {0, 1}, new double[] {-0.0, 0.0}, List.of("a", "b"));
    assertThat(evaluation.value(Metric.AUROC)).isEqualTo(0.5);
  }
}
