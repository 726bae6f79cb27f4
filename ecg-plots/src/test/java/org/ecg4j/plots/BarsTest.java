package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfidenceInterval;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.Evaluation;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BarsTest {
  /** The widths of the bars, which are 14 high, from top to bottom. */
  private static List<Double> barWidths(SvgDocument svg) {
    return svg.all("rect").stream()
        .filter(box -> box.getAttribute("height").equals("14"))
        .map((Element box) -> Double.valueOf(box.getAttribute("width")))
        .toList();
  }

  @Test
  void classesHaveCountsPercentAndBarsOfTheirShare() throws Exception {
    Map<String, Map<String, Integer>> splits = new LinkedHashMap<>();
    splits.put("train <1>", ordered("normal", 900, "abnormal", 100));
    splits.put("test", ordered("normal", 3000, "abnormal", 1000));
    SvgDocument svg = SvgDocument.of(EcgPlots.classDistribution(splits));

    assertThat(svg.texts())
        .contains("train <1>: 1,000 beats", "test: 4,000 beats")
        .contains("900  (90.0 %)", "100  (10.0 %)", "3,000  (75.0 %)", "1,000  (25.0 %)");
    List<Double> widths = barWidths(svg);
    double[] expected = {0.9, 0.1, 0.75, 0.25};
    assertThat(widths).hasSize(4);
    for (int i = 0; i < expected.length; i++) {
      assertThat(widths.get(i)).isCloseTo(expected[i] * RowsPainter.PLOT_WIDTH, within(0.01));
    }
  }

  private static Map<String, Integer> ordered(String a, int countA, String b, int countB) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put(a, countA);
    counts.put(b, countB);
    return counts;
  }

  @Test
  void emptySplitHasNoBars() throws Exception {
    SvgDocument svg = SvgDocument.of(EcgPlots.classDistribution(Map.of("test", Map.of("N", 0))));

    assertThat(svg.texts()).contains("test: 0 beats", "0  (0.0 %)");
    assertThat(barWidths(svg)).containsExactly(0.5);
  }

  @Test
  void impossibleDistributionsAreRefused() {
    assertThatThrownBy(() -> EcgPlots.classDistribution(Map.of("train", Map.of("N", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> EcgPlots.classDistribution(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void patientsComeWorstFirstAndUndefinedLast() throws Exception {
    // a: 1 of 2 abnormal beats found, no false alarm: F1 = 2/3. b: all found: 1. c: nothing to
    // find and no alarm: undefined.
    Evaluation evaluation =
        Evaluation.of(
            new int[] {1, 1, 0, 1, 0, 0},
            new double[] {0.9, 0.1, 0.1, 0.8, 0.2, 0.3},
            List.of("a", "a", "a", "b", "b", "c"));
    SvgDocument svg = SvgDocument.of(EcgPlots.patientF1(evaluation));

    List<String> names = svg.texts().stream().filter(text -> text.matches("[abc]")).toList();
    assertThat(names).containsExactly("a", "b", "c");
    assertThat(svg.texts())
        .anyMatch(text -> text.startsWith("0.667   3 beats, 2 "))
        .anyMatch(text -> text.startsWith("1.000   2 beats, 1 "))
        .anyMatch(text -> text.startsWith("undefined   1 beats, 0 "));
    assertThat(barWidths(svg).get(0)).isCloseTo(2.0 / 3 * RowsPainter.PLOT_WIDTH, within(0.01));
    assertThat(barWidths(svg)).hasSize(2);
  }

  @Test
  void modelsHaveDotsAndIntervalsToScale() throws Exception {
    BootstrapOptions options = BootstrapOptions.defaults();
    Picture picture =
        EcgPlots.modelComparison(
            "F1",
            List.of(
                new ModelScore("cnn", "test", new ConfidenceInterval(0.5, 0.2, 0.8, options, 9)),
                new ModelScore("gru", "test", new ConfidenceInterval(0.9, 0.6, 1, options, 9))));
    SvgDocument svg = SvgDocument.of(picture);

    assertThat(svg.texts())
        .contains("cnn", "gru", "0.500 [0.200, 0.800]", "F1 with its interval over patients");
    // The axis runs from 0.2 to 1.
    List<Element> whiskers =
        svg.all("line").stream()
            .filter(line -> line.getAttribute("y1").equals(line.getAttribute("y2")))
            .toList();
    assertThat(whiskers).hasSize(2);
    double left = Double.parseDouble(whiskers.get(0).getAttribute("x1"));
    double right = Double.parseDouble(whiskers.get(0).getAttribute("x2"));
    assertThat(right - left).isCloseTo(0.75 * RowsPainter.PLOT_WIDTH, within(0.01));
    double dot = Double.parseDouble(svg.all("circle").get(0).getAttribute("cx"));
    assertThat(dot).isCloseTo((left + right) / 2, within(0.01));
  }

  @Test
  void confusionMatrixHasCountsRowPercentAndShades() throws Exception {
    ConfusionMatrix matrix =
        ConfusionMatrix.ofCounts(List.of("N", "<V>"), new long[][] {{1000, 0}, {1, 3}});
    Picture picture = EcgPlots.confusionMatrix(matrix);

    assertThat(SvgDocument.of(picture).texts())
        .contains("N", "<V>", "1,000", "100.0 %", "0.0 %", "1", "25.0 %", "3", "75.0 %", "4");
    assertThat(picture.description())
        .isEqualTo("Classified: of 1000 N 1000 as N, 0 as <V>; of 4 <V> 1 as N, 3 as <V>.");
    BufferedImage image = picture.toImage(1);
    int left = new ConfusionPainter("Confusion matrix", matrix).left();
    int y = ConfusionPainter.TOP + 5;
    assertThat(image.getRGB(left + 5, y)).isEqualTo(0xff0073b2);
    assertThat(image.getRGB(left + ConfusionPainter.CELL_WIDTH + 5, y)).isEqualTo(0xfffefefe);
    assertThat(image.getRGB(left + 5, y + ConfusionPainter.CELL_HEIGHT))
        .isEqualTo(ConfusionPainter.fill(0.25).getRGB());
  }

  @Test
  void classWithoutBeatsHasNoPercent() throws Exception {
    ConfusionMatrix matrix =
        ConfusionMatrix.ofCounts(List.of("N", "V"), new long[][] {{5, 5}, {0, 0}});

    assertThat(SvgDocument.of(EcgPlots.confusionMatrix(matrix)).texts())
        .contains("50.0 %", "-")
        .doesNotContain("NaN %");
  }
}
