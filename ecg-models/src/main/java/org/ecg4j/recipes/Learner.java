package org.ecg4j.recipes;

import java.util.Optional;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;

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
}
