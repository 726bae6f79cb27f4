package org.ecg4j.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.evaluation.Evaluation;
import org.junit.jupiter.api.Test;

class ThresholdRuleTest {
  private final List<Integer> labels = new ArrayList<>();
  private final List<Double> probabilities = new ArrayList<>();
  private final List<String> patients = new ArrayList<>();

  private void add(String patient, int count, int label, double probability) {
    for (int i = 0; i < count; i++) {
      labels.add(label);
      probabilities.add(probability);
      patients.add(patient);
    }
  }

  private boolean plain() {
    return ThresholdRule.plainIsBetter(
        Evaluation.of(
            labels.stream().mapToInt(Integer::intValue).toArray(),
            probabilities.stream().mapToDouble(Double::doubleValue).toArray(),
            patients));
  }

  @Test
  void aShiftThatAllPatientsShareIsFitted() {
    for (int i = 0; i < 12; i++) {
      add("p" + i, 10, 1, 0.95);
      add("p" + i, 30, 0, 0.7);
    }
    assertThat(plain()).isFalse();
  }

  @Test
  void aThresholdThatOnePatientAsksForIsNot() {
    for (int i = 0; i < 11; i++) {
      add("p" + i, 10, 1, 0.6);
      add("p" + i, 30, 0, 0.3);
    }
    // With this one among those who choose, the best threshold misses all the others' beats.
    add("loud", 3000, 0, 0.8);
    add("loud", 1000, 1, 0.9);
    assertThat(plain()).isTrue();
  }
}
