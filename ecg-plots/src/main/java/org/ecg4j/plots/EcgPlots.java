package org.ecg4j.plots;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Split;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.record.EcgRecord;

/**
 * Draws recordings, features and results. All pictures share one style: the colours can be told
 * apart with any kind of colour blindness, and the fonts exist on every machine.
 */
public final class EcgPlots {
  private EcgPlots() {}

  /**
   * A part of a record on ECG paper (25 mm/s, 10 mm/mV): the leads one below the other, each with
   * its name and calibration pulse, and above them the annotations in the colours of their AAMI
   * classes.
   *
   * @param record the record
   * @param options which part
   * @return the picture
   * @throws IllegalArgumentException when the part starts behind the record's end, or a lead does
   *     not measure a voltage
   */
  public static Picture strip(EcgRecord record, StripOptions options) {
    return Strips.strip(record, options);
  }

  /**
   * The window around one beat, larger than in a strip; the beat is in the middle, also where the
   * window reaches beyond the record.
   *
   * @param record the record
   * @param beatSample the beat's place, in samples of the record's rate
   * @param length the window's length, at most {@link StripOptions#LONGEST}
   * @return the picture
   */
  public static Picture beat(EcgRecord record, long beatSample, Duration length) {
    return Strips.beat(record, beatSample, length);
  }

  /**
   * Which part of a window drove a decision: the strip over orange where the signal spoke for the
   * class, and over blue where it spoke against it. Each attribution has its own rows, one a lead,
   * and is scaled by its own largest value.
   *
   * @param record the record
   * @param startSample where the window starts; may lie before the record's beginning
   * @param attributions of one window for one class, such as integrated gradients and occlusion
   * @return the picture
   */
  public static Picture saliency(
      EcgRecord record, long startSample, List<Attribution> attributions) {
    return Strips.saliency(record, startSample, Strips.NO_BEAT, attributions);
  }

  /**
   * Spectrograms side by side, time in seconds and frequency in hertz, with one colour scale in
   * decibels for all.
   *
   * @param panels at least one, from left to right
   * @return the picture
   */
  public static Picture spectrograms(Spectrogram... panels) {
    if (panels.length == 0) {
      throw new IllegalArgumentException("there must be at least one spectrogram");
    }
    SpectrogramPainter painter = new SpectrogramPainter(List.of(panels));
    String titles =
        List.of(panels).stream().map(Spectrogram::title).collect(Collectors.joining(", "));
    return new Picture(
        "Spectrogram: " + titles,
        "Power in decibels over time in seconds and frequency in hertz.",
        painter.width(),
        painter.height(),
        painter);
  }

  /**
   * How many beats of each class each split holds, in counts and percent of the split.
   *
   * @param splits the counts of each class under the split's name, in the order to show; classes in
   *     the order of their maps
   * @return the picture
   */
  public static Picture classDistribution(
      Map<String, ? extends Map<String, ? extends Number>> splits) {
    return Bars.classDistribution(splits);
  }

  /**
   * The classes of both sides of a split; see {@link #classDistribution(Map)}.
   *
   * @param split training and test data
   * @return the picture
   */
  public static Picture classDistribution(Split split) {
    Map<String, Map<String, Integer>> splits = new LinkedHashMap<>();
    splits.put("train", counts(split.train()));
    splits.put("test", counts(split.test()));
    return classDistribution(splits);
  }

  /**
   * The classes of all examples; see {@link #classDistribution(Map)}.
   *
   * @param examples labelled beats
   * @return the picture
   */
  public static Picture classDistribution(Examples examples) {
    return classDistribution(Map.of("all", counts(examples)));
  }

  private static Map<String, Integer> counts(Examples examples) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    int[] ofClass = examples.classCounts();
    for (int i = 0; i < ofClass.length; i++) {
      counts.put(examples.classNames().get(i), ofClass[i]);
    }
    return counts;
  }

  /**
   * Loss, accuracy and the metric of early stopping over the epochs, of training and validation
   * data, with the best epoch marked. What was not measured is left out.
   *
   * @param history at least one epoch
   * @return the picture
   */
  public static Picture trainingCurves(TrainingHistory history) {
    return Curves.training(history);
  }

  /**
   * Counts and row percent: of all beats that truly are of a class, how many were given each class.
   *
   * @param matrix the counts
   * @return the picture
   */
  public static Picture confusionMatrix(ConfusionMatrix matrix) {
    return confusionMatrix("Confusion matrix", matrix);
  }

  static Picture confusionMatrix(String title, ConfusionMatrix matrix) {
    ConfusionPainter painter = new ConfusionPainter(title, matrix);
    return new Picture(title, painter.description(), painter.width(), painter.height(), painter);
  }

  /**
   * The ROC curve. With two classes it has the band in which it lies when patients are drawn with
   * replacement, the area with its interval, and the point of the evaluation's threshold; with more
   * there is one curve for each class against the rest.
   *
   * @param evaluation the scored examples
   * @param options how band and interval are made
   * @return the picture
   */
  public static Picture roc(Evaluation evaluation, BootstrapOptions options) {
    return Curves.roc(evaluation, options);
  }

  /**
   * The precision-recall curve, with the same additions as {@link #roc}. With two classes the
   * dashed line is the precision of guessing: the share of positive examples.
   *
   * @param evaluation the scored examples
   * @param options how band and interval are made
   * @return the picture
   */
  public static Picture precisionRecall(Evaluation evaluation, BootstrapOptions options) {
    return Curves.precisionRecall(evaluation, options);
  }

  /**
   * How often examples of a predicted probability truly are positive, two classes only, and how
   * many examples have each probability.
   *
   * @param evaluation the scored examples
   * @param binCount bins of equal width
   * @return the picture
   */
  public static Picture reliability(Evaluation evaluation, int binCount) {
    return Curves.reliability(evaluation, binCount);
  }

  /**
   * F1 of every patient, the worst first: of the positive class with two classes, else the mean
   * over the classes. Patients for whom it is undefined come last.
   *
   * @param evaluation the scored examples
   * @return the picture
   */
  public static Picture patientF1(Evaluation evaluation) {
    return Bars.patientF1(evaluation);
  }

  /**
   * One figure of several models, each with its interval.
   *
   * @param metricName what the figure is, such as {@code F1}
   * @param scores at least one, in the order to show; those of one model stand together
   * @return the picture
   */
  public static Picture modelComparison(String metricName, List<ModelScore> scores) {
    return Bars.modelComparison(metricName, scores);
  }
}
