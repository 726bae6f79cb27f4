package org.ecg4j.examples;

import java.io.IOException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EarlyStopping;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Monitor;
import org.ecg4j.training.Regime;
import org.ecg4j.training.TrainingOptions;

/**
 * Task 6: a convolutional network over the spectrograms. A fifth of the training patients, whom it
 * does not learn from, watch it: training ends when their loss has not fallen for more than three
 * epochs, and the best epoch's weights are kept.
 *
 * <pre>{@code
 * CNN with 99969 weights
 * 16 epochs, the best is number 12
 * 1787 examples of 8 patients (TRAIN)
 * truth \ predicted
 *             normal  abnormal
 * normal        1484         0
 * abnormal         2       301
 * accuracy 0.9989, precision 1.0000, recall 0.9934, F1 0.9967, AUROC 1.0000, average precision 1.0000
 * 898 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *             normal  abnormal
 * normal         734         5
 * abnormal        14       145
 * accuracy 0.9788, precision 0.9667, recall 0.9119, F1 0.9385, AUROC 0.9799, average precision 0.9685
 * }</pre>
 */
public final class Task6Cnn {
  private Task6Cnn() {}

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
    TrainingSet.Inner patients = train.validation(0.2, 1);

    Regime untilItStalls = Regime.plain().withEarlyStopping(EarlyStopping.of(Monitor.loss(), 3));
    EcgTrainer trainer =
        EcgTrainer.of(
                Models.cnn().withBatchNorm(true),
                TrainingOptions.defaults().withEpochs(20).withRegime(untilItStalls))
            .withValidation(patients.validation());
    try (TrainedModel model = trainer.train(patients.fit())) {
      TrainingHistory history = model.info().lineage().history();
      System.out.println("CNN with " + model.weightCount() + " weights");
      System.out.println(
          history.epochs().size()
              + " epochs, the best is number "
              + history.bestEpoch().getAsInt());
      System.out.println(model.evaluate(train));
      System.out.println(model.evaluate(split.test()));
      EcgPlots.trainingCurves(history).writePng(folders.output().resolve("task6-curves.png"), 1);
      model.save(folders.output().resolve("task6-cnn.ecgm"));
    }
  }
}
