package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.Explainer;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.EcgReport;
import org.ecg4j.plots.ReportBeat;
import org.ecg4j.plots.ReportModel;
import org.ecg4j.segment.WindowOptions;

/** The HTML report of a run, with beats judged right and wrong and what drove the decisions. */
final class ReportTask {
  private static final int BEATS_OF_A_KIND = 1;

  private ReportTask() {}

  /** Test beats of each class that a model got right and wrong, explained. */
  static List<ReportBeat> explain(Course course, TrainedModel model, Evaluation judged)
      throws IOException {
    EcgDataset test = course.split().test();
    Optional<WindowOptions> window = model.info().pipeline().window();
    Explainer explainer = Explainer.of(model);
    List<ReportBeat> beats = new ArrayList<>();
    for (int i : ReportBeat.choose(judged, BEATS_OF_A_KIND)) {
      ReportBeat beat = ReportBeat.of(course.record(test.recordName(i)), test, judged, i);
      if (window.isPresent()) {
        long before = window.get().before().samples(test.inputSpec().samplingRateHz());
        beat =
            beat.withAttributions(
                beat.beatSample() - before,
                List.of(
                    explainer.integratedGradients(test, i, beat.predicted()),
                    explainer.occlusion(test, i, beat.predicted())));
      }
      beats.add(beat);
    }
    return beats;
  }

  static Path write(Course course, List<TrainedNetwork> networks, String command)
      throws IOException {
    TrainedNetwork first = networks.get(0);
    EcgReport report =
        EcgReport.of("Abnormal heartbeats in " + course.folder().toAbsolutePath().getFileName())
            .withData(course.beats())
            .withSplit(course.split())
            .withFeatures(first.info().pipeline(), FeatureTask.picture(course))
            .withProvenance(course.beats().provenance())
            .withProvenance(first.info().lineage().versions())
            .withCommands(command);
    for (TrainedNetwork network : networks) {
      report = report.withModel(model(network));
    }
    return report.write(course.output());
  }

  private static ReportModel model(TrainedNetwork network) {
    ReportModel model =
        ReportModel.of(network.choice().title())
            .withFact("weights", Integer.toString(network.weights()))
            .withFacts(network.info().spec().options())
            .withFacts(network.info().lineage().options())
            .withHistory(network.info().lineage().history())
            .withTrain(network.train())
            .withTest(network.test());
    for (ReportBeat beat : network.beats()) {
      model = model.withBeat(beat);
    }
    return model;
  }
}
