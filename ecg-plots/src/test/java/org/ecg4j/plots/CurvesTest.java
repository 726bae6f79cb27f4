package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.evaluation.TrainingHistory.Epoch;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final BootstrapOptions FEW = BootstrapOptions.defaults().withResamples(100);

  private static Evaluation noisy() {
    SplittableRandom random = new SplittableRandom(5);
    int count = 2000;
    int[] labels = new int[count];
    double[] probabilities = new double[count];
    List<String> patients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(4) == 0 ? 1 : 0;
      probabilities[i] = 0.6 * random.nextDouble() + 0.4 * labels[i];
      patients.add("p" + i % 10);
    }
    return Evaluation.of(labels, probabilities, patients);
  }

  /** Four patients, all ranked rightly: the curve runs along the left and upper edge. */
  private static Evaluation perfect() {
    return Evaluation.of(
        new int[] {0, 1, 0, 1, 0, 1, 0, 1},
        new double[] {0.1, 0.9, 0.2, 0.8, 0.3, 0.7, 0.4, 0.6},
        List.of("a", "a", "b", "b", "c", "c", "d", "d"));
  }

  private static boolean near(int rgb, Color color) {
    Color found = new Color(rgb);
    return Math.abs(found.getRed() - color.getRed()) < 30
        && Math.abs(found.getGreen() - color.getGreen()) < 30
        && Math.abs(found.getBlue() - color.getBlue()) < 30;
  }

  /** The bounding box of all pixels of a colour, as {left, top, right, bottom}. */
  private static int[] boxOf(BufferedImage image, Color color, int fromY) {
    int[] box = {image.getWidth(), image.getHeight(), -1, -1};
    for (int y = fromY; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (near(image.getRGB(x, y), color)) {
          box[0] = Math.min(box[0], x);
          box[1] = Math.min(box[1], y);
          box[2] = Math.max(box[2], x);
          box[3] = Math.max(box[3], y);
        }
      }
    }
    return box;
  }

  @Test
  void perfectRocRunsAlongTheEdgesAndLeavesTheMiddleEmpty() {
    BufferedImage image = EcgPlots.roc(perfect(), FEW).toImage(1);

    int[] box = boxOf(image, Theme.BLUE, 70);
    int middleX = (box[0] + box[2]) / 2;
    int middleY = (box[1] + box[3]) / 2;
    assertThat(box[2] - box[0]).isBetween(390, 430);
    assertThat(box[3] - box[1]).isBetween(370, 430);
    assertThat(near(image.getRGB(middleX, box[1] + 1), Theme.BLUE)).isTrue();
    assertThat(near(image.getRGB(box[0] + 1, middleY), Theme.BLUE)).isTrue();
    assertThat(near(image.getRGB(box[2] - 1, middleY), Theme.BLUE)).isFalse();
  }

  @Test
  void rocNamesAreaIntervalBandAndThreshold() throws Exception {
    Evaluation evaluation = noisy();
    Picture picture = EcgPlots.roc(evaluation.withThreshold(0.375), FEW);

    String area = "area " + evaluation.interval(Metric.AUROC, FEW);
    assertThat(picture.description()).contains(area);
    assertThat(SvgDocument.of(picture).texts())
        .contains(
            "ROC curve",
            "sensitivity",
            "1 - specificity",
            area,
            "95 % band over patients",
            "at threshold 0.375");
  }

  @Test
  void bandIsDrawnAroundTheCurve() {
    BufferedImage image = EcgPlots.roc(noisy(), FEW).toImage(1);

    int[] line = boxOf(image, Theme.BLUE, 70);
    int band = 0;
    for (int y = line[1]; y < line[3]; y++) {
      for (int x = line[0]; x < line[2]; x++) {
        // Blue at 22 % on white.
        band += near(image.getRGB(x, y), new Color(199, 224, 238)) ? 1 : 0;
      }
    }
    assertThat(band).isGreaterThan(500);
  }

  @Test
  void precisionRecallNamesItsAverage() throws Exception {
    Evaluation evaluation = noisy();
    SvgDocument svg = SvgDocument.of(EcgPlots.precisionRecall(evaluation, FEW));

    assertThat(svg.texts())
        .contains("precision", "recall (sensitivity)", "guessing")
        .contains("average precision " + evaluation.interval(Metric.AVERAGE_PRECISION, FEW));
  }

  @Test
  void moreClassesHaveACurveEach() throws Exception {
    Evaluation three =
        Evaluation.ofClasses(
            List.of("N", "S", "V"),
            new int[] {0, 1, 2, 0},
            new double[] {0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8, 0.7, 0.2, 0.1},
            List.of("a", "b", "c", "d"));

    assertThat(SvgDocument.of(EcgPlots.roc(three, FEW)).texts())
        .contains("N 1.000", "S 1.000", "V 1.000");
    assertThat(SvgDocument.of(EcgPlots.precisionRecall(three, FEW)).texts())
        .contains("N 1.000", "S 1.000", "V 1.000");
  }

  @Test
  void reliabilityNamesTheCalibrationError() throws Exception {
    // Each bin is off by 0.25: half of the examples at 0.25 and at 0.75 are positive.
    Evaluation evaluation =
        Evaluation.of(
            new int[] {0, 1, 0, 1},
            new double[] {0.25, 0.25, 0.75, 0.75},
            List.of("a", "a", "b", "b"));
    Picture picture = EcgPlots.reliability(evaluation, 2);

    assertThat(SvgDocument.of(picture).texts())
        .contains("expected calibration error 0.250", "predicted probability", "% of examples");
    assertThat(picture.description()).contains("0.250");
  }

  @Test
  void trainingMarksTheBestEpoch() throws Exception {
    List<Epoch> epochs =
        List.of(
            new Epoch(1, 0.9, 0.5, 0.8, 0.6, 0.4, 1e-3, 1),
            new Epoch(2, 0.5, 0.8, 0.6, 0.7, 0.7, 1e-3, 1),
            new Epoch(3, 0.3, 0.9, 0.7, 0.7, 0.6, 1e-3, 1));
    Picture picture = EcgPlots.trainingCurves(new TrainingHistory("f1", epochs, OptionalInt.of(2)));

    assertThat(SvgDocument.of(picture).texts())
        .contains("Loss", "Accuracy", "Validation F1", "train", "validation", "epoch")
        .contains("best epoch 2");
    // The dashed line stands in the middle of each panel, as epoch 2 of 3.
    BufferedImage image = picture.toImage(1);
    int[] points = boxOf(image.getSubimage(0, 0, 362, 300), Theme.BLUE, 55);
    int[] dashes =
        boxOf(image.getSubimage(points[0], 0, points[2] - points[0], 240), Theme.INK, 60);
    assertThat((dashes[0] + dashes[2]) / 2.0)
        .isBetween((points[2] - points[0]) / 2.0 - 3, (points[2] - points[0]) / 2.0 + 3);
  }

  @Test
  void whatWasNotMeasuredIsLeftOut() throws Exception {
    double none = Double.NaN;
    Picture picture =
        EcgPlots.trainingCurves(
            new TrainingHistory(
                "f1",
                List.of(
                    new Epoch(1, 0.9, 0.5, none, none, none, 1e-3, 1),
                    new Epoch(2, 0.5, 0.8, none, none, none, 1e-3, 1)),
                OptionalInt.empty()));

    assertThat(SvgDocument.of(picture).texts()).contains("train").doesNotContain("validation");
    assertThatThrownBy(
            () ->
                EcgPlots.trainingCurves(new TrainingHistory("f1", List.of(), OptionalInt.empty())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no epochs");
  }
}
