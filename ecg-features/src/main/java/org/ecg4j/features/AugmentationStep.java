package org.ecg4j.features;

import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;

/** One kind of change, on one part of an example. */
interface AugmentationStep {

  /** The name of the part it changes. */
  String part();

  /** A worker for one thread. */
  Worker bind(InputSpec input);

  /** Its name and its numbers. */
  @Override
  String toString();

  /** A step at work; the part's values begin at the offset. */
  @FunctionalInterface
  interface Worker {
    void apply(float[] values, int offset, SplittableRandom random);
  }
}
