package org.ecg4j.plots;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecg4j.evaluation.Average;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.ConfusionMatrix;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.plots.Block.Cell;
import org.ecg4j.plots.Block.Facts;
import org.ecg4j.plots.Block.Figure;
import org.ecg4j.plots.Block.Figures;
import org.ecg4j.plots.Block.Heading;
import org.ecg4j.plots.Block.Section;
import org.ecg4j.plots.Block.Table;
import org.ecg4j.plots.Block.Text;

/** The part of a report about one model. */
final class ModelSections {
  private static final int WORST_PATIENTS = 8;
  private static final int BINS = 10;

  private ModelSections() {}

  static Section of(ScoredModel scored, String id, BootstrapOptions options) {
    ReportModel model = scored.model();
    List<Block> blocks = new ArrayList<>();
    if (!model.facts().isEmpty()) {
      blocks.add(new Facts(model.facts()));
    }
    model
        .history()
        .filter(history -> !history.epochs().isEmpty())
        .ifPresent(
            history -> {
              blocks.add(new Heading("Training"));
              blocks.add(Figures.of(EcgPlots.trainingCurves(history), "Training, epoch by epoch."));
            });
    if (!scored.metrics().isEmpty()) {
      blocks.add(new Heading("Figures"));
      blocks.add(scores(scored));
    }
    List<Figure> matrices = new ArrayList<>();
    model.train().ifPresent(train -> matrices.add(confusion(train, "training")));
    model.test().ifPresent(test -> matrices.add(confusion(test, "test")));
    if (!matrices.isEmpty()) {
      blocks.add(new Figures(matrices));
    }
    model.test().ifPresent(test -> addTest(blocks, test, options));
    if (!model.beats().isEmpty()) {
      addBeats(blocks, model.beats());
    }
    return new Section(id, "Model " + model.name(), blocks);
  }

  private static Figure confusion(Evaluation evaluation, String data) {
    return new Figure(
        EcgPlots.confusionMatrix("Confusion matrix, " + data + " patients", evaluation.confusion()),
        "Counts, and percent of the beats that truly are of the row's class.",
        "");
  }

  private static Table scores(ScoredModel scored) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Metric metric : scored.metrics()) {
      rows.add(
          List.of(
              Cell.of(ScoredModel.name(metric)),
              Optional.ofNullable(scored.train().get(metric))
                  .map(ResultSections::cell)
                  .orElse(Cell.number("-")),
              Optional.ofNullable(scored.test().get(metric))
                  .map(ResultSections::cell)
                  .orElse(Cell.number("-"))));
    }
    return new Table(
        "On patients it learned from and on patients it never saw.",
        List.of("figure", "train", "test"),
        rows);
  }

  private static void addTest(List<Block> blocks, Evaluation test, BootstrapOptions options) {
    List<Figure> curves = new ArrayList<>();
    curves.add(new Figure(EcgPlots.roc(test, options), "ROC curve on the test patients.", ""));
    curves.add(
        new Figure(
            EcgPlots.precisionRecall(test, options),
            "Precision and recall on the test patients.",
            ""));
    if (test.isBinary()) {
      curves.add(
          new Figure(
              EcgPlots.reliability(test, BINS),
              "How far the predicted probabilities can be believed on the test patients.",
              ""));
    }
    blocks.add(new Figures(curves));
    blocks.add(new Heading("Worst patients"));
    blocks.add(worstPatients(test));
    blocks.add(Figures.of(EcgPlots.patientF1(test), "F1 of every test patient, the worst first."));
  }

  /** The patients with the most beats taken wrongly. */
  private static Table worstPatients(Evaluation test) {
    boolean binary = test.isBinary();
    long errors = errors(test.confusion());
    List<List<Cell>> rows =
        test.perPatient().entrySet().stream()
            .filter(patient -> errors(patient.getValue()) > 0)
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<String, ConfusionMatrix> patient) -> -errors(patient.getValue())))
            .limit(WORST_PATIENTS)
            .map(patient -> patientRow(patient, errors, binary))
            .toList();
    String positive = test.classNames().get(1);
    return new Table(
        "The test patients with the most beats given a wrong class.",
        binary
            ? List.of("patient", "beats", positive, "missed", "false alarms", "of all errors", "F1")
            : List.of("patient", "beats", "wrong", "of all errors", "macro F1"),
        rows);
  }

  private static long errors(ConfusionMatrix matrix) {
    long right = 0;
    for (int c = 0; c < matrix.classCount(); c++) {
      right += matrix.truePositives(c);
    }
    return matrix.total() - right;
  }

  private static List<Cell> patientRow(
      Map.Entry<String, ConfusionMatrix> patient, long allErrors, boolean binary) {
    ConfusionMatrix counts = patient.getValue();
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(patient.getKey()));
    row.add(Cell.count(counts.total()));
    if (binary) {
      row.add(Cell.count(counts.support(1)));
      row.add(Cell.count(counts.falseNegatives(1)));
      row.add(Cell.count(counts.falsePositives(1)));
    } else {
      row.add(Cell.count(errors(counts)));
    }
    row.add(Cell.number(String.format(Locale.ROOT, "%.1f %%", 100.0 * errors(counts) / allErrors)));
    double f1 = binary ? counts.f1(1) : counts.f1(Average.MACRO);
    row.add(Cell.number(Double.isNaN(f1) ? "undefined" : String.format(Locale.ROOT, "%.3f", f1)));
    return row;
  }

  private static void addBeats(List<Block> blocks, List<ReportBeat> beats) {
    blocks.add(new Heading("Example beats, right and wrong"));
    if (beats.stream().anyMatch(beat -> !beat.attributions().isEmpty())) {
      blocks.add(
          new Text(
              "Orange is where the signal spoke for the class that the model gave, blue where it"
                  + " spoke against it; each method is scaled by its own largest value."));
    }
    blocks.add(
        new Figures(
            beats.stream()
                .map(
                    beat ->
                        new Figure(
                            beat.picture(), caption(beat), beat.isRight() ? "right" : "wrong"))
                .toList()));
  }

  private static String caption(ReportBeat beat) {
    return String.format(
        Locale.ROOT,
        "Record %s at %s: truly %s, called %s with probability %.3f.",
        beat.record().name(),
        Times.clock(beat.beatSample() / beat.record().samplingRateHz(), 1),
        beat.truth(),
        beat.predicted(),
        beat.probability());
  }
}
