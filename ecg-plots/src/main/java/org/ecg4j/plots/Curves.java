package org.ecg4j.plots;

import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.CurveBand;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.PrCurve;
import org.ecg4j.evaluation.ReliabilityCurve;
import org.ecg4j.evaluation.RocCurve;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.evaluation.TrainingHistory.Epoch;
import org.ecg4j.plots.LineChart.Swatch;

/** The pictures made of lines. */
final class Curves {
  private static final double[] UNIT = {0, 1};
  private static final int BAND_POINTS = 101;
  private static final int SQUARE = 460;
  private static final int MARGIN = 16;
  // Points of a curve nearer to each other than this are not told apart.
  private static final double NEAR = 0.003;

  private Curves() {}

  static Picture training(TrainingHistory history) {
    List<Epoch> epochs = history.epochs();
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("the history has no epochs");
    }
    List<LineChart> panels = new ArrayList<>();
    panels.add(panel("Loss", history, new double[] {0, Double.NaN}, losses()));
    panels.add(panel("Accuracy", history, new double[] {Double.NaN, 1}, accuracies()));
    boolean watched = epochs.stream().anyMatch(epoch -> Double.isFinite(epoch.validationMetric()));
    if (watched && !history.metricName().equals("loss")) {
      panels.add(
          panel(
              "Validation " + metricName(history),
              history,
              new double[] {Double.NaN, Double.NaN},
              List.of(new Line("validation", Theme.VERMILION, Epoch::validationMetric))));
    }
    String metric = metricName(history);
    String best =
        history.bestEpoch().isPresent() ? ", best epoch " + history.bestEpoch().getAsInt() : "";
    int width = 340;
    return new Picture(
        "Training, " + epochs.size() + (epochs.size() == 1 ? " epoch" : " epochs") + best,
        "Loss, accuracy and " + metric + " over the epochs" + best + ".",
        MARGIN + panels.size() * (width + MARGIN),
        300,
        g -> {
          for (int i = 0; i < panels.size(); i++) {
            panels.get(i).paint(g, MARGIN / 2 + i * (width + MARGIN), 4, width, 288);
          }
        });
  }

  /** As tables of results have it, where it is a metric of ours. */
  private static String metricName(TrainingHistory history) {
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.name().equalsIgnoreCase(history.metricName()))
        .findFirst()
        .map(ScoredModel::name)
        .orElse(history.metricName());
  }

  private record Line(String name, Color color, ToDoubleFunction<Epoch> value) {}

  private static List<Line> losses() {
    return List.of(
        new Line("train", Theme.BLUE, Epoch::trainLoss),
        new Line("validation", Theme.VERMILION, Epoch::validationLoss));
  }

  private static List<Line> accuracies() {
    return List.of(
        new Line("train", Theme.BLUE, Epoch::trainAccuracy),
        new Line("validation", Theme.VERMILION, Epoch::validationAccuracy));
  }

  private static LineChart panel(
      String title, TrainingHistory history, double[] fixed, List<Line> lines) {
    List<Epoch> epochs = history.epochs();
    double[] x = epochs.stream().mapToDouble(Epoch::number).toArray();
    double[] all =
        lines.stream()
            .flatMapToDouble(line -> epochs.stream().mapToDouble(line.value))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double[] range = all.length == 0 ? UNIT : range(all[0], all[all.length - 1], fixed);
    LineChart chart =
        new LineChart(title, "epoch", "", new double[] {x[0] - 1, x[x.length - 1] + 1}, range)
            .withWholeX();
    for (Line line : lines) {
      double[] y = epochs.stream().mapToDouble(line.value).toArray();
      if (Arrays.stream(y).anyMatch(Double::isFinite)) {
        chart.name(line.name, line.color, Swatch.LINE).dottedLine(x, y, line.color);
      }
    }
    history
        .bestEpoch()
        .ifPresent(
            best -> {
              chart.dashed(new double[] {best, best}, range, Theme.INK);
              chart.name("best epoch " + best, Theme.INK, Swatch.DASHES);
            });
    return chart;
  }

  /** A little more than the values take, but for ends that are fixed. */
  private static double[] range(double low, double high, double[] fixed) {
    double room = Math.max((high - low) * 0.06, 0.02);
    return new double[] {
      Double.isNaN(fixed[0]) ? low - room : fixed[0],
      Double.isNaN(fixed[1]) ? high + room : fixed[1]
    };
  }

  static Picture roc(Evaluation evaluation, BootstrapOptions options) {
    LineChart chart =
        new LineChart("ROC curve", "1 - specificity", "sensitivity", UNIT, UNIT)
            .dashed(UNIT, UNIT, Theme.GREY);
    List<String> areas = new ArrayList<>();
    if (evaluation.isBinary()) {
      CurveBand band = evaluation.rocBand(BAND_POINTS, options);
      chart.band(band.x(), band.lower(), band.upper(), Theme.translucent(Theme.BLUE, 0.22));
      RocCurve roc = evaluation.roc();
      addThinned(chart, roc.falsePositiveRates(), roc.truePositiveRates(), Theme.BLUE);
      areas.add("area " + evaluation.interval(Metric.AUROC, options));
      chart.name(areas.get(0), Theme.BLUE, Swatch.LINE);
      chart.name(bandName(options), Theme.translucent(Theme.BLUE, 0.22), Swatch.AREA);
      ConfusionMatrix counts = evaluation.confusion();
      chart.point(1 - counts.specificity(1), counts.recall(1), Theme.VERMILION);
      chart
          .name(thresholdName(evaluation), Theme.VERMILION, Swatch.POINT)
          .name("guessing", Theme.GREY, Swatch.DASHES);
    } else {
      for (int i = 0; i < evaluation.classNames().size(); i++) {
        String name = evaluation.classNames().get(i);
        RocCurve roc = evaluation.roc(name);
        addThinned(
            chart, roc.falsePositiveRates(), roc.truePositiveRates(), Theme.ofClass(name, i));
        areas.add(name + " " + figure(roc.area()));
        chart.name(areas.get(i), Theme.ofClass(name, i), Swatch.LINE);
      }
    }
    return square("ROC curve", String.join(", ", areas), chart);
  }

  static Picture precisionRecall(Evaluation evaluation, BootstrapOptions options) {
    LineChart chart =
        new LineChart("Precision-recall curve", "recall (sensitivity)", "precision", UNIT, UNIT);
    List<String> areas = new ArrayList<>();
    if (evaluation.isBinary()) {
      ConfusionMatrix counts = evaluation.confusion();
      double share = counts.support(1) / (double) counts.total();
      chart.dashed(UNIT, new double[] {share, share}, Theme.GREY);
      CurveBand band = evaluation.precisionRecallBand(BAND_POINTS, options);
      chart.band(band.x(), band.lower(), band.upper(), Theme.translucent(Theme.BLUE, 0.22));
      addSteps(chart, evaluation.precisionRecall(), Theme.BLUE);
      areas.add("average precision " + evaluation.interval(Metric.AVERAGE_PRECISION, options));
      chart.name(areas.get(0), Theme.BLUE, Swatch.LINE);
      chart.name(bandName(options), Theme.translucent(Theme.BLUE, 0.22), Swatch.AREA);
      chart.point(counts.recall(1), counts.precision(1), Theme.VERMILION);
      chart
          .name(thresholdName(evaluation), Theme.VERMILION, Swatch.POINT)
          .name("guessing", Theme.GREY, Swatch.DASHES);
    } else {
      for (int i = 0; i < evaluation.classNames().size(); i++) {
        String name = evaluation.classNames().get(i);
        PrCurve curve = evaluation.precisionRecall(name);
        addSteps(chart, curve, Theme.ofClass(name, i));
        areas.add(name + " " + figure(curve.averagePrecision()));
        chart.name(areas.get(i), Theme.ofClass(name, i), Swatch.LINE);
      }
    }
    return square("Precision-recall curve", String.join(", ", areas), chart);
  }

  private static String bandName(BootstrapOptions options) {
    return percent(options.level()) + " % band over patients";
  }

  static String percent(double share) {
    return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(100 * share);
  }

  private static String thresholdName(Evaluation evaluation) {
    return String.format(Locale.ROOT, "at threshold %.3g", evaluation.threshold());
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static Picture square(String title, String areas, LineChart chart) {
    return new Picture(
        title,
        title + ": " + areas + ".",
        SQUARE + 2 * MARGIN,
        SQUARE + 66,
        g -> chart.paint(g, MARGIN / 2, 4, SQUARE + MARGIN, SQUARE + 58));
  }

  /** A precision belongs to all recalls from the next point's to its own. */
  private static void addSteps(LineChart chart, PrCurve curve, Color color) {
    double[] recalls = curve.recalls();
    double[] precisions = curve.precisions();
    int corners = Math.max(0, 2 * (recalls.length - 1));
    double[] x = new double[corners];
    double[] y = new double[corners];
    for (int i = 0; i < corners; i++) {
      x[i] = recalls[(i + 1) / 2];
      y[i] = precisions[i / 2];
    }
    addThinned(chart, x, y, color);
  }

  private static void addThinned(LineChart chart, double[] x, double[] y, Color color) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        continue;
      }
      int last = kept.isEmpty() ? -1 : kept.get(kept.size() - 1);
      if (last < 0
          || i == x.length - 1
          || Math.abs(x[i] - x[last]) + Math.abs(y[i] - y[last]) >= NEAR) {
        kept.add(i);
      }
    }
    chart.line(
        kept.stream().mapToDouble(i -> x[i]).toArray(),
        kept.stream().mapToDouble(i -> y[i]).toArray(),
        color);
  }

  static Picture reliability(Evaluation evaluation, int binCount) {
    ReliabilityCurve curve = evaluation.reliability(binCount);
    double[] means = curve.meanProbabilities();
    double[] shares = curve.positiveShares();
    int[] filled = IntStream.range(0, binCount).filter(i -> curve.counts()[i] > 0).toArray();
    String error = "expected calibration error " + figure(curve.expectedCalibrationError());
    LineChart top =
        new LineChart("Reliability", "", "share that is positive", UNIT, UNIT)
            .name(error, Theme.BLUE, Swatch.LINE)
            .name("perfect", Theme.GREY, Swatch.DASHES)
            .dashed(UNIT, UNIT, Theme.GREY)
            .dottedLine(
                IntStream.of(filled).mapToDouble(i -> means[i]).toArray(),
                IntStream.of(filled).mapToDouble(i -> shares[i]).toArray(),
                Theme.BLUE);
    LineChart counts = binShares(curve, evaluation.exampleCount());
    return new Picture(
        "Reliability",
        "Share of positive examples against predicted probability: " + error + ".",
        SQUARE + 2 * MARGIN,
        SQUARE + 190,
        g -> {
          top.paint(g, MARGIN / 2, 4, SQUARE + MARGIN, SQUARE + 30);
          counts.paint(g, MARGIN / 2, SQUARE + 14, SQUARE + MARGIN, 170);
        });
  }

  private static LineChart binShares(ReliabilityCurve curve, int examples) {
    long[] counts = curve.counts();
    double most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    LineChart chart =
        new LineChart(
            "",
            "predicted probability",
            "% of examples",
            UNIT,
            new double[] {0, 100 * most / examples});
    for (int bin = 0; bin < counts.length; bin++) {
      double[] edges = {bin / (double) counts.length, (bin + 1) / (double) counts.length};
      double share = 100.0 * counts[bin] / examples;
      chart.band(
          edges,
          new double[] {0, 0},
          new double[] {share, share},
          Theme.translucent(Theme.BLUE, 0.55));
    }
    return chart;
  }
}
