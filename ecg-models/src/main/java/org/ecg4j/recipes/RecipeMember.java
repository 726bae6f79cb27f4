package org.ecg4j.recipes;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.features.Standardizer;
import org.ecg4j.features.ValueGrouping;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.sampling.Sampler;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.Regime;
import org.ecg4j.training.TrainingOptions;

/**
 * One network of a {@link Recipe}: what it sees of a window and how it learns.
 *
 * @param features from the raw window to what the network sees; fitted on nothing. Empty for the
 *     window itself
 * @param standardized whether values are standardised with the training examples' means and
 *     deviations, and which values share them
 * @param sampler changes which training examples there are, after features and standardisation. Its
 *     {@code toString} must tell all of it; records do
 * @param network the network
 * @param training how it learns; the seed is the recipe's
 */
public record RecipeMember(
    Optional<ExampleTransform> features,
    Optional<ValueGrouping> standardized,
    Optional<Sampler> sampler,
    ModelSpec network,
    TrainingOptions training)
    implements Learner {
  /** Patients of the training set that watch over early stopping, where there is any. */
  private static final double SHARE_FOR_STOPPING = 0.2;

  /** Checks that the features are fitted on nothing and that everything can be told. */
  public RecipeMember {
    Objects.requireNonNull(standardized, "standardized");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(training, "training");
    Learner.requireReproducible(features, sampler);
  }

  /**
   * A network on the window itself.
   *
   * @param network the network
   * @param training how it learns
   * @return the member
   */
  public static RecipeMember of(ModelSpec network, TrainingOptions training) {
    return new RecipeMember(
        Optional.empty(), Optional.empty(), Optional.empty(), network, training);
  }

  /**
   * The same with features.
   *
   * @param newFeatures from the raw window to what the network sees
   * @return a copy
   */
  public RecipeMember withFeatures(ExampleTransform newFeatures) {
    return new RecipeMember(Optional.of(newFeatures), standardized, sampler, network, training);
  }

  /**
   * The same with standardised values.
   *
   * @param grouping which values share a mean and a deviation
   * @return a copy
   */
  public RecipeMember withStandardization(ValueGrouping grouping) {
    return new RecipeMember(features, Optional.of(grouping), sampler, network, training);
  }

  /**
   * The same with other training examples.
   *
   * @param newSampler chooses them
   * @return a copy
   */
  public RecipeMember withSampler(Sampler newSampler) {
    return new RecipeMember(features, standardized, Optional.of(newSampler), network, training);
  }

  /**
   * The same with another network.
   *
   * @param newNetwork the network
   * @return a copy
   */
  public RecipeMember withNetwork(ModelSpec newNetwork) {
    return new RecipeMember(features, standardized, sampler, newNetwork, training);
  }

  /**
   * The same with other training.
   *
   * @param newTraining how it learns
   * @return a copy
   */
  public RecipeMember withTraining(TrainingOptions newTraining) {
    return new RecipeMember(features, standardized, sampler, network, newTraining);
  }

  @Override
  public String describe() {
    Regime regime = training.regime();
    return String.join(
        "\n",
        "features " + describeFeatures(),
        "standardized " + standardized.map(ValueGrouping::name).orElse("no"),
        "sampler " + sampler.map(Sampler::toString).orElse("none"),
        "network " + network.kind() + " " + network.options(),
        "epochs " + training.epochs() + ", batches of " + training.batchSize(),
        "loss " + training.loss(),
        "optimizer " + training.optimizer(),
        "schedule "
            + regime.schedule()
            + ", clip norm "
            + regime.clipNorm()
            + ", average decay "
            + regime.averageDecay(),
        "batches " + regime.batches().map(Object::toString).orElse("shuffled"),
        "early stopping " + regime.earlyStopping().map(Object::toString).orElse("none"),
        "augmentation " + regime.augmentation().map(Object::toString).orElse("none"));
  }

  /**
   * Trains the network.
   *
   * @param examples raw windows of training patients, or those went through the features already
   * @param seed of this training
   * @return the model, which applies features and standardisation to raw windows; the caller closes
   *     it
   */
  public TrainedModel train(TrainingSet examples, long seed) {
    TrainingSet set = prepared(examples);
    EcgTrainer trainer = EcgTrainer.of(network, training.withSeed(seed));
    if (training.regime().earlyStopping().isEmpty()) {
      return trainer.train(sampled(standardize(set, set)));
    }
    TrainingSet.Inner inner = set.validation(SHARE_FOR_STOPPING, seed);
    return trainer
        .withValidation(standardize(inner.validation(), inner.fit()))
        .train(sampled(standardize(inner.fit(), inner.fit())));
  }

  @Override
  public float[] trainAndPredict(TrainingSet train, Examples held, long seed) {
    try (TrainedModel model = train(train, seed)) {
      return model.predict(asTheModelSees(model, held));
    }
  }

  /** Examples that went through the features already, through what is left of the pipeline. */
  private static Examples asTheModelSees(TrainedModel model, Examples examples) {
    List<ExampleTransform> all = model.info().pipeline().transforms();
    Examples seen = examples;
    for (ExampleTransform step : all.subList(examples.pipeline().transforms().size(), all.size())) {
      seen =
          seen instanceof EcgDataset dataset ? dataset.map(step) : ((TrainingSet) seen).map(step);
    }
    return seen;
  }

  private TrainingSet prepared(TrainingSet examples) {
    List<ExampleTransform> done = examples.pipeline().transforms();
    if (!done.isEmpty()) {
      String wanted =
          features
              .map(own -> examples.raw().map(own))
              .orElseGet(examples::raw)
              .pipeline()
              .fingerprint();
      if (!examples.pipeline().fingerprint().equals(wanted)) {
        throw new IllegalArgumentException(
            "the examples went through "
                + done.stream().map(ExampleTransform::id).toList()
                + ", which is not what the recipe does: "
                + describeFeatures());
      }
      return examples;
    }
    return features.map(examples::map).orElse(examples);
  }

  private TrainingSet standardize(TrainingSet set, TrainingSet fittedOn) {
    return standardized.map(grouping -> set.map(Standardizer.fit(fittedOn, grouping))).orElse(set);
  }

  private TrainingSet sampled(TrainingSet set) {
    return sampler.map(own -> own.sample(set)).orElse(set);
  }
}
