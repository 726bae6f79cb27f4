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
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.OperatingPoint;
import org.ecg4j.evaluation.OutOfFoldPredictions;
import org.ecg4j.recipes.PredictionStore;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.RecipeRunner;

/** One protocol on one database: judges recipes, out of fold and on the test patients. */
final class ProtocolBench {
  /** Keeps logarithms of odds finite. */
  private static final double MARGIN = 1e-7;

  private final Protocol protocol;
  private final Path data;
  private final Path cache;
  private final PredictionStore store;
  private final Map<DatasetOptions, EcgDataset> loaded = new HashMap<>();

  ProtocolBench(Protocol protocol, Path data, Path cache, PredictionStore store) {
    this.protocol = protocol;
    this.data = data;
    this.cache = cache;
    this.store = store;
  }

  /**
   * A recipe on training patients held out.
   *
   * @param evaluation at the chosen threshold
   * @param threshold of the probability; 0.5 where there are more than two classes
   * @param calibration fitted on the same predictions
   */
  record Tuned(
      RecipeRunner.OutOfFold held,
      Evaluation evaluation,
      double threshold,
      Calibration calibration) {}

  /** Out-of-fold predictions of one division's training patients, and what is chosen from them. */
  Tuned outOfFold(Recipe recipe, int split, long seed) throws IOException {
    RecipeRunner.OutOfFold held =
        runner(recipe).outOfFold(division(split), protocol.innerFolds(), seed);
    OutOfFoldPredictions predictions = held.predictions();
    Evaluation evaluation = predictions.evaluate();
    Calibration calibration = Calibration.fitTemperature(predictions);
    if (!evaluation.isBinary()) {
      return new Tuned(held, evaluation, 0.5, calibration);
    }
    double threshold = OperatingPoint.maximumF1(predictions).threshold();
    return new Tuned(held, evaluation.withThreshold(threshold), threshold, calibration);
  }

  /** The test patients of the one division, or of all folds together. */
  Evaluation test(Recipe recipe, long seed) throws IOException {
    if (protocol.splitCount() == 1) {
      Tuned tuned = outOfFold(recipe, 0, 1);
      Evaluation evaluation = runner(recipe).test(division(0), seed);
      return evaluation.isBinary() ? evaluation.withThreshold(tuned.threshold()) : evaluation;
    }
    List<Evaluation> folds = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    for (int i = 0; i < protocol.splitCount(); i++) {
      thresholds.add(outOfFold(recipe, i, seed).threshold());
      folds.add(runner(recipe).test(division(i), seed));
    }
    return pooled(folds, thresholds);
  }

  /** The dataset of a recipe's leads and windows with the protocol's labels. */
  EcgDataset beats(Recipe recipe) throws IOException {
    DatasetOptions options = recipe.input().withLabels(protocol.labels());
    EcgDataset beats = loaded.get(options);
    if (beats == null) {
      beats = EcgDataset.load(data, options);
      loaded.put(options, beats);
    }
    return beats;
  }

  Function<EcgDataset, Split> division(int index) {
    return beats -> protocol.split(beats, index);
  }

  private RecipeRunner runner(Recipe recipe) throws IOException {
    return RecipeRunner.of(recipe, beats(recipe)).withStore(store).withFeatureCache(cache);
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
    String[] records = new String[total];
    int at = 0;
    for (int f = 0; f < folds.size(); f++) {
      Evaluation fold = folds.get(f);
      double shift = logit(thresholds.get(f));
      for (int i = 0; i < fold.exampleCount(); i++, at++) {
        labels[at] = fold.label(i);
        probabilities[at] = 1 / (1 + Math.exp(shift - logit(fold.probability(i, 1))));
        patients[at] = fold.patient(i);
        records[at] = fold.record(i);
      }
    }
    return Evaluation.of(labels, probabilities, patients)
        .withRecords(Arrays.asList(records))
        .withRole(Evaluation.Role.HELD_OUT);
  }

  private static double logit(double probability) {
    double inside = Math.max(MARGIN, Math.min(1 - MARGIN, probability));
    return Math.log(inside / (1 - inside));
  }
}
