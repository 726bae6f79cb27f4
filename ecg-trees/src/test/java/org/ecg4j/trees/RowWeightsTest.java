package org.ecg4j.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.simulate.EcgSimulator;
import org.ecg4j.simulate.SimulatorOptions;
import org.junit.jupiter.api.Test;

class RowWeightsTest {
  private static final TrainingSet TRAIN =
      EcgDataset.of(
              EcgSimulator.of(
                      SimulatorOptions.defaults()
                          .withPatients(3)
                          .withDuration(Duration.ofSeconds(60)))
                  .records(),
              DatasetOptions.defaults())
          .asTrainingSet();

  @Test
  void groupsCountByTheRootOfTheirSize() {
    // Four normal beats and one V of the first patient, one normal beat of the second.
    String[] groups = {"p1 N", "p1 N", "p1 N", "p1 V", "p1 N", "p2 N"};
    double[] weights = RowWeights.byGroup(groups);
    assertThat(weights).containsExactly(0.5, 0.5, 0.5, 1, 0.5, 1);
    // Normal beats weigh 3 in all and V beats 1; six examples in two classes: 3 each.
    RowWeights.equalTotals(weights, new int[] {0, 0, 0, 1, 0, 0}, 2);
    assertThat(weights).containsExactly(0.5, 0.5, 0.5, 3, 0.5, 1);
  }

  @Test
  void aClassWithoutExamplesTakesNoShare() {
    double[] weights = {1, 1, 1, 1};
    RowWeights.equalTotals(weights, new int[] {0, 2, 2, 2}, 3);
    double third = 2 / 3.0;
    assertThat(weights).containsExactly(new double[] {2, third, third, third}, within(1e-12));
  }

  @Test
  void patientsAndSymbolsOfATrainingSetAreTheGroups() {
    float[] weights = RowWeights.of(TRAIN, TreeOptions.Balance.PATIENT_SYMBOLS);
    Map<String, Integer> sizes = new HashMap<>();
    for (int i = 0; i < TRAIN.size(); i++) {
      sizes.merge(TRAIN.subject(i) + TRAIN.beatCode(i), 1, Integer::sum);
    }
    double[] totals = new double[2];
    for (int i = 0; i < weights.length; i++) {
      totals[TRAIN.label(i)] += weights[i];
      for (int j = 0; j < i; j += 17) {
        if (TRAIN.label(i) == TRAIN.label(j)) {
          double sizeRatio =
              sizes.get(TRAIN.subject(j) + TRAIN.beatCode(j))
                  / (double) sizes.get(TRAIN.subject(i) + TRAIN.beatCode(i));
          assertThat(weights[i] / weights[j])
              .isCloseTo((float) Math.sqrt(sizeRatio), within(1e-4f));
        }
      }
    }
    assertThat(sizes).hasSizeGreaterThan(3);
    assertThat(totals[0]).isCloseTo(TRAIN.size() / 2.0, within(1e-2));
    assertThat(totals[1]).isCloseTo(TRAIN.size() / 2.0, within(1e-2));
  }

  @Test
  void classesAloneCountByTheirSize() {
    int[] counts = TRAIN.classCounts();
    float[] weights = RowWeights.of(TRAIN, TreeOptions.Balance.CLASSES);
    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i]).isCloseTo(TRAIN.size() / (2f * counts[TRAIN.label(i)]), within(1e-4f));
    }
    assertThat(RowWeights.of(TRAIN, TreeOptions.Balance.NONE)).containsOnly(1);
  }
}
