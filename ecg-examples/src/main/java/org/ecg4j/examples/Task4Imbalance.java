package org.ecg4j.examples;

import java.io.IOException;
import java.util.Locale;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.LogScale;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.sampling.ClassWeights;
import org.ecg4j.sampling.RandomOverSampler;
import org.ecg4j.sampling.RandomRebalancer;
import org.ecg4j.sampling.RandomUnderSampler;
import org.ecg4j.sampling.SamplingStrategy;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Loss;
import org.ecg4j.training.TrainingOptions;

/**
 * Task 4: few beats are abnormal. Prints how few, the class weights that make up for it, and what
 * weights, over-sampling, under-sampling and both together do to F1.
 *
 * <p>A quarter of the training patients judge the five ways. The test patients do not: what is
 * chosen on them cannot be judged on them any more.
 *
 * <pre>{@code
 * train: 1,484 normal (83.04 %), 303 abnormal (16.96 %)
 * test: 739 normal (82.29 %), 159 abnormal (17.71 %)
 * weights: normal 0.607, abnormal 2.845
 *                 normal  abnormal  precision  recall     F1
 * as they are      1,116       238      0.969   0.954  0.961
 * class weights    1,116       238      0.696   0.985  0.815
 * over-sampled     1,116     1,116      0.955   0.985  0.970
 * under-sampled      238       238      0.217   1.000  0.357
 * combined           677       677      0.984   0.954  0.969
 * }</pre>
 */
public final class Task4Imbalance {
  private static final long SEED = 1;
  private static final TrainingOptions UNWEIGHTED =
      TrainingOptions.defaults().withLoss(Loss.crossEntropy());
  private static final TrainingOptions WEIGHTED =
      UNWEIGHTED.withLoss(Loss.crossEntropy().withClassWeights(ClassWeights.balanced()));

  private Task4Imbalance() {}

  /**
   * Runs the example.
   *
   * @param args the database and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);
    Split split =
        EcgDataset.load(folders.data(), DatasetOptions.defaults().withLabels(LabelScheme.course()))
            .split(Splits.mitBihCourse());
    printShares("train", split.train());
    printShares("test", split.test());
    EcgPlots.classDistribution(split)
        .writePng(folders.output().resolve("task4-distribution.png"), 1);

    TrainingSet.Inner patients =
        split
            .train()
            .map(Stft.of(StftOptions.defaults()).then(LogScale.of(0.001)))
            .validation(0.25, SEED);
    TrainingSet fit = patients.fit();
    double[] weights = ClassWeights.balanced().weights(fit.classNames(), fit.classCounts());
    System.out.printf(Locale.ROOT, "weights: normal %.3f, abnormal %.3f%n", weights[0], weights[1]);

    System.out.println("                normal  abnormal  precision  recall     F1");
    SamplingStrategy even = SamplingStrategy.auto();
    compare("as they are", fit, UNWEIGHTED, patients.validation());
    compare("class weights", fit, WEIGHTED, patients.validation());
    compare(
        "over-sampled",
        RandomOverSampler.of(even, SEED).sample(fit),
        UNWEIGHTED,
        patients.validation());
    compare(
        "under-sampled",
        RandomUnderSampler.of(even, SEED).sample(fit),
        UNWEIGHTED,
        patients.validation());
    compare(
        "combined", RandomRebalancer.of(1, SEED).sample(fit), UNWEIGHTED, patients.validation());
  }

  private static void printShares(String name, Examples examples) {
    int[] counts = examples.classCounts();
    System.out.printf(
        Locale.ROOT,
        "%s: %,d normal (%.2f %%), %,d abnormal (%.2f %%)%n",
        name,
        counts[0],
        100.0 * counts[0] / examples.size(),
        counts[1],
        100.0 * counts[1] / examples.size());
  }

  private static void compare(
      String name, TrainingSet fit, TrainingOptions options, TrainingSet others) {
    try (TrainedModel model = EcgTrainer.train(Models.cnn(), fit, options)) {
      Evaluation evaluation = model.evaluate(others);
      System.out.printf(
          Locale.ROOT,
          "%-14s %,7d %,9d %10.3f %7.3f %6.3f%n",
          name,
          fit.classCounts()[0],
          fit.classCounts()[1],
          evaluation.value(Metric.PRECISION),
          evaluation.value(Metric.RECALL),
          evaluation.value(Metric.F1));
    }
  }
}
