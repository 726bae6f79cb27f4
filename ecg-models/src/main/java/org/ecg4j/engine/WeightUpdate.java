package org.ecg4j.engine;

/** One step of an optimiser on a stretch of the weights; called for one stretch after another. */
@FunctionalInterface
public interface WeightUpdate {

  /**
   * Changes some weights by their gradient.
   *
   * @param weights the stretch, from its index 0; modified
   * @param gradient the loss's gradient in them, from its index 0; may be modified
   * @param firstWeight the place of the stretch in the flat order of all trainable weights
   * @param count how many weights
   */
  void update(float[] weights, float[] gradient, int firstWeight, int count);
}
