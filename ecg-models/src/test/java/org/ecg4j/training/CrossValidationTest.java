package org.ecg4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.Metric;
import org.ecg4j.inference.Ensemble;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidationTest {
  private static final ModelSpec SPEC = Models.biLstm().withHiddenUnits(4).withDropout(0.2);
  private static final TrainingOptions OPTIONS =
      TrainingOptions.defaults()
          .withEpochs(2)
          .withBatchSize(16)
          .withLearningRate(0.02)
          .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
  private static final TrainingSet SET = SyntheticExamples.training(240, 2, 0, 1);

  @TempDir Path folder;

  @Test
  void foldsAtOnceGiveWhatFoldsInTurnGive() {
    CrossValidation folds = CrossValidation.byPatient(4);
    CrossValidation.Result inTurn = folds.run(SPEC, SET, OPTIONS);
    CrossValidation.Result atOnce = folds.withThreadBudget(4).run(SPEC, SET, OPTIONS);
    assertThat(inTurn.predictions().exampleCount()).isEqualTo(240);
    assertThat(inTurn.predictions().folds()).containsExactlyInAnyOrder(0, 1, 2, 3);
    Evaluation one = inTurn.predictions().evaluate();
    Evaluation two = atOnce.predictions().evaluate();
    for (int i = 0; i < one.exampleCount(); i++) {
      assertThat(two.probability(i, 1)).isEqualTo(one.probability(i, 1));
    }
    assertThat(one.value(Metric.ACCURACY)).isGreaterThan(0.7);
    assertThat(inTurn.histories()).hasSize(4);
  }

  @Test
  void anEnsembleAveragesItsMembers() {
    TrainingSet few = SyntheticExamples.training(80, 2, 0, 1);
    try (Ensemble ensemble = EcgTrainer.of(SPEC, OPTIONS).trainEnsemble(few, 1, 2, 3)) {
      float[] mean = ensemble.predict(SET);
      float[][] own = ensemble.members().stream().map(m -> m.predict(SET)).toArray(float[][]::new);
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isEqualTo((float) (((double) own[0][i] + own[1][i] + own[2][i]) / 3));
      }
      assertThat(ensemble.evaluate(SyntheticExamples.dataset(40, 2, 90, 3)).role())
          .isEqualTo(Evaluation.Role.HELD_OUT);
    }
  }

  @Test
  void searchRanksCandidatesAndGoesOnWhereItWas() throws IOException {
    SearchSpace space =
        SearchSpace.of(SPEC, OPTIONS)
            .axis(
                "learningRate",
                List.of(1e-7, 0.02),
                (candidate, rate) ->
                    candidate.withOptions(candidate.options().withLearningRate(rate)));
    Path results = folder.resolve("search.tsv");
    ParameterSearch search =
        ParameterSearch.grid(space)
            .withValidation(CrossValidation.byPatient(2))
            .withResults(results);
    List<ParameterSearch.Trial> trials = search.run(SET);
    assertThat(trials.get(0).candidate().choices()).containsEntry("learningRate", "0.02");
    assertThat(trials.get(0).score()).isGreaterThan(trials.get(1).score());
    List<String> lines = Files.readAllLines(results);
    assertThat(lines).hasSize(3);
    // A line that is there is taken at its word: nothing is trained again.
    String[] fields = lines.get(1).split("\t", -1);
    fields[2] = "0.999";
    String changed = String.join("\t", fields);
    Files.write(results, List.of(lines.get(0), changed, lines.get(2)));
    List<ParameterSearch.Trial> again = search.run(SET);
    assertThat(again.get(0).candidate().choices()).containsEntry("learningRate", "1.0E-7");
    assertThat(again.get(0).score()).isEqualTo(0.999);
    assertThat(
            ParameterSearch.random(space, 1, 4)
                .withValidation(CrossValidation.byPatient(2))
                .withResults(results)
                .run(SET))
        .hasSize(1);
  }
}
