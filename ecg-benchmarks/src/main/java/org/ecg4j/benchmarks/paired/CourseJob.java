package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Loss;
import org.ecg4j.training.Optimizer;
import org.ecg4j.training.TrainingOptions;

/** The course's work from files to scores: load, spectrograms, five epochs of the CNN, scores. */
public final class CourseJob {
  private static final int EPOCHS = 5;
  private static final int BATCH = 32;

  private CourseJob() {}

  /**
   * Does the work and prints the scores.
   *
   * @param args the folder of MIT-BIH
   * @throws IOException when it cannot be read
   */
  public static void main(String[] args) throws IOException {
    EcgDataset beats = EcgDataset.load(Path.of(args[0]), CourseData.courseLabels());
    Split split = beats.split(Splits.mitBihCourse());
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(EPOCHS)
            .withBatchSize(BATCH)
            .withLoss(Loss.crossEntropy())
            .withOptimizer(Optimizer.adam(0.001));
    try (TrainedModel model =
        EcgTrainer.train(
            Models.courseNotebook(CourseNetwork.CNN),
            split.train().map(CourseData.stft()),
            options)) {
      print("train", model.evaluate(split.train()));
      print("test", model.evaluate(split.test()));
    }
  }

  private static void print(String side, Evaluation evaluation) {
    PrintStream out = System.out;
    out.printf(
        Locale.ROOT,
        "%-5s accuracy %.4f F1 %.4f%n",
        side,
        evaluation.value(Metric.ACCURACY),
        evaluation.value(Metric.F1));
  }
}
