package org.ecg4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.Explainer;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.plots.ReportBeat;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.LeadSelection;

/** The beats that a saved model takes, and why it decided on single ones as it did. */
final class ModelBeats {
  /** Where the signals of a record come from. */
  @FunctionalInterface
  interface RecordSource {
    EcgRecord read(String name) throws IOException;
  }

  private ModelBeats() {}

  /** Windows, labels and leads as the model was trained on; records of another rate resampled. */
  static DatasetOptions options(TrainedModel trained, Path file) {
    Pipeline pipeline = trained.info().pipeline();
    InputSpec raw = pipeline.raw();
    DatasetOptions options =
        DatasetOptions.defaults()
            .withLabels(labels(trained, file))
            .withLeads(new LeadSelection(raw.leads(), raw.leads().size(), false))
            .withSamplingRateHz(raw.samplingRateHz());
    return pipeline.window().map(options::withWindow).orElse(options);
  }

  private static LabelScheme labels(TrainedModel trained, Path file) {
    String text = trained.info().lineage().provenance().asMap().get("labels");
    return Arrays.stream(LabelChoice.values())
        .map(LabelChoice::scheme)
        .filter(scheme -> scheme.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    file
                        + ": it was trained on labels of its own ("
                        + text
                        + "), which the command line cannot make again"));
  }

  /**
   * Beats to look at, right and wrong ones, with what drove each decision.
   *
   * @param each how many of each kind at most
   */
  static List<ReportBeat> examples(
      TrainedModel trained, EcgDataset test, Evaluation judged, int each, RecordSource records)
      throws IOException {
    List<ReportBeat> beats = new ArrayList<>();
    for (int i : ReportBeat.choose(judged, each)) {
      beats.add(explained(trained, test, judged, i, records.read(test.recordName(i))));
    }
    return beats;
  }

  /** One judged beat with what drove the decision, by both methods. */
  static ReportBeat explained(
      TrainedModel trained, EcgDataset windows, Evaluation judged, int index, EcgRecord record) {
    ReportBeat beat = ReportBeat.of(record, windows, judged, index);
    Explainer explainer = Explainer.of(trained);
    return beat.withAttributions(
        windows,
        List.of(
            explainer.integratedGradients(windows, index, beat.predicted()),
            explainer.occlusion(windows, index, beat.predicted())));
  }
}
