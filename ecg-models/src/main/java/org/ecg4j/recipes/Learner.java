package org.ecg4j.recipes;

import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.sampling.Sampler;

/**
 * What a {@link Recipe} is made of: something that learns from training patients and says how
 * likely the classes are for others. {@link RecipeMember} is the network; implementations are
 * immutable.
 */
public interface Learner {

  /**
   * The whole configuration as text, but seed, device and threads. Two learners with the same text
   * are the same: predictions are stored under it.
   *
   * @return several lines
   */
  String describe();

  /**
   * What is made of the raw window first; fitted on nobody, so that it can be computed once for
   * everybody.
   *
   * @return the transform, or empty for the window itself
   */
  Optional<ExampleTransform> features();

  /**
   * Learns from some examples and predicts others.
   *
   * @param train of training patients, through {@link #features()}
   * @param held others, through the same
   * @param seed decides everything left to chance
   * @return probabilities: with two classes that of the second, one for each example held; else
   *     those of example i from {@code i * classes}
   */
  float[] trainAndPredict(TrainingSet train, Examples held, long seed);

  /**
   * The examples as the learner sees them.
   *
   * @param examples raw windows
   * @return the same through the features
   */
  default EcgDataset featuresOf(EcgDataset examples) {
    return features().map(examples::map).orElse(examples);
  }

  /**
   * The features as text, the same in every run.
   *
   * @return one line
   */
  default String describeFeatures() {
    return features().stream()
        .flatMap(transform -> transform.steps().stream())
        .map(step -> step.id() + " " + new TreeMap<>(step.options()))
        .collect(Collectors.joining(", then "));
  }

  /**
   * Checks what would make two runs of one description differ.
   *
   * @param features must be fitted on nobody
   * @param sampler must tell all of it in its {@code toString}; records do
   * @throws IllegalArgumentException otherwise
   */
  static void requireReproducible(Optional<ExampleTransform> features, Optional<Sampler> sampler) {
    if (features.isPresent() && !features.get().fittedSubjects().isEmpty()) {
      throw new IllegalArgumentException(
          "the features of a recipe must be fitted on nobody, but "
              + features.get().id()
              + " was fitted on "
              + features.get().fittedSubjects()
              + "; standardisation is the recipe's own step");
    }
    // What Object.toString gives differs from run to run.
    if (sampler.isPresent() && sampler.get().toString().matches("(?s).*@[0-9a-f]{4,8}\\b.*")) {
      throw new IllegalArgumentException(
          "the sampler of a recipe must tell what it is in its toString, not "
              + sampler.get()
              + "; runs are told apart by it");
    }
  }
}
