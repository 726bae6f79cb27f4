package org.ecg4j.cli;

import java.util.Locale;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.sampling.Adasyn;
import org.ecg4j.sampling.BalancedBatches;
import org.ecg4j.sampling.RandomOverSampler;
import org.ecg4j.sampling.RandomRebalancer;
import org.ecg4j.sampling.RandomUnderSampler;
import org.ecg4j.sampling.Samplers;
import org.ecg4j.sampling.SamplingStrategy;
import org.ecg4j.sampling.Smote;
import org.ecg4j.training.TrainingOptions;

/** The ways to sample uneven classes that the command line offers by name. */
enum SamplingChoice {
  NONE,
  OVER,
  UNDER,
  COMBINED,
  SMOTE,
  SMOTE_TOMEK,
  SMOTE_ENN,
  ADASYN,
  /** Every batch has as many examples of each class. */
  BATCHES;

  private static final double ONE_TO_TWO = 0.5;

  /** The training set after sampling. */
  TrainingSet sample(TrainingSet set, long seed) {
    SamplingStrategy auto = SamplingStrategy.auto();
    return switch (this) {
      case NONE, BATCHES -> set;
      case OVER -> RandomOverSampler.of(auto, seed).sample(set);
      case UNDER -> RandomUnderSampler.of(auto, seed).sample(set);
      case COMBINED -> RandomRebalancer.of(ONE_TO_TWO, seed).sample(set);
      case SMOTE -> Smote.of(auto, seed).sample(set);
      case SMOTE_TOMEK -> Samplers.smoteTomek(auto, seed).sample(set);
      case SMOTE_ENN -> Samplers.smoteEnn(auto, seed).sample(set);
      case ADASYN -> Adasyn.of(auto, seed).sample(set);
    };
  }

  /** The options with the mix of classes in each batch, where this is what was chosen. */
  TrainingOptions apply(TrainingOptions options, int classCount) {
    return this == BATCHES
        ? options.withRegime(options.regime().withBatches(BalancedBatches.even(classCount)))
        : options;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
