package org.ecg4j.recipes;

import java.io.IOException;
import java.util.Optional;

/** Keeps what trained members of recipes predicted, so that no training is done twice. */
public interface PredictionStore {

  /** Keeps nothing. */
  PredictionStore NONE =
      new PredictionStore() {
        @Override
        public Optional<float[]> find(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, float[] probabilities, double seconds) {
          // Nothing is kept.
        }
      };

  /**
   * What was kept under a key.
   *
   * @param key tells member, examples and seed, in several lines
   * @return the probabilities, or empty
   * @throws IOException when it cannot be read
   */
  Optional<float[]> find(String key) throws IOException;

  /**
   * Keeps predictions.
   *
   * @param key tells member, examples and seed
   * @param probabilities what was predicted
   * @param seconds how long training and prediction took
   * @throws IOException when it cannot be written
   */
  void put(String key, float[] probabilities, double seconds) throws IOException;
}
