package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.testing.TestData;
import org.ecg4j.wfdb.ReadOptions;
import org.ecg4j.wfdb.Wfdb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams on recordings of people: ectopic beats, flutter without beats, leads swapped. */
@Tag("mitdb")
class StreamingMitBihTest {
  private static final long FIVE_MINUTES = 5 * 60 * 360;

  @ParameterizedTest
  @ValueSource(strings = {"103", "207", "223"})
  void equalsTheBatchFormHoweverItIsCut(String name) throws IOException {
    // 103 has leads MLII and V2, the others MLII and V1.
    EcgRecord record =
        Wfdb.read(
            TestData.mitdb().resolve(name), ReadOptions.defaults().withRange(0, FIVE_MINUTES));
    List<String> lead = List.of("MLII");
    try (EcgClassifier classifier = EcgClassifier.of(StreamModels.spectrogram())) {
      StreamChecks.equalsTheBatchForm(classifier, record, 250);
      float[] samples = StreamModels.interleaved(record, lead);
      List<StreamedBeat> cut = new ArrayList<>();
      StreamingClassifier stream = StreamingClassifier.of(classifier, cut::add);
      SplittableRandom random = new SplittableRandom(name.hashCode());
      for (int at = 0; at < samples.length; ) {
        int count = Math.min(samples.length - at, random.nextInt(500));
        stream.accept(samples, at, count);
        at += count;
      }
      stream.finish();
      assertThat(cut).isEqualTo(StreamModels.streamed(classifier, samples));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "114"})
  void twoLeadsWithRhythmAndShapeEqualTheBatchForm(String name) throws IOException {
    // In 114 the leads MLII and V5 stand the other way round.
    EcgRecord record =
        Wfdb.read(
            TestData.mitdb().resolve(name), ReadOptions.defaults().withRange(0, FIVE_MINUTES));
    try (EcgClassifier classifier = EcgClassifier.of(StreamModels.fusion())) {
      StreamChecks.equalsTheBatchForm(classifier, record, 250);
    }
  }
}
