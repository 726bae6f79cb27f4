package org.ecg4j.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.inference.StreamedBeat;
import org.ecg4j.inference.StreamingClassifier;
import org.ecg4j.models.Models;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;
import org.ecg4j.wfdb.Wfdb;

/**
 * Classifies beats while they happen. A record stands in for the device: its samples come in chunks
 * of 40 ms, and each beat is told of as soon as it is decided.
 *
 * <pre>{@code
 * a beat is known 2.0 s after it
 * 232 beats, 73 of them abnormal
 * }</pre>
 */
public final class StreamFromDevice {
  private static final int CHUNK_SAMPLES = 14; // 40 ms at 360 Hz

  private StreamFromDevice() {}

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
    float[] signalMv = Wfdb.read(folders.data().resolve("213")).signal("MLII").toPhysical();

    try (EcgClassifier classifier =
        EcgClassifier.of(
            EcgTrainer.train(
                Models.cnn(),
                split.train().map(Stft.of(StftOptions.defaults())),
                TrainingOptions.defaults()))) {
      List<StreamedBeat> beats = new ArrayList<>();
      StreamingClassifier stream = StreamingClassifier.of(classifier, beats::add);
      System.out.printf(
          Locale.ROOT, "a beat is known %.1f s after it%n", stream.delay().toMillis() / 1e3);

      for (int start = 0; start < signalMv.length; start += CHUNK_SAMPLES) {
        stream.accept(signalMv, start, Math.min(CHUNK_SAMPLES, signalMv.length - start));
      }
      stream.finish();

      long abnormal =
          beats.stream().filter(beat -> beat.prediction().className().equals("abnormal")).count();
      System.out.println(beats.size() + " beats, " + abnormal + " of them abnormal");
    }
  }
}
