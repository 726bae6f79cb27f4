package org.ecg4j.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.evaluation.Calibration;
import org.ecg4j.evaluation.ClassBias;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.OperatingPoint;
import org.ecg4j.evaluation.OutOfFoldPredictions;
import org.ecg4j.recipes.PredictionStore;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.RecipeRunner;
import org.ecg4j.segment.LabelScheme;

/** One protocol on one database: judges recipes, out of fold and on the test patients. */
final class ProtocolBench {
  /** Keeps logarithms of odds finite. */
  private static final double MARGIN = 1e-7;

  private final Protocol protocol;
  private final List<Path> records;
  private final Path cache;
  private final PredictionStore store;
  private final Map<DatasetOptions, EcgDataset> loaded = new HashMap<>();

  ProtocolBench(Protocol protocol, List<Path> records, Path cache, PredictionStore store) {
    this.protocol = protocol;
    this.records = List.copyOf(records);
    this.cache = cache;
    this.store = store;
  }

  /**
   * A recipe on training patients held out.
   *
   * @param evaluation at the chosen threshold
   * @param threshold of the probability; 0.5 where there are more than two classes
   * @param calibration fitted on the same predictions
   * @param bias of the classes; all alike with two
   */
  record Tuned(
      RecipeRunner.OutOfFold held,
      Evaluation evaluation,
      double threshold,
      Calibration calibration,
      ClassBias bias) {}

  /** Out-of-fold predictions of one division's training patients, and what is chosen from them. */
  Tuned outOfFold(Attempt attempt, int split, long seed) throws IOException {
    RecipeRunner.OutOfFold held =
        runner(attempt).outOfFold(division(split), protocol.innerFolds(), seed);
    OutOfFoldPredictions predictions = held.predictions();
    Evaluation evaluation = predictions.evaluate();
    Calibration calibration = Calibration.fitTemperature(predictions);
    ClassBias bias = ClassBias.maximumMacroF1(predictions);
    if (!evaluation.isBinary()) {
      return new Tuned(held, biased(evaluation, bias), 0.5, calibration, bias);
    }
    double threshold =
        ThresholdRule.plainIsBetter(evaluation)
            ? ThresholdRule.PLAIN
            : OperatingPoint.maximumF1(predictions).threshold();
    return new Tuned(held, evaluation.withThreshold(threshold), threshold, calibration, bias);
  }

  /** The test patients of the one division, or of all folds together. */
  Evaluation test(Attempt attempt, long seed) throws IOException {
    if (protocol.splitCount() == 1 && !attempt.tuned()) {
      return runner(attempt).test(division(0), seed);
    }
    if (protocol.splitCount() == 1) {
      Tuned tuned = outOfFold(attempt, 0, 1);
      Evaluation evaluation = runner(attempt).test(division(0), seed);
      return evaluation.isBinary()
          ? evaluation.withThreshold(tuned.threshold())
          : biased(evaluation, tuned.bias());
    }
    List<Evaluation> folds = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    for (int i = 0; i < protocol.splitCount(); i++) {
      thresholds.add(outOfFold(attempt, i, seed).threshold());
      folds.add(runner(attempt).test(division(i), seed));
    }
    return pooled(folds, thresholds);
  }

  /** The dataset of a recipe's leads and windows with the labels that it learns. */
  EcgDataset beats(Attempt attempt) throws IOException {
    return beats(attempt, attempt.widened() ? LabelScheme.normalAbnormal() : protocol.labels());
  }

  /** The same with the labels that it is judged by. */
  EcgDataset judged(Attempt attempt) throws IOException {
    return beats(attempt, protocol.labels());
  }

  private EcgDataset beats(Attempt attempt, LabelScheme labels) throws IOException {
    DatasetOptions options = attempt.recipe().input().withLabels(labels);
    EcgDataset beats = loaded.get(options);
    if (beats == null) {
      beats = EcgDataset.load(records, options);
      loaded.put(options, beats);
    }
    return beats;
  }

  Function<EcgDataset, Split> division(int index) {
    return beats -> protocol.split(beats, index);
  }

  private RecipeRunner runner(Attempt attempt) throws IOException {
    RecipeRunner runner =
        RecipeRunner.of(attempt.recipe(), beats(attempt)).withStore(store).withFeatureCache(cache);
    return attempt.widened() ? runner.withScored(protocol.labels()) : runner;
  }

  private static Evaluation biased(Evaluation evaluation, ClassBias bias) {
    int size = evaluation.exampleCount();
    int classes = evaluation.classNames().size();
    int[] labels = new int[size];
    double[] probabilities = new double[size * classes];
    String[] patients = new String[size];
    String[] names = new String[size];
    double[] row = new double[classes];
    for (int i = 0; i < size; i++) {
      labels[i] = evaluation.label(i);
      patients[i] = evaluation.patient(i);
      names[i] = evaluation.record(i);
      for (int c = 0; c < classes; c++) {
        row[c] = evaluation.probability(i, c);
      }
      System.arraycopy(bias.apply(row), 0, probabilities, i * classes, classes);
    }
    return Evaluation.ofClasses(
            evaluation.classNames(), labels, probabilities, Arrays.asList(patients))
        .withRecords(Arrays.asList(names))
        .withRole(evaluation.role());
  }

  /**
   * All folds' predictions as of one model. Each fold has a threshold of its own: its probabilities
   * are moved on the scale of log odds so that it comes to lie at 0.5.
   */
  private static Evaluation pooled(List<Evaluation> folds, List<Double> thresholds) {
    int total = folds.stream().mapToInt(Evaluation::exampleCount).sum();
    int[] labels = new int[total];
    double[] probabilities = new double[total];
    String[] patients = new String[total];
    String[] names = new String[total];
    int at = 0;
    for (int f = 0; f < folds.size(); f++) {
      Evaluation fold = folds.get(f);
      double shift = logit(thresholds.get(f));
      for (int i = 0; i < fold.exampleCount(); i++, at++) {
        labels[at] = fold.label(i);
        probabilities[at] = 1 / (1 + Math.exp(shift - logit(fold.probability(i, 1))));
        patients[at] = fold.patient(i);
        names[at] = fold.record(i);
      }
    }
    return Evaluation.of(labels, probabilities, patients)
        .withRecords(Arrays.asList(names))
        .withRole(Evaluation.Role.HELD_OUT);
  }

  private static double logit(double probability) {
    double inside = Math.max(MARGIN, Math.min(1 - MARGIN, probability));
    return Math.log(inside / (1 - inside));
  }
}
