package org.ecg4j.examples;

import java.io.IOException;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/**
 * Task 5: a bidirectional LSTM over the spectrograms, trained on training patients and judged on
 * both them and the test patients. The model goes into a file, with everything needed to use it.
 *
 * <pre>{@code
 * BiLSTM with 56577 weights
 * 1787 examples of 8 patients (TRAIN)
 * truth \ predicted
 *             normal  abnormal
 * normal        1379       105
 * abnormal        34       269
 * accuracy 0.9222, precision 0.7193, recall 0.8878, F1 0.7947, AUROC 0.9629, average precision 0.8961
 * 898 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *             normal  abnormal
 * normal         716        23
 * abnormal        20       139
 * accuracy 0.9521, precision 0.8580, recall 0.8742, F1 0.8660, AUROC 0.9687, average precision 0.9334
 * }</pre>
 */
public final class Task5BiLstm {
  private Task5BiLstm() {}

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

    try (TrainedModel model =
        EcgTrainer.train(Models.biLstm(), train, TrainingOptions.defaults())) {
      System.out.println("BiLSTM with " + model.weightCount() + " weights");
      System.out.println(model.evaluate(train));
      Evaluation test = model.evaluate(split.test());
      System.out.println(test);
      EcgPlots.confusionMatrix(test.confusion())
          .writePng(folders.output().resolve("task5-confusion.png"), 1);
      model.save(folders.output().resolve("task5-bilstm.ecgm"));
    }
  }
}
