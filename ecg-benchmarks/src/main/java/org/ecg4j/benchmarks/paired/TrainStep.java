package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Loss;
import org.ecg4j.training.Optimizer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;

/** One epoch of a course network over resident examples, from the same first weights each time. */
final class TrainStep implements Step {
  /** Sizes of epoch that a repetition can have. */
  static final int[] ROWS = {2048, 8192};

  private final CourseNetwork network;
  private final TrainingSet train;
  private final TrainingOptions options;

  TrainStep(CourseData data, CourseNetwork network, int batch, int rows, int threads, boolean tuned)
      throws IOException {
    this.network = network;
    this.train = data.spectrograms().select(IntStream.range(0, rows).toArray(), "an epoch").cache();
    this.options =
        TrainingOptions.defaults()
            .withEpochs(1)
            .withBatchSize(batch)
            .withSeed(CourseData.SEED)
            .withLoss(Loss.crossEntropy())
            .withOptimizer(Optimizer.adam(0.001))
            .withRuntime(RuntimeOptions.defaults().withThreads(threads).withTuneAllocator(tuned));
  }

  @Override
  public Outcome run() {
    try (TrainedModel model = EcgTrainer.train(Models.courseNotebook(network), train, options)) {
      var epoch = model.info().lineage().history().epochs().get(0);
      Map<String, Double> check = new LinkedHashMap<>();
      check.put("loss", epoch.trainLoss());
      return new Outcome(epoch.seconds(), check);
    }
  }
}
