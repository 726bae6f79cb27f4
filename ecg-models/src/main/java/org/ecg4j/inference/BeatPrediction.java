package org.ecg4j.inference;

import java.util.List;

/**
 * What a model says of one beat.
 *
 * @param beatSample where the beat is, counted from the record's start; -1 for a bare window
 * @param className the class it is given
 * @param probabilities of each class, in the order of the model's class names, adding up to 1
 */
public record BeatPrediction(long beatSample, String className, List<Double> probabilities) {

  /** Copies the list. */
  public BeatPrediction {
    probabilities = List.copyOf(probabilities);
  }
}
