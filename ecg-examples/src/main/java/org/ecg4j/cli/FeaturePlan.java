package org.ecg4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.features.Standardizer;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.Models;
import org.ecg4j.models.PlannedSpec;

/**
 * The features of a training: one alone as it is; several joined, and with a vector among them all
 * brought to mean 0 and deviation 1 by what the training set shows.
 */
final class FeaturePlan {
  private final boolean vector;
  private final List<ExampleTransform> steps;

  private FeaturePlan(boolean vector, List<ExampleTransform> steps) {
    this.vector = vector;
    this.steps = steps;
  }

  /** Refuses what no network takes, before data are loaded. */
  static void check(Set<FeatureChoice> features) {
    if (features.stream().allMatch(FeatureChoice::isVector)) {
      throw new IllegalArgumentException(
          "--features "
              + features
              + ": rr and morphology go beside stft or waveform, such as --features waveform,rr");
    }
  }

  static FeaturePlan fit(Set<FeatureChoice> features, TrainingSet fit) {
    check(features);
    boolean vector = features.stream().anyMatch(FeatureChoice::isVector);
    List<ExampleTransform> branches = new ArrayList<>();
    for (FeatureChoice feature : features) {
      switch (feature) {
        case STFT -> branches.add(Stft.of(StftOptions.defaults()));
        case RR -> branches.add(RrFeatures.defaults());
        case MORPHOLOGY -> branches.add(MorphologyFeatures.defaults());
        case WAVEFORM -> {
          // The window itself, which a join keeps.
        }
      }
    }
    List<ExampleTransform> steps = new ArrayList<>();
    if (features.size() == 1) {
      steps.addAll(branches);
    } else {
      ExampleTransform[] all = branches.toArray(new ExampleTransform[0]);
      steps.add(
          features.contains(FeatureChoice.WAVEFORM)
              ? FeatureJoin.withInput(all)
              : FeatureJoin.of(all));
    }
    FeaturePlan plan = new FeaturePlan(vector, steps);
    if (vector) {
      steps.add(Standardizer.fit(plan.apply(fit)));
    }
    return plan;
  }

  TrainingSet apply(TrainingSet set) {
    TrainingSet mapped = set;
    for (ExampleTransform step : steps) {
      mapped = mapped.map(step);
    }
    return mapped;
  }

  /** The network as it takes these features: with dense layers beside it for a vector. */
  PlannedSpec network(NetworkChoice choice) {
    return vector ? Models.fusion().withWaveform(choice.spec()) : choice.spec();
  }
}
