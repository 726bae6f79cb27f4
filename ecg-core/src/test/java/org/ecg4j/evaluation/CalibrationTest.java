package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ecg4j.evaluation.Golden.assertClose;
import static org.ecg4j.evaluation.Golden.doubles;
import static org.ecg4j.evaluation.Golden.ints;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecg4j.evaluation.Calibration.Method;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private final JsonObject golden = Golden.json("evaluation/evaluation.json");
  private final JsonObject binary = golden.getAsJsonObject("binary");

  CalibrationTest() throws IOException {}

  /** Two patients, one in each fold. */
  private static OutOfFoldPredictions predictions(int[] labels, double[] probabilities) {
    return OutOfFoldPredictions.of(
        labels, probabilities, subjects(labels.length), folds(labels.length));
  }

  private static List<String> subjects(int examples) {
    return IntStream.range(0, examples).mapToObj(i -> i % 2 == 0 ? "a" : "b").toList();
  }

  private static int[] folds(int examples) {
    return IntStream.range(0, examples).map(i -> i % 2).toArray();
  }

  private OutOfFoldPredictions goldenPredictions() {
    return predictions(ints(binary, "y"), doubles(binary, "p"));
  }

  @Test
  void temperatureEqualsScipysMinimum() {
    Calibration fitted = Calibration.fitTemperature(goldenPredictions());
    assertThat(fitted.method()).isEqualTo(Method.TEMPERATURE);
    assertClose("T", fitted.temperature(), binary.get("temperature").getAsDouble(), 1e-7);
    assertThat(fitted.subjects()).containsExactly("a", "b");
    double odds = Math.log(0.8 / 0.2) / fitted.temperature();
    assertThat(fitted.apply(0.8)).isCloseTo(1 / (1 + Math.exp(-odds)), within(1e-15));
    assertThat(fitted.apply(0.5)).isEqualTo(0.5);
    assertThat(fitted.apply(0.0)).isBetween(0.0, 0.01);
  }

  @Test
  void temperatureOfSeveralClassesEqualsScipysMinimum() {
    JsonObject multi = golden.getAsJsonObject("multi");
    int[] labels = ints(multi, "y");
    Calibration fitted =
        Calibration.fitTemperature(
            OutOfFoldPredictions.ofClasses(
                List.of("N", "S", "V"),
                labels,
                doubles(multi, "p"),
                subjects(labels.length),
                folds(labels.length)));
    assertClose("T", fitted.temperature(), multi.get("temperature").getAsDouble(), 1e-7);
    double[] flat = Calibration.ofTemperature(1e9, List.of()).apply(new double[] {0.7, 0.2, 0.1});
    assertClose("flat", flat, new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, 1e-8);
    double[] same = Calibration.ofTemperature(1, List.of()).apply(new double[] {0.7, 0.2, 0.1});
    assertClose("same", same, new double[] {0.7, 0.2, 0.1}, 1e-12);
  }

  @Test
  void temperatureOfSeparablePredictionsIsBounded() {
    Calibration fitted =
        Calibration.fitTemperature(
            predictions(new int[] {0, 1, 0, 1}, new double[] {0.4, 0.6, 0.3, 0.7}));
    assertThat(fitted.temperature()).isCloseTo(1e-3, within(1e-9));
  }

  @Test
  void isotonicEqualsScikitLearn() {
    Calibration fitted = Calibration.fitIsotonic(goldenPredictions());
    double[] at = doubles(binary, "isotonic_at");
    assertClose(
        "isotonic",
        Arrays.stream(at).map(fitted::apply).toArray(),
        doubles(binary, "isotonic"),
        1e-12);
    Calibration restored =
        Calibration.ofIsotonic(fitted.knotsX(), fitted.knotsY(), fitted.subjects());
    for (double p : at) {
      assertThat(restored.apply(p)).isEqualTo(fitted.apply(p));
    }
    assertThat(fitted.apply(new double[] {0.3, 0.7}))
        .containsExactly(1 - fitted.apply(0.7), fitted.apply(0.7));
  }

  @Test
  void reliabilityEqualsScikitLearn() {
    ReliabilityCurve curve = goldenPredictions().evaluate().reliability(10);
    // calibration_curve leaves empty bins out; there are none here.
    assertThat(curve.counts()).doesNotContain(0L);
    assertThat(Arrays.stream(curve.counts()).sum()).isEqualTo(600);
    assertClose("share", curve.positiveShares(), doubles(binary, "reliability_share"), 1e-12);
    assertClose("mean", curve.meanProbabilities(), doubles(binary, "reliability_mean"), 1e-12);
    assertClose("ECE", curve.expectedCalibrationError(), binary.get("ece").getAsDouble(), 1e-12);
  }

  @Test
  void reliabilityByHand() {
    ReliabilityCurve curve =
        Evaluation.of(
                new int[] {0, 1, 1, 1}, new double[] {0, 0.5, 0.75, 1}, List.of("a", "a", "b", "b"))
            .reliability(4);
    // 0.5 and 0.75 belong to the bins that end there.
    assertThat(curve.counts()).containsExactly(1, 1, 1, 1);
    assertThat(curve.positiveShares()).containsExactly(0, 1, 1, 1);
    assertThat(curve.expectedCalibrationError()).isEqualTo((0 + 0.5 + 0.25 + 0) / 4);
  }

  @Test
  void operatingPointsByHand() {
    // Falling: 0.9 +, 0.8 +, 0.7 -, 0.6 +, 0.4 -, 0.3 -, 0.2 +, 0.1 -.
    OutOfFoldPredictions predictions =
        predictions(
            new int[] {1, 1, 0, 1, 0, 0, 1, 0},
            new double[] {0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1});
    // Above 0.5: 3 of 4, 1 false: F1 = 6 / (4 + 4); above 0.75: 4 / (2 + 4).
    OperatingPoint best = OperatingPoint.maximumF1(predictions);
    assertThat(best.threshold()).isEqualTo(0.5);
    assertThat(best.f1()).isEqualTo(0.75);
    assertThat(best.subjects()).containsExactly("a", "b");
    Evaluation evaluation = predictions.evaluate().withThreshold(best.threshold());
    assertThat(evaluation.value(Metric.F1)).isEqualTo(best.f1());
    assertThat(evaluation.value(Metric.PRECISION)).isEqualTo(best.precision());

    OperatingPoint sensitive = OperatingPoint.atSensitivity(predictions, 0.9);
    assertThat(sensitive.threshold()).isCloseTo(0.15, within(1e-15));
    assertThat(sensitive.sensitivity()).isEqualTo(1);
    assertThat(sensitive.specificity()).isEqualTo(0.25);

    OperatingPoint specific = OperatingPoint.atSpecificity(predictions, 0.9);
    assertThat(specific.threshold()).isEqualTo(0.75);
    assertThat(specific.sensitivity()).isEqualTo(0.5);
    assertThat(specific.specificity()).isEqualTo(1);
  }

  @Test
  void operatingPointsAtTheEdges() {
    OutOfFoldPredictions tied =
        predictions(new int[] {1, 0, 1, 0}, new double[] {0.5, 0.5, 0.5, 0.5});
    assertThat(OperatingPoint.maximumF1(tied).threshold()).isZero();
    // Only a threshold that calls nothing positive keeps the specificity.
    OperatingPoint none = OperatingPoint.atSpecificity(tied, 1);
    assertThat(none.threshold()).isBetween(0.5, 1.0);
    assertThat(none.sensitivity()).isZero();
    // Probability 0 is never above a threshold from 0 to 1.
    OutOfFoldPredictions hopeless =
        predictions(new int[] {1, 0, 1, 0}, new double[] {0, 0.5, 0.6, 0.4});
    assertThatThrownBy(() -> OperatingPoint.atSensitivity(hopeless, 1))
        .hasMessageContaining("probability 0");
    assertThatThrownBy(() -> OperatingPoint.maximumF1(predictions(new int[2], new double[2])))
        .hasMessageContaining("0 positive");
    assertThatThrownBy(() -> OperatingPoint.atSensitivity(tied, 1.2)).hasMessageContaining("1.2");
  }

  @Test
  void heldOutPredictionsAreChecked() {
    assertThatThrownBy(
            () ->
                OutOfFoldPredictions.of(
                    new int[2], new double[2], List.of("a", "a"), new int[] {0, 1}))
        .hasMessage("subject a lies in folds 0 and 1");
    assertThatThrownBy(
            () ->
                OutOfFoldPredictions.of(
                    new int[2], new double[2], List.of("a", "b"), new int[] {0, 0}))
        .hasMessageContaining("two folds");
    OutOfFoldPredictions predictions = predictions(new int[4], new double[] {0, 0.1, 0.2, 0.3});
    assertThat(predictions.folds()).containsExactly(0, 1);
    assertThat(predictions.subjects()).containsExactly("a", "b");
    assertThat(predictions.evaluate().role()).isEqualTo(Evaluation.Role.HELD_OUT);
    assertThat(predictions.evaluate().probability(3, 1)).isEqualTo(0.3);
  }

  @Test
  void wrongMapsAreNamed() {
    assertThatThrownBy(() -> Calibration.ofTemperature(0, List.of()))
        .hasMessageContaining("not 0.0");
    assertThatThrownBy(
            () -> Calibration.ofIsotonic(new double[] {0, 0.5}, new double[] {0.5, 0}, List.of()))
        .hasMessageContaining("knot 1");
    assertThatThrownBy(() -> Calibration.ofIsotonic(new double[0], new double[0], List.of()))
        .hasMessageContaining("at least one");
    assertThatThrownBy(
            () ->
                Calibration.ofIsotonic(new double[] {0}, new double[] {0}, List.of())
                    .apply(new double[] {0.2, 0.3, 0.5}))
        .hasMessageContaining("not 3");
  }
}
