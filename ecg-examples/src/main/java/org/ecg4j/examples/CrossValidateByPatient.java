package org.ecg4j.examples;

import java.io.IOException;
import java.util.Locale;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.BootstrapOptions;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.evaluation.OperatingPoint;
import org.ecg4j.evaluation.OutOfFoldPredictions;
import org.ecg4j.features.Standardizer;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.Models;
import org.ecg4j.plots.EcgPlots;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.training.CrossValidation;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/**
 * Cross-validation in which every training patient is judged by a network that never saw them. The
 * threshold is chosen on these predictions, and only then the test patients are looked at.
 *
 * <pre>{@code
 * F1 0.915 [0.821, 0.948]
 * patient  examples  positive     TP     FP     FN   Se %   +P %   F1 %
 * 105           267        81     77      7      4  95.06  91.67  93.33
 * 119           190        32     32      5      0 100.00  86.49  92.75
 * 100           255        72     72      9      0 100.00  88.89  94.12
 * 101           182        13      7      6      6  53.85  53.85  53.85
 * 203           244        12      9      3      3  75.00  75.00  75.00
 * 208           243        33     33      0      0 100.00 100.00 100.00
 * 103           207        14     14      6      0 100.00  70.00  82.35
 * 200           199        46     45      4      1  97.83  91.84  94.74
 * threshold 0.721
 * 898 examples of 4 patients (HELD_OUT)
 * truth \ predicted
 *             normal  abnormal
 * normal         738         1
 * abnormal        12       147
 * accuracy 0.9855, precision 0.9932, recall 0.9245, F1 0.9577, AUROC 0.9861, average precision 0.9810
 * }</pre>
 */
public final class CrossValidateByPatient {
  private CrossValidateByPatient() {}

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

    OutOfFoldPredictions predictions =
        CrossValidation.byPatient(4)
            .withPreparation(CrossValidateByPatient::prepare)
            .run(Models.cnn(), split.train(), TrainingOptions.defaults())
            .predictions();
    Evaluation held = predictions.evaluate();
    System.out.println("F1 " + held.interval(Metric.F1, BootstrapOptions.defaults()));
    System.out.print(held.perPatientTable());
    EcgPlots.patientF1(held).writePng(folders.output().resolve("patients.png"), 1);

    OperatingPoint point = OperatingPoint.maximumF1(predictions);
    System.out.printf(Locale.ROOT, "threshold %.3f%n", point.threshold());
    try (TrainedModel model =
        EcgTrainer.train(Models.cnn(), prepare(split.train()), TrainingOptions.defaults())) {
      TrainedModel decided = model.withDecision(model.info().decision().at(point));
      System.out.println(decided.evaluate(split.test()));
    }
  }

  /** Done anew for each fold: the patients left out must not shape the standardiser. */
  private static TrainingSet prepare(TrainingSet patients) {
    TrainingSet spectra = patients.map(Stft.of(StftOptions.defaults()));
    return spectra.map(Standardizer.fit(spectra, ValueGrouping.FREQUENCY));
  }
}
