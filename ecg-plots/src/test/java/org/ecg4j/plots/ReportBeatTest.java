package org.ecg4j.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.junit.jupiter.api.Test;

class ReportBeatTest {
  private static final EcgRecord RECORD = Simulated.spikes();
  private static final Extent EXTENT = Extent.of(Duration.ofMillis(400));

  /** Beats V at 2 s and N at 3 s, at half the record's rate. */
  private static EcgDataset halfRate() {
    return EcgDataset.of(
        List.of(RECORD),
        DatasetOptions.defaults()
            .withSamplingRateHz(Simulated.RATE_HZ / 2)
            .withWindow(WindowOptions.of(EXTENT, EXTENT)));
  }

  private static Evaluation judged() {
    return Evaluation.of(new int[] {1, 0}, new double[] {0.8, 0.7}, List.of("p", "p"));
  }

  @Test
  void beatsAreThoseOfTheEvaluationInTheRecordsRate() {
    ReportBeat v = ReportBeat.of(RECORD, halfRate(), judged(), 0);
    assertThat(v.beatSample()).isEqualTo(500);
    assertThat(List.of(v.truth(), v.predicted())).containsExactly("abnormal", "abnormal");
    assertThat(v.probability()).isEqualTo(0.8);
    assertThat(v.isRight()).isTrue();
    assertThat(v.picture().title()).isEqualTo("Record s<1>&, beat V at 0:02.00");
    ReportBeat n = ReportBeat.of(RECORD, halfRate(), judged(), 1);
    assertThat(n.beatSample()).isEqualTo(750);
    assertThat(List.of(n.truth(), n.predicted())).containsExactly("normal", "abnormal");
    assertThat(n.isRight()).isFalse();
  }

  @Test
  void attributionsAreBroughtToTheRecordsRateAndLeads() {
    float[] values = new float[100];
    for (int t = 0; t < values.length; t++) {
      values[t] = t;
    }
    // The record has no MLII: the dataset took its first lead, A.
    ReportBeat beat =
        ReportBeat.of(RECORD, halfRate(), judged(), 0)
            .withAttributions(
                halfRate(), List.of(Attribution.of("m", "abnormal", List.of("MLII"), values)));
    assertThat(beat.startSample()).isEqualTo(400);
    Attribution drawn = beat.attributions().get(0);
    assertThat(drawn.leads()).containsExactly("A");
    assertThat(drawn.sampleCount()).isEqualTo(200);
    assertThat(drawn.values()).startsWith(0, 0, 1, 1, 2).endsWith(98, 99, 99);
    assertThat(beat.picture().title()).isEqualTo("Record s<1>& at 0:01.6: what spoke for abnormal");
  }

  @Test
  void recordsMustBeThoseOfTheExamples() {
    EcgRecord other = RECORD.withHeader(RecordHeader.of("other", Simulated.RATE_HZ, 1000));
    assertThatThrownBy(() -> ReportBeat.of(other, halfRate(), judged(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s<1>&")
        .hasMessageContaining("other");
  }
}
