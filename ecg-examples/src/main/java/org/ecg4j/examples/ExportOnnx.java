package org.ecg4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/**
 * Takes a network to other runtimes. {@code cnn.onnx} is the network, {@code X.npy} the
 * spectrograms of a record that it did not see, one row each. With Python:
 *
 * <pre>{@code
 * x = numpy.load("X.npy").reshape(-1, 1, 33, 46)
 * logits = onnxruntime.InferenceSession("cnn.onnx").run(None, {"spectrogram": x})[0]
 * probabilities = 1 / (1 + numpy.exp(-logits))
 * }</pre>
 *
 * gives the probabilities of which this prints the first three:
 *
 * <pre>{@code
 * input: spectrogram (lead 1, frequency 33, time 46)
 * output: logits of abnormal
 * probabilities: 0.3485 0.0210 0.9960
 * }</pre>
 */
public final class ExportOnnx {
  private ExportOnnx() {}

  /**
   * Runs the example.
   *
   * @param args the database and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);
    Split split = EcgDataset.load(folders.data()).split(Splits.mitBihCourse());
    Stft stft = Stft.of(StftOptions.defaults());
    EcgDataset record = split.test().ofRecords("213").map(stft);

    try (TrainedModel model =
        EcgTrainer.train(Models.cnn(), split.train().map(stft), TrainingOptions.defaults())) {
      Path file = folders.output().resolve("cnn.onnx");
      model.exportOnnx(file);
      record.toMatrix().writeNpy(folders.output());

      System.out.println("input: " + record.inputSpec().parts().get(0));
      System.out.println("output: logits of " + model.info().classNames().get(1));
      float[] abnormal = model.predict(record);
      System.out.printf(
          Locale.ROOT, "probabilities: %.4f %.4f %.4f%n", abnormal[0], abnormal[1], abnormal[2]);
    }
  }
}
