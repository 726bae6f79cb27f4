package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecg4j.evaluation.Golden.assertClose;
import static org.ecg4j.evaluation.Golden.doubles;
import static org.ecg4j.evaluation.Golden.ints;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against scikit-learn; the scripts lie beside the golden files. */
class MetricsGoldenTest {
  private static final double TOLERANCE = 1e-12;
  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

  private final JsonObject golden = Golden.json("features/metrics.json");

  MetricsGoldenTest() throws IOException {}

  private Evaluation binary() {
    int[] labels = ints(golden, "y");
    return Evaluation.of(
        labels, doubles(golden, "p"), Collections.nCopies(labels.length, "patient"));
  }

  @Test
  void binaryFiguresEqualScikitLearn() {
    Evaluation evaluation = binary().withThreshold(golden.get("threshold").getAsDouble());
    Map<String, Metric> figures =
        Map.ofEntries(
            Map.entry("accuracy", Metric.ACCURACY),
            Map.entry("precision", Metric.PRECISION),
            Map.entry("recall", Metric.RECALL),
            Map.entry("f1", Metric.F1),
            Map.entry("mcc", Metric.MCC),
            Map.entry("kappa", Metric.KAPPA),
            Map.entry("balanced_accuracy", Metric.BALANCED_ACCURACY),
            Map.entry("roc_auc", Metric.AUROC),
            Map.entry("average_precision", Metric.AVERAGE_PRECISION),
            Map.entry("log_loss", Metric.LOG_LOSS),
            Map.entry("brier", Metric.BRIER));
    figures.forEach(
        (name, metric) ->
            assertClose(name, evaluation.value(metric), golden.get(name).getAsDouble(), TOLERANCE));
    assertMatrix(evaluation.confusion(), golden.getAsJsonArray("confusion_rows_true"));
  }

  @Test
  void curvesEqualScikitLearn() {
    RocCurve roc = binary().roc();
    assertClose("fpr", roc.falsePositiveRates(), doubles(golden, "roc_fpr"), TOLERANCE);
    assertClose("tpr", roc.truePositiveRates(), doubles(golden, "roc_tpr"), TOLERANCE);
    assertClose("area", roc.area(), golden.get("roc_auc").getAsDouble(), TOLERANCE);
    JsonArray thresholds = golden.getAsJsonArray("roc_thresholds");
    assertThat(roc.thresholds()).hasSize(thresholds.size()).hasSize(roc.pointCount());
    assertThat(thresholds.get(0).isJsonNull()).isTrue();
    assertThat(roc.thresholds()[0]).isEqualTo(Double.POSITIVE_INFINITY);
    for (int i = 1; i < thresholds.size(); i++) {
      assertThat(roc.thresholds()[i]).isEqualTo(thresholds.get(i).getAsDouble());
    }

    PrCurve curve = binary().precisionRecall();
    assertClose("precision", curve.precisions(), doubles(golden, "pr_precision"), TOLERANCE);
    assertClose("recall", curve.recalls(), doubles(golden, "pr_recall"), TOLERANCE);
    assertThat(curve.thresholds()).containsExactly(doubles(golden, "pr_thresholds"));
    assertThat(curve.pointCount()).isEqualTo(curve.thresholds().length + 1);
    assertClose(
        "average precision",
        curve.averagePrecision(),
        golden.get("average_precision").getAsDouble(),
        TOLERANCE);
  }

  @Test
  void fiveClassFiguresEqualScikitLearn() {
    JsonObject multi = golden.getAsJsonObject("multi");
    ConfusionMatrix matrix = ConfusionMatrix.of(FIVE, ints(multi, "y"), ints(multi, "yhat"));
    assertMatrix(matrix, multi.getAsJsonArray("confusion_rows_true"));
    assertClose("macro", matrix.f1(Average.MACRO), multi.get("f1_macro").getAsDouble(), TOLERANCE);
    assertClose("micro", matrix.f1(Average.MICRO), multi.get("f1_micro").getAsDouble(), TOLERANCE);
    assertClose(
        "weighted", matrix.f1(Average.WEIGHTED), multi.get("f1_weighted").getAsDouble(), TOLERANCE);
    assertClose("kappa", matrix.kappa(), multi.get("kappa").getAsDouble(), TOLERANCE);
    assertClose("mcc", matrix.mcc(), multi.get("mcc").getAsDouble(), TOLERANCE);
    double[] each = doubles(multi, "f1_each");
    for (int c = 0; c < each.length; c++) {
      assertClose("class " + c, matrix.f1(c), each[c], TOLERANCE);
    }
  }

  @Test
  void threeClassProbabilitiesEqualScikitLearn() throws IOException {
    JsonObject multi = Golden.json("evaluation/evaluation.json").getAsJsonObject("multi");
    List<String> names = List.of("N", "S", "V");
    int[] labels = ints(multi, "y");
    Evaluation evaluation =
        Evaluation.ofClasses(
            names, labels, doubles(multi, "p"), Collections.nCopies(labels.length, "x"));
    Map<String, Metric> figures =
        Map.of(
            "log_loss", Metric.LOG_LOSS,
            "brier", Metric.BRIER,
            "macro_auroc", Metric.MACRO_AUROC,
            "precision_macro", Metric.MACRO_PRECISION,
            "balanced_accuracy", Metric.BALANCED_ACCURACY);
    figures.forEach(
        (name, metric) ->
            assertClose(name, evaluation.value(metric), multi.get(name).getAsDouble(), TOLERANCE));
    assertClose(
        "weighted recall",
        evaluation.confusion().recall(Average.WEIGHTED),
        multi.get("recall_weighted").getAsDouble(),
        TOLERANCE);
    for (int c = 0; c < 3; c++) {
      assertClose(
          "AUROC " + c,
          evaluation.value(Metric.AUROC, names.get(c)),
          doubles(multi, "auroc_each")[c],
          TOLERANCE);
      assertClose(
          "AP " + c,
          evaluation.value(Metric.AVERAGE_PRECISION, names.get(c)),
          doubles(multi, "ap_each")[c],
          TOLERANCE);
    }
  }

  private static void assertMatrix(ConfusionMatrix matrix, JsonArray rows) {
    for (int t = 0; t < rows.size(); t++) {
      for (int p = 0; p < rows.size(); p++) {
        assertThat(matrix.count(t, p)).isEqualTo(rows.get(t).getAsJsonArray().get(p).getAsLong());
      }
    }
  }
}
