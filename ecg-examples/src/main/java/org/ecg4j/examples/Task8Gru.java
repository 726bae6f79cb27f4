package org.ecg4j.examples;

import java.io.IOException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/**
 * Task 8: a gated recurrent unit over the spectrograms. Prints how sure F1 on the test patients is,
 * and draws it for each of them.
 *
 * <p>The engine computes the unit here. {@code Models.gru().withCell(GruCell.RESET_BEFORE)} is this
 * library's own cell after the equations of Cho et al. 2014: slower, and easier to read.
 *
 * <pre>{@code
 * GRU with 43905 weights
 * 1787 examples of 8 patients (TRAIN)
 * truth \ predicted
 *             normal  abnormal
 * normal        1408        76
 * abnormal        15       288
 * accuracy 0.9491, precision 0.7912, recall 0.9505, F1 0.8636, AUROC 0.9861, average precision 0.9648
 * 898 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *             normal  abnormal
 * normal         733         6
 * abnormal        16       143
 * accuracy 0.9755, precision 0.9597, recall 0.8994, F1 0.9286, AUROC 0.9806, average precision 0.9684
 * F1 with 95 % interval: 0.929 [0.906, 0.966]
 * }</pre>
 */
public final class Task8Gru {
  private Task8Gru() {}

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
    TrainingSet train = split.train().map(Stft.of(StftOptions.defaults()));

    try (TrainedModel model = EcgTrainer.train(Models.gru(), train, TrainingOptions.defaults())) {
      System.out.println("GRU with " + model.weightCount() + " weights");
      System.out.println(model.evaluate(train));
      Evaluation test = model.evaluate(split.test());
      System.out.println(test);
      System.out.println(
          "F1 with 95 % interval: " + test.interval(Metric.F1, BootstrapOptions.defaults()));
      EcgPlots.patientF1(test).writePng(folders.output().resolve("task8-patients.png"), 1);
      model.save(folders.output().resolve("task8-gru.ecgm"));
    }
  }
}
