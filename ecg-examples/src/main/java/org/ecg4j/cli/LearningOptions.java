package org.ecg4j.cli;

import java.util.Locale;
import org.ecg4j.sampling.ClassWeights;
import org.ecg4j.training.Loss;
import org.ecg4j.training.TrainingOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a network learns. */
final class LearningOptions {
  private static final double HALF = 0.5;

  /** How much the examples of a rare class weigh in the loss. */
  enum Weights {
    BALANCED,
    ROOT,
    NONE;

    Loss apply(Loss loss) {
      return switch (this) {
        case BALANCED -> loss.withClassWeights(ClassWeights.balanced());
        case ROOT -> loss.withClassWeights(ClassWeights.power(HALF));
        case NONE -> loss;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--epochs",
      defaultValue = "5",
      description = "Passes over the training beats; default ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--batch-size",
      defaultValue = "64",
      description = "Beats of a step; default ${DEFAULT-VALUE}.")
  private int batchSize;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.001",
      description = "Of Adam; default ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(
      names = "--weights",
      defaultValue = "balanced",
      description =
          "Of rare classes in the loss: one of ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}"
              + " (inverse frequency); root is its square root.")
  private Weights weights;

  @Option(
      names = "--sampling",
      defaultValue = "none",
      description =
          "Of uneven classes, training beats only: one of ${COMPLETION-CANDIDATES}; default"
              + " ${DEFAULT-VALUE}.")
  private SamplingChoice sampling;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides everything left to chance; default ${DEFAULT-VALUE}.")
  private long seed;

  @Mixin private RuntimeChoice runtime;

  /** Made by picocli. */
  LearningOptions() {}

  long seed() {
    return seed;
  }

  SamplingChoice sampling() {
    return sampling;
  }

  TrainingOptions options(int classCount) {
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(epochs)
            .withBatchSize(batchSize)
            .withLearningRate(learningRate)
            .withSeed(seed)
            .withLoss(weights.apply(Loss.crossEntropy()))
            .withRuntime(runtime.options());
    return sampling.apply(options, classCount);
  }
}
