package org.ecg4j.sampling;

/** Samplers made of two others, by their names in the literature. */
public final class Samplers {
  private Samplers() {}

  /**
   * SMOTE, then Tomek links removed from all classes (Batista et al. 2003).
   *
   * @param strategy which classes SMOTE adds to and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Sampler smoteTomek(SamplingStrategy strategy, long seed) {
    return Smote.of(strategy, seed).then(TomekLinks.of(SamplingStrategy.all()));
  }

  /**
   * SMOTE, then edited nearest neighbours on all classes (Batista et al. 2004).
   *
   * @param strategy which classes SMOTE adds to and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Sampler smoteEnn(SamplingStrategy strategy, long seed) {
    return Smote.of(strategy, seed).then(EditedNearestNeighbours.of(SamplingStrategy.all()));
  }
}
