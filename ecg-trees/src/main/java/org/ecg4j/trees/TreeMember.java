package org.ecg4j.trees;

import java.util.Objects;
import java.util.Optional;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.EngineUnavailableException;
import org.ecg4j.recipes.Learner;
import org.ecg4j.sampling.Sampler;

/**
 * Boosted trees or a random forest as a member of a recipe, alone or beside networks.
 *
 * <pre>{@code
 * TreeMember trees =
 *     TreeMember.of(TreeOptions.boosting()).withFeatures(MorphologyFeatures.detailed());
 * Recipe recipe = Recipes.twoLeads("mixed", network, trees);
 * Evaluation report = RecipeRunner.of(recipe, beats).test(Protocol.B::split, 1);
 * }</pre>
 *
 * <p>Values need no standardisation; NaN is a missing value. What is grown depends on the seed and
 * not on the number of threads.
 *
 * @param features from the raw window to the values that trees ask about; fitted on nothing. Empty
 *     for the window itself
 * @param sampler changes which training examples there are. Its {@code toString} must tell all of
 *     it; records do
 * @param options how the trees grow
 * @param threads that grow them; one is fastest where other work keeps the processors busy
 */
public record TreeMember(
    Optional<ExampleTransform> features,
    Optional<Sampler> sampler,
    TreeOptions options,
    int threads)
    implements Learner {

  /** Checks that the features are fitted on nothing and that everything can be told. */
  public TreeMember {
    Learner.requireReproducible(features, sampler);
    Objects.requireNonNull(options, "options");
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be 1 to 1024, not " + threads);
    }
  }

  /**
   * Trees on the window itself, grown on one thread.
   *
   * @param options how they grow
   * @return the member
   */
  public static TreeMember of(TreeOptions options) {
    return new TreeMember(Optional.empty(), Optional.empty(), options, 1);
  }

  /**
   * The same with features.
   *
   * @param newFeatures from the raw window to the values that trees ask about
   * @return a copy
   */
  public TreeMember withFeatures(ExampleTransform newFeatures) {
    return new TreeMember(Optional.of(newFeatures), sampler, options, threads);
  }

  /**
   * The same with other training examples.
   *
   * @param newSampler chooses them
   * @return a copy
   */
  public TreeMember withSampler(Sampler newSampler) {
    return new TreeMember(features, Optional.of(newSampler), options, threads);
  }

  /**
   * The same with other trees.
   *
   * @param newOptions how they grow
   * @return a copy
   */
  public TreeMember withOptions(TreeOptions newOptions) {
    return new TreeMember(features, sampler, newOptions, threads);
  }

  /**
   * The same on other threads.
   *
   * @param newThreads how many
   * @return a copy
   */
  public TreeMember withThreads(int newThreads) {
    return new TreeMember(features, sampler, options, newThreads);
  }

  @Override
  public String describe() {
    return String.join(
        "\n",
        "features " + describeFeatures(),
        "sampler " + sampler.map(Sampler::toString).orElse("none"),
        "trees " + options);
  }

  /**
   * {@inheritDoc}
   *
   * @throws EngineUnavailableException when XGBoost or its native library is missing
   */
  @Override
  public float[] trainAndPredict(TrainingSet train, Examples held, long seed) {
    if (!train.inputSpec().equals(held.inputSpec())) {
      throw new IllegalArgumentException(
          "the examples to learn from are "
              + train.inputSpec()
              + ", those to predict "
              + held.inputSpec());
    }
    XgBoostLibrary.require();
    TrainingSet fit = sampler.map(own -> own.sample(train)).orElse(train);
    if (fit.size() == 0 || held.size() == 0) {
      throw new IllegalArgumentException(
          "trees need examples, not "
              + fit.size()
              + " to learn from and "
              + held.size()
              + " to predict");
    }
    float[] weights = RowWeights.of(fit, options.balance());
    int classes = fit.classNames().size();
    float[] values = fit.toMatrix().x();
    try (GrownTrees trees =
        GrownTrees.grow(values, fit.labels(), weights, classes, options, seed, threads)) {
      return trees.probabilities(held.toMatrix().x(), held.size());
    }
  }
}
