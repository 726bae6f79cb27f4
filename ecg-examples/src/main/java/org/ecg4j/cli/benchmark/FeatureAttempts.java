package org.ecg4j.cli.benchmark;

import java.util.List;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.Models;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.training.TrainingOptions;

/** Attempts in the order in which they were made; a name is never used for something else. */
final class FeatureAttempts {
  private FeatureAttempts() {}

  static List<Attempt> list() {
    TrainingOptions five = TrainingOptions.defaults();
    return List.of(
        new Attempt(
            Recipe.of(
                "stft-cnn",
                RecipeMember.of(Models.cnn(), five).withFeatures(Stft.of(StftOptions.defaults()))),
            "where the course stands: spectrogram in mV, CNN, balanced classes, 5 epochs"));
  }
}
