package org.ecg4j.examples;

import java.io.IOException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Regime;
import org.ecg4j.training.Schedule;
import org.ecg4j.training.TrainingOptions;

/**
 * Task 7: AlexNet in one dimension over the spectrograms, with a learning rate that falls along a
 * cosine. Draws the ROC and precision-recall curves of the test patients; the bands show how much
 * they would change with other patients.
 *
 * <pre>{@code
 * AlexNet with 1586049 weights
 * 1787 examples of 8 patients (TRAIN)
 * truth \ predicted
 *             normal  abnormal
 * normal        1443        41
 * abnormal        15       288
 * accuracy 0.9687, precision 0.8754, recall 0.9505, F1 0.9114, AUROC 0.9886, average precision 0.9742
 * 898 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *             normal  abnormal
 * normal         672        67
 * abnormal         7       152
 * accuracy 0.9176, precision 0.6941, recall 0.9560, F1 0.8042, AUROC 0.9758, average precision 0.9514
 * }</pre>
 */
public final class Task7AlexNet {
  private Task7AlexNet() {}

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

    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(10)
            .withRegime(Regime.plain().withSchedule(Schedule.cosine(0)));
    try (TrainedModel model = EcgTrainer.train(Models.alexNet(), train, options)) {
      System.out.println("AlexNet with " + model.weightCount() + " weights");
      System.out.println(model.evaluate(train));
      Evaluation test = model.evaluate(split.test());
      System.out.println(test);
      BootstrapOptions patients = BootstrapOptions.defaults();
      EcgPlots.roc(test, patients).writePng(folders.output().resolve("task7-roc.png"), 1);
      EcgPlots.precisionRecall(test, patients)
          .writePng(folders.output().resolve("task7-precision-recall.png"), 1);
      model.save(folders.output().resolve("task7-alexnet.ecgm"));
    }
  }
}
