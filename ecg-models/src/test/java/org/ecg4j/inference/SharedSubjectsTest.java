package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.SplitRule;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.Test;

/**
 * A model that saw some of the patients is judged only where a published split says that it has
 * them on both sides.
 */
class SharedSubjectsTest {

  private static EcgDataset patientsThreeFiveSix(Set<String> declared) {
    // Patients p3 to p6, of which p4 is left to the other side.
    SplitRule rule =
        new SplitRule(
            "published",
            declared,
            records -> new SplitRule.Division(Set.of("p4"), Set.of("p3", "p5", "p6")));
    return SyntheticExamples.dataset(40, 2, 3, 9).split(rule).test();
  }

  @Test
  void aPartialOverlapMustBeDeclared() {
    TrainingOptions options = TrainingOptions.defaults().withEpochs(1).withBatchSize(16);
    try (TrainedModel model =
        EcgTrainer.train(
            Models.biLstm().withHiddenUnits(8), SyntheticExamples.training(40, 2, 0, 1), options)) {
      EcgDataset undeclared = patientsThreeFiveSix(Set.of());
      assertThatThrownBy(() -> model.evaluate(undeclared))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[p3] were seen in training");
      Evaluation published = model.evaluate(patientsThreeFiveSix(Set.of("p3")));
      assertThat(published.role()).isEqualTo(Evaluation.Role.HELD_OUT);
      assertThat(published.exampleCount()).isEqualTo(30);
      assertThat(model.evaluate(SyntheticExamples.dataset(40, 2, 0, 1)).role())
          .isEqualTo(Evaluation.Role.TRAIN);
    }
  }
}
