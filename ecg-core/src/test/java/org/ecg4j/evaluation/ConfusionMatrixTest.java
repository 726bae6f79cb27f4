package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand. */
class ConfusionMatrixTest {
  private static final List<String> NSV = List.of("N", "S", "V");

  /** Truth N: 50 N, 3 S, 2 V; truth S: 4 N, 10 S, 1 V; truth V: 0 N, 5 S, 25 V. */
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.ofCounts(NSV, new long[][] {{50, 3, 2}, {4, 10, 1}, {0, 5, 25}});

  @Test
  void rowsAreTheTruth() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(NSV, new int[] {0, 0, 2, 1}, new int[] {0, 2, 2, 0});
    assertThat(matrix.count(0, 2)).isEqualTo(1);
    assertThat(matrix.count(2, 0)).isZero();
    assertThat(matrix.count(1, 0)).isEqualTo(1);
    assertThat(matrix.support(0)).isEqualTo(2);
    assertThat(matrix.predictedCount(0)).isEqualTo(2);
  }

  @Test
  void countsOfOneClass() {
    assertThat(MATRIX.total()).isEqualTo(100);
    assertThat(MATRIX.truePositives(1)).isEqualTo(10);
    assertThat(MATRIX.falsePositives(1)).isEqualTo(8);
    assertThat(MATRIX.falseNegatives(1)).isEqualTo(5);
    assertThat(MATRIX.trueNegatives(1)).isEqualTo(77);
  }

  @Test
  void figures() {
    assertThat(MATRIX.accuracy()).isEqualTo(0.85);
    assertThat(MATRIX.precision(1)).isEqualTo(10 / 18.0);
    assertThat(MATRIX.recall(1)).isEqualTo(10 / 15.0);
    assertThat(MATRIX.specificity(1)).isEqualTo(77 / 85.0);
    assertThat(MATRIX.f1(1)).isEqualTo(20 / 33.0);
    double macroRecall = (50 / 55.0 + 10 / 15.0 + 25 / 30.0) / 3;
    assertThat(MATRIX.recall(Average.MACRO)).isCloseTo(macroRecall, within(1e-15));
    assertThat(MATRIX.balancedAccuracy()).isCloseTo(macroRecall, within(1e-15));
    assertThat(MATRIX.recall(Average.WEIGHTED)).isCloseTo(0.85, within(1e-15));
    assertThat(MATRIX.precision(Average.MICRO)).isEqualTo(0.85);
    // Of 200 chances to name a wrong class, 15 were taken.
    assertThat(MATRIX.specificity(Average.MICRO)).isEqualTo(185 / 200.0);
    // By chance: (55 * 54 + 15 * 18 + 30 * 28) / 100^2 = 0.408.
    assertThat(MATRIX.kappa()).isCloseTo((0.85 - 0.408) / (1 - 0.408), within(1e-15));
  }

  @Test
  void undefinedFiguresAreNaN() {
    ConfusionMatrix nothingCalledV =
        ConfusionMatrix.ofCounts(NSV, new long[][] {{5, 0, 0}, {0, 0, 0}, {2, 0, 0}});
    assertThat(nothingCalledV.precision(2)).isNaN();
    assertThat(nothingCalledV.recall(2)).isZero();
    assertThat(nothingCalledV.f1(2)).isZero();
    // S occurs nowhere: undefined, and not part of the averages.
    assertThat(nothingCalledV.f1(1)).isNaN();
    assertThat(nothingCalledV.recall(1)).isNaN();
    assertThat(nothingCalledV.f1(Average.MACRO)).isEqualTo((10 / 12.0 + 0) / 2);
    assertThat(nothingCalledV.precision(Average.MACRO)).isNaN();
    assertThat(nothingCalledV.mcc()).isNaN();

    ConfusionMatrix empty = ConfusionMatrix.of(NSV, new int[0], new int[0]);
    assertThat(empty.accuracy()).isNaN();
    assertThat(empty.f1(Average.MACRO)).isNaN();
    assertThat(empty.f1(Average.WEIGHTED)).isNaN();
    assertThat(empty.kappa()).isNaN();

    ConfusionMatrix oneClass =
        ConfusionMatrix.ofCounts(NSV, new long[][] {{5, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    assertThat(oneClass.kappa()).isNaN();
    assertThat(oneClass.specificity(0)).isNaN();
  }

  @Test
  void sumsCellByCell() {
    ConfusionMatrix sum = MATRIX.plus(MATRIX);
    assertThat(sum.total()).isEqualTo(200);
    assertThat(sum.count(2, 1)).isEqualTo(10);
    assertThatThrownBy(
            () -> MATRIX.plus(ConfusionMatrix.of(List.of("a", "b"), new int[] {0}, new int[] {1})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[a, b]");
  }

  @Test
  void wrongInputIsNamed() {
    assertThatThrownBy(() -> ConfusionMatrix.of(NSV, new int[] {3}, new int[] {0}))
        .hasMessage("label 3 is not in 0 to 2");
    assertThatThrownBy(() -> ConfusionMatrix.of(NSV, new int[1], new int[2]))
        .hasMessageContaining("1 true labels but 2");
    assertThatThrownBy(() -> ConfusionMatrix.of(List.of("a", "a"), new int[0], new int[0]))
        .hasMessageContaining("all different");
    assertThatThrownBy(() -> MATRIX.classIndex("F")).hasMessageContaining("[N, S, V]");
    assertThatThrownBy(() -> ConfusionMatrix.ofCounts(NSV, new long[][] {{1, 2, 3}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsATable() {
    assertThat(MATRIX)
        .hasToString(
            """
            truth \\ predicted
                 N    S    V
            N   50    3    2
            S    4   10    1
            V    0    5   25\
            """);
  }

  @Test
  void aamiScoresForgiveFusionAndUnclassifiableBeats() {
    // Columns n s v f q.
    ConfusionMatrix matrix =
        ConfusionMatrix.ofCounts(
            List.of("N", "S", "V", "F", "Q"),
            new long[][] {
              {900, 10, 20, 0, 0},
              {30, 60, 5, 0, 0},
              {8, 2, 70, 0, 0},
              {4, 3, 7, 1, 0},
              {2, 6, 9, 0, 3}
            });
    AamiScores scores = AamiScores.of(matrix);
    assertThat(scores.sensitivity("S")).isEqualTo(60 / 95.0);
    // 10 + 2 + 3 false S; the 6 Q beats do not count.
    assertThat(scores.positivePredictivity("S")).isEqualTo(60 / 75.0);
    assertThat(scores.f1("S")).isEqualTo(120 / (120.0 + 15 + 35));
    // 20 + 5 false V; neither the 7 F nor the 9 Q beats count.
    assertThat(scores.positivePredictivity("V")).isEqualTo(70 / 95.0);
    assertThat(scores.sensitivity("V")).isEqualTo(70 / 80.0);
    assertThat(scores.positivePredictivity("N")).isEqualTo(900 / 944.0);
    double j = 60 / 95.0 + 60 / 75.0 + 70 / 95.0 + 70 / 80.0;
    assertThat(scores.jIndex()).isCloseTo(j, within(1e-15));
    assertThat(scores.jKappa()).isCloseTo(matrix.kappa() / 2 + j / 8, within(1e-15));

    AamiScores three = AamiScores.of(MATRIX);
    assertThat(three.positivePredictivity("V")).isEqualTo(25 / 28.0);
    assertThatThrownBy(
            () ->
                AamiScores.of(
                    ConfusionMatrix.of(List.of("normal", "abnormal"), new int[0], new int[0])))
        .hasMessageContaining("[normal, abnormal]");
  }

  @Test
  void perfectClassifierHasJKappaOne() {
    ConfusionMatrix matrix =
        ConfusionMatrix.ofCounts(NSV, new long[][] {{9, 0, 0}, {0, 4, 0}, {0, 0, 2}});
    assertThat(AamiScores.of(matrix).jIndex()).isEqualTo(4);
    assertThat(AamiScores.of(matrix).jKappa()).isEqualTo(1);
  }
}
