package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.detect.QrsDetector;
import org.ecg4j.detect.QrsOptions;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.segment.LeadSelection;

/** What must hold of a stream on any record. */
final class StreamChecks {
  private StreamChecks() {}

  /**
   * The network is given the same bits, beat by beat, that a dataset of the detector's beats gives,
   * and answers the same but for the rounding of batches.
   */
  static void equalsTheBatchForm(EcgClassifier classifier, EcgRecord record, int leastBeats) {
    Pipeline pipeline = classifier.model().info().pipeline();
    InputSpec raw = pipeline.raw();
    float[] samples = StreamModels.interleaved(record, raw.leads());
    List<float[]> rows = StreamModels.rows(classifier, samples);
    String[] leads = raw.leads().toArray(new String[0]);
    List<Annotation> beats = QrsDetector.detect(record, QrsOptions.defaults(), leads);
    EcgDataset dataset =
        EcgDataset.of(
            List.of(record.withAnnotations("qrs", beats)),
            DatasetOptions.defaults()
                .withAnnotator("qrs")
                .withWindow(pipeline.window().orElseThrow())
                .withLeads(LeadSelection.exactly(leads)));
    for (ExampleTransform transform : pipeline.transforms()) {
      dataset = dataset.map(transform);
    }
    assertThat(rows).hasSize(dataset.size()).hasSizeGreaterThan(leastBeats);
    float[] expected = new float[dataset.inputSpec().size()];
    for (int i = 0; i < rows.size(); i++) {
      dataset.reader().read(i, expected, 0);
      assertThat(rows.get(i)).as("beat %d of %s", i, record.name()).containsExactly(expected);
    }
    List<StreamedBeat> streamed = StreamModels.streamed(classifier, samples);
    List<BeatPrediction> batch = classifier.classify(record);
    assertThat(streamed).hasSameSizeAs(batch);
    for (int i = 0; i < batch.size(); i++) {
      BeatPrediction found = streamed.get(i).prediction();
      assertThat(found.beatSample()).isEqualTo(batch.get(i).beatSample());
      assertThat(found.className()).isEqualTo(batch.get(i).className());
      for (int c = 0; c < found.probabilities().size(); c++) {
        assertThat(found.probabilities().get(c))
            .isCloseTo(batch.get(i).probabilities().get(c), within(1e-6));
      }
    }
  }
}
