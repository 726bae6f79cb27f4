package org.ecg4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.inference.BeatPrediction;
import org.ecg4j.inference.EcgClassifier;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;
import org.ecg4j.wfdb.AnnotationSet;
import org.ecg4j.wfdb.Wfdb;

/**
 * Train on WFDB records of your own: other classes, leads, rates and windows than the defaults.
 * Then let the model annotate a record in which nobody has marked the beats yet.
 *
 * <pre>{@code
 * fraction 0.3, seed 1: train 8 patients, 1810 beats; test 4 patients, 882 beats
 * 882 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *                   normal       atrial  ventricular
 * normal               642           13            0
 * atrial                37           15            0
 * ventricular            0            3          172
 * accuracy 0.9399, macro F1 0.7718, macro AUROC 0.9524, kappa 0.8449
 * 270 beats found and annotated in record 105
 * }</pre>
 */
public final class TrainOnYourRecords {
  private TrainOnYourRecords() {}

  /**
   * Runs the example.
   *
   * @param args the folder of records and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);

    // Which symbols make which class; beats with other symbols are left out.
    Map<String, String> classOfSymbol = new LinkedHashMap<>();
    classOfSymbol.put("N", "normal");
    classOfSymbol.put("A", "atrial");
    classOfSymbol.put("V", "ventricular");
    DatasetOptions options =
        DatasetOptions.defaults()
            .withAnnotator("atr") // the suffix of the files with the beats
            .withLabels(LabelScheme.of("mine", classOfSymbol))
            .withLeads(LeadSelection.preferring("II", "MLII")) // the first that a record has
            .withSamplingRateHz(250) // records of other rates are resampled
            .withSubjects(Map.of("201", "man 1", "202", "man 1")) // others are one person each
            .withWindow(
                WindowOptions.of(
                    Extent.of(Duration.ofMillis(800)), Extent.of(Duration.ofMillis(800))));
    EcgDataset beats = EcgDataset.load(folders.data(), options);
    Split split = beats.split(Splits.fraction(0.3, 1));
    System.out.println(split);

    Path file = folders.output().resolve("mine.ecgm");
    try (TrainedModel model =
        EcgTrainer.train(
            Models.cnn().withBatchNorm(true), split.train(), TrainingOptions.defaults())) {
      System.out.println(model.evaluate(split.test()));
      model.save(file);
    }
    annotate(file, folders.data().resolve(split.test().recordNames().get(0)), folders.output());
  }

  private static void annotate(Path model, Path recordPath, Path output) throws IOException {
    EcgRecord record = Wfdb.read(recordPath);
    long[] beats =
        QrsDetector.detect(record, QrsOptions.defaults(), record.leads().get(0)).stream()
            .mapToLong(Annotation::sample)
            .toArray();
    try (EcgClassifier classifier = EcgClassifier.load(model).withResampling()) {
      List<Annotation> found =
          classifier.predict(record, beats).stream()
              .map(beat -> Annotation.of(beat.beatSample(), code(beat)))
              .toList();
      Wfdb.writeAnnotations(output.resolve(record.name()), "mine", AnnotationSet.of(found));
      System.out.println(found.size() + " beats found and annotated in record " + record.name());
    }
  }

  private static AnnotationCode code(BeatPrediction beat) {
    return switch (beat.className()) {
      case "atrial" -> AnnotationCode.APC;
      case "ventricular" -> AnnotationCode.PVC;
      default -> AnnotationCode.NORMAL;
    };
  }
}
