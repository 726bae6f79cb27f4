package com.example;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Splits;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.Models;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;

/** The README's snippet on simulated records under MIT-BIH's names. */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] args) throws Exception {
    EcgSimulator.of(
            SimulatorOptions.defaults()
                .withPatients(6)
                .withDuration(Duration.ofMinutes(3))
                .withRecordNames(List.of("100", "101", "103", "212", "213", "214")))
        .write(Path.of("mitdb"));

    var beats = EcgDataset.load(Path.of("mitdb"));
    var split = beats.split(Splits.mitBihCourse());
    var stft = Stft.of(StftOptions.defaults());
    try (var trained =
        EcgTrainer.train(Models.biLstm(), split.train().map(stft), TrainingOptions.defaults())) {
      Evaluation report = trained.evaluate(split.test());
      trained.save(Path.of("bilstm.ecgm"));
      System.out.println(
          "held-out F1 " + report.value(Metric.F1) + " over " + report.exampleCount() + " beats");
    }
  }
}
