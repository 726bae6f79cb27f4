package org.ecg4j.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecg4j.segment.Extent;
import org.ecg4j.segment.WindowOptions;
import org.ecg4j.segment.WindowOptions.EdgePolicy;
import org.ecg4j.segment.WindowOptions.Normalization;
import org.junit.jupiter.api.Test;

/** A pipeline knows how its windows were cut, and two that were cut alike are alike. */
class PipelineTest {
  private static final InputSpec SPEC = InputSpec.ofSignal(10, List.of("MLII"), 7);
  private static final WindowOptions WINDOW =
      WindowOptions.of(Extent.ofSamples(3), Extent.of(Duration.ofMillis(400)));

  private static String fingerprint(WindowOptions window) {
    return Pipeline.of(SPEC, window).fingerprint();
  }

  @Test
  void datasetsTellTheirWindows() {
    DatasetOptions options = DatasetOptions.defaults().withWindow(WINDOW);
    EcgDataset beats =
        EcgDataset.of(List.of(SyntheticRecords.ramp("a", 40, "NVN", "MLII")), options);
    assertThat(beats.pipeline().window()).isEqualTo(Optional.of(WINDOW));
    assertThat(beats.raw().pipeline()).isEqualTo(beats.pipeline());
    assertThat(beats.asTrainingSet().raw().pipeline()).isEqualTo(beats.pipeline());
  }

  @Test
  void fingerprintTellsWhereWindowsBeginAndTheirScale() {
    assertThat(fingerprint(WINDOW.withEdges(EdgePolicy.ZERO))).isEqualTo(fingerprint(WINDOW));
    assertThat(fingerprint(WindowOptions.of(Extent.of(Duration.ofMillis(300)), WINDOW.after())))
        .isEqualTo(fingerprint(WINDOW));
    assertThat(fingerprint(WindowOptions.of(Extent.ofSamples(4), Extent.ofSamples(3))))
        .isNotEqualTo(fingerprint(WINDOW));
    assertThat(fingerprint(WINDOW.withNormalization(Normalization.WINDOW_Z_SCORE)))
        .isNotEqualTo(fingerprint(WINDOW));
    assertThat(Pipeline.of(SPEC).fingerprint()).isNotEqualTo(fingerprint(WINDOW));
  }

  @Test
  void windowsOfAnotherLengthAreRefused() {
    assertThatThrownBy(
            () -> Pipeline.of(SPEC, WindowOptions.of(Extent.ofSamples(3), Extent.ofSamples(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 samples")
        .hasMessageContaining("time 7");
  }
}
