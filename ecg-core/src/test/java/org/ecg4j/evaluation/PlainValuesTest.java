package org.ecg4j.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.ecg4j.evaluation.TrainingHistory.Epoch;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
  @Test
  void attributionIsLeadByLead() {
    float[] values = {1, 2, 3, 4, 5, 6};
    Attribution attribution =
        Attribution.of("occlusion", "abnormal", List.of("MLII", "V1"), values);
    values[0] = 9;
    assertThat(attribution.sampleCount()).isEqualTo(3);
    assertThat(attribution.value(0, 0)).isEqualTo(1);
    assertThat(attribution.value(1, 0)).isEqualTo(4);
    assertThat(attribution.value(1, 2)).isEqualTo(6);
    assertThatThrownBy(() -> attribution.value(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Attribution.of("x", "y", List.of("a", "b"), new float[3]))
        .hasMessageContaining("3 values");
  }

  @Test
  void bestEpochMustBeThere() {
    List<Epoch> epochs = List.of(new Epoch(1, 0.7, 0.6, 0.8, 0.5, 0.4, 1e-3, 2.5));
    assertThat(new TrainingHistory("f1", epochs, OptionalInt.of(1)).epochs()).hasSize(1);
    assertThatThrownBy(() -> new TrainingHistory("f1", epochs, OptionalInt.of(2)))
        .hasMessage("best epoch 2 is not in the history");
  }
}
