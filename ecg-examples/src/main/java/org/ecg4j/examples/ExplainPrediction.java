package org.ecg4j.examples;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.Explainer;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;
import org.ecg4j.wfdb.Wfdb;

/**
 * Shows which part of a window made the network call a beat abnormal, in two ways: by integrated
 * gradients, and by hiding one piece of the signal after the other. The beat is the one of a test
 * patient of which the network is surest.
 *
 * <pre>{@code
 * beat A at sample 5460: abnormal with probability 0.9159
 * }</pre>
 */
public final class ExplainPrediction {
  private ExplainPrediction() {}

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
    EcgDataset patient = split.test().ofRecords("233");

    try (TrainedModel model =
        EcgTrainer.train(
            Models.cnn(),
            split.train().map(Stft.of(StftOptions.defaults())),
            TrainingOptions.defaults().withEpochs(10))) {
      float[] abnormal = model.predict(patient);
      int surest = 0;
      for (int i = 1; i < abnormal.length; i++) {
        surest = abnormal[i] > abnormal[surest] ? i : surest;
      }
      System.out.printf(
          Locale.ROOT,
          "beat %s at sample %d: abnormal with probability %.4f%n",
          patient.beatCode(surest),
          patient.beatSample(surest),
          abnormal[surest]);

      Explainer explainer = Explainer.of(model);
      List<Attribution> why =
          List.of(
              explainer.integratedGradients(patient, surest, "abnormal"),
              explainer.occlusion(patient, surest, "abnormal"));
      EcgRecord record = Wfdb.read(folders.data().resolve(patient.recordName(surest)));
      long start = patient.beatSample(surest) - why.get(0).sampleCount() / 2;
      EcgPlots.saliency(record, start, why)
          .writePng(folders.output().resolve("explanation.png"), 1);
    }
  }
}
