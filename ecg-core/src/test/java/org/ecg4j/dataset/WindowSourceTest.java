package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.segment.WindowOptions.EdgePolicy;
import org.ecg4j.segment.WindowOptions.Normalization;
import org.junit.jupiter.api.Test;

class WindowSourceTest {
  private static final WindowOptions THREE_BEFORE_FOUR_AFTER =
      WindowOptions.of(Extent.ofSamples(3), Extent.of(Duration.ofMillis(400)));

  private static EcgDataset dataset(EcgRecord record, WindowOptions window) {
    return EcgDataset.of(List.of(record), DatasetOptions.defaults().withWindow(window));
  }

  private static float[] values(Examples examples, int index) {
    float[] values = new float[examples.inputSpec().size()];
    examples.reader().read(index, values, 0);
    return values;
  }

  @Test
  void windowIsHalfOpenAroundTheBeat() {
    EcgDataset beats =
        dataset(SyntheticRecords.ramp("a", 40, "NVN", "MLII"), THREE_BEFORE_FOUR_AFTER);
    assertThat(beats.size()).isEqualTo(3);
    assertThat(values(beats, 0)).containsExactly(7, 8, 9, 10, 11, 12, 13);
    assertThat(values(beats, 1)).containsExactly(17, 18, 19, 20, 21, 22, 23);
    assertThat(beats.labels()).containsExactly(0, 1, 0);
  }

  @Test
  void windowsThatPassAnEndAreLeftOutByDefault() {
    WindowOptions wide = WindowOptions.of(Extent.ofSamples(11), Extent.ofSamples(10));
    // Beats at 10, 20 and 30 of 40 samples: the first would start at -1, the last ends exactly at
    // the record's end.
    EcgDataset beats = dataset(SyntheticRecords.ramp("a", 40, "NVN", "MLII"), wide);
    assertThat(beats.size()).isEqualTo(2);
    assertThat(beats.beatSample(0)).isEqualTo(20);
    EcgDataset shorter = dataset(SyntheticRecords.ramp("a", 39, "NVN", "MLII"), wide);
    assertThat(shorter.size()).isEqualTo(1);
  }

  @Test
  void missingEdgesAreZeroOrMirrored() {
    WindowOptions wide = WindowOptions.of(Extent.ofSamples(13), Extent.ofSamples(3));
    EcgRecord record = SyntheticRecords.ramp("a", 12, "N", "MLII");
    assertThat(values(dataset(record, wide.withEdges(EdgePolicy.ZERO)), 0))
        .containsExactly(0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0);
    assertThat(values(dataset(record, wide.withEdges(EdgePolicy.REFLECT)), 0))
        .containsExactly(3, 2, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 10);
  }

  @Test
  void severalLeadsLieOneAfterAnotherAndAreFoundByName() {
    EcgRecord swapped = SyntheticRecords.ramp("114", 40, "NN", "V5", "MLII");
    DatasetOptions options = DatasetOptions.defaults().withWindow(THREE_BEFORE_FOUR_AFTER);
    EcgDataset one = EcgDataset.of(List.of(swapped), options);
    assertThat(values(one, 0)[0]).isEqualTo(1007);
    EcgDataset two =
        EcgDataset.of(
            List.of(swapped), options.withLeads(LeadSelection.preferring("MLII").withCount(2)));
    assertThat(values(two, 0))
        .containsExactly(1007, 1008, 1009, 1010, 1011, 1012, 1013, 7, 8, 9, 10, 11, 12, 13);
    assertThat(two.inputSpec().leads()).containsExactly("MLII", "V5");
    assertThatThrownBy(
            () -> EcgDataset.of(List.of(swapped), options.withLeads(LeadSelection.exactly("V1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("record 114 has no lead V1; it has V5, MLII");
  }

  @Test
  void normalisationIsOfTheWindowOrOfTheRecord() {
    EcgRecord record = SyntheticRecords.ramp("a", 40, "NN", "MLII");
    // 7..13 has mean 10, standard deviation 2, quartiles 8.5 and 11.5.
    float[] z =
        values(
            dataset(
                record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.WINDOW_Z_SCORE)),
            0);
    assertThat(z).containsExactly(new float[] {-1.5f, -1, -0.5f, 0, 0.5f, 1, 1.5f}, within(1e-6f));
    float[] robust =
        values(
            dataset(record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.WINDOW_ROBUST)),
            0);
    assertThat(robust[0]).isEqualTo(-1f);
    float[] minMax =
        values(
            dataset(
                record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.WINDOW_MIN_MAX)),
            0);
    assertThat(minMax[6]).isEqualTo(1f);
    assertThat(minMax[3]).isEqualTo(0.5f);
    // 0..39 has mean 19.5, variance (1600 - 1) / 12, quartiles 9.75 and 29.25.
    float[] recordZ =
        values(
            dataset(
                record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.RECORD_Z_SCORE)),
            0);
    assertThat(recordZ[0]).isCloseTo((float) ((7 - 19.5) / Math.sqrt(1599 / 12.0)), within(1e-6f));
    float[] recordRobust =
        values(
            dataset(record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.RECORD_ROBUST)),
            0);
    assertThat(recordRobust[0]).isCloseTo((float) ((7 - 19.5) / 19.5), within(1e-6f));
    float[] recordMinMax =
        values(
            dataset(
                record, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.RECORD_MIN_MAX)),
            0);
    assertThat(recordMinMax[0]).isCloseTo(7f / 39, within(1e-6f));
  }

  @Test
  void aFlatWindowIsNotDividedByZero() {
    SignalInfo info = SignalInfo.millivolts("MLII", 10).withCalibration(1, 0);
    EcgRecord flat =
        EcgRecord.of(
                RecordHeader.of("flat", 10, 20),
                List.of(Signal.of(info, new short[20], Signal.NO_MISSING_CODE)))
            .withAnnotations("atr", List.of(Annotation.of(10, AnnotationCode.NORMAL)));
    EcgDataset beats =
        dataset(flat, THREE_BEFORE_FOUR_AFTER.withNormalization(Normalization.WINDOW_Z_SCORE));
    assertThat(values(beats, 0)).containsOnly(0);
  }

  @Test
  void missingSamplesTakeTheValueBefore() {
    short[] samples = {1, 2, 3, 4, 5, 6, 7, -99, -99, 10, 11, 12, 13, 14, 15};
    SignalInfo info = SignalInfo.millivolts("MLII", 10).withCalibration(1, 0);
    EcgRecord record =
        EcgRecord.of(
                RecordHeader.of("gap", 10, samples.length), List.of(Signal.of(info, samples, -99)))
            .withAnnotations(
                "atr",
                List.of(
                    Annotation.of(8, AnnotationCode.NORMAL),
                    Annotation.of(10, AnnotationCode.NORMAL)));
    EcgDataset beats = dataset(record, THREE_BEFORE_FOUR_AFTER);
    assertThat(values(beats, 0)).containsExactly(6, 7, 7, 7, 10, 11, 12);
    assertThat(values(beats, 1)).containsExactly(10, 10, 10, 11, 12, 13, 14);
  }

  @Test
  void gatherEqualsReadingOneByOne() {
    EcgDataset beats =
        dataset(
            SyntheticRecords.ramp("a", 5000, "NV".repeat(240), "MLII"), THREE_BEFORE_FOUR_AFTER);
    int[] indices = new int[300];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (i * 37) % beats.size();
    }
    FloatBuffer gathered = FloatBuffer.allocate(300 * 7);
    beats.gather(indices, gathered);
    for (int i = 0; i < indices.length; i++) {
      float[] expected = values(beats, indices[i]);
      for (int j = 0; j < 7; j++) {
        assertThat(gathered.get(i * 7 + j)).isEqualTo(expected[j]);
      }
    }
    assertThatThrownBy(() -> beats.gather(indices, FloatBuffer.allocate(300 * 7 - 1)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDirectBufferIsFilledAlikeByAnyNumberOfThreads() throws Exception {
    EcgDataset beats =
        dataset(
            SyntheticRecords.ramp("a", 5000, "NV".repeat(240), "MLII"), THREE_BEFORE_FOUR_AFTER);
    int[] indices = new int[400];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (i * 7919) % beats.size();
    }
    for (int threads : new int[] {1, 2, 7}) {
      FloatBuffer batch =
          ByteBuffer.allocateDirect(4 * 400 * 7).order(ByteOrder.nativeOrder()).asFloatBuffer();
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        pool.submit(() -> beats.gather(indices, batch)).get(30, TimeUnit.SECONDS);
      } finally {
        pool.shutdown();
      }
      for (int i = 0; i < indices.length; i++) {
        // Beat i is at sample 10 (i + 1), and a sample's value is its number.
        assertThat(batch.get(i * 7)).isEqualTo(10 * (indices[i] + 1) - 3);
        assertThat(batch.get(i * 7 + 6)).isEqualTo(10 * (indices[i] + 1) + 3);
      }
      assertThat(batch.position()).isZero();
    }
  }

  @Test
  void aWindowBeyondTheRecordIsNoExample() {
    WindowOptions mirrored = THREE_BEFORE_FOUR_AFTER.withEdges(EdgePolicy.REFLECT);
    // Beats at 10, 20 and 30 of 22 samples: the last window would start at 27.
    EcgDataset beats = dataset(SyntheticRecords.ramp("a", 22, "NVN", "MLII"), mirrored);
    assertThat(beats.size()).isEqualTo(2);
    assertThat(values(beats, 1)).containsExactly(17, 18, 19, 20, 21, 20, 19);
  }

  @Test
  void recordsOfDifferentRatesNeedACommonOne() {
    EcgRecord slow = SyntheticRecords.ramp("slow", 100, "NN", "MLII");
    SignalInfo info = SignalInfo.millivolts("MLII", 20);
    EcgRecord fast =
        EcgRecord.of(
                RecordHeader.of("fast", 20, 200),
                List.of(Signal.of(info, new short[200], Signal.NO_MISSING_CODE)))
            .withAnnotations("atr", List.of(Annotation.of(60, AnnotationCode.PVC)));
    DatasetOptions options = DatasetOptions.defaults().withWindow(THREE_BEFORE_FOUR_AFTER);
    assertThatThrownBy(() -> EcgDataset.of(List.of(slow, fast), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fast has 20.0 Hz, record slow 10.0 Hz")
        .hasMessageContaining("withSamplingRateHz");
    EcgDataset common = EcgDataset.of(List.of(slow, fast), options.withSamplingRateHz(10));
    assertThat(common.size()).isEqualTo(3);
    assertThat(common.beatSample(2)).isEqualTo(30);
    assertThat(common.inputSpec().samplingRateHz()).isEqualTo(10);
  }
}
