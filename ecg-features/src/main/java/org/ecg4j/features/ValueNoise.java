package org.ecg4j.features;

import org.ecg4j.dataset.InputSpec;

/**
 * White noise on the values of one part, after all transforms.
 *
 * @param part the part's name
 * @param deviation of the noise, in the unit the values have there
 */
record ValueNoise(String part, double deviation) implements AugmentationStep {

  ValueNoise {
    SignalSteps.check(deviation >= 0, "not negative", deviation);
    if (part.equals(InputSpec.SIGNAL)) {
      throw new IllegalArgumentException("noise on the signal is gaussianNoise");
    }
  }

  @Override
  public Worker bind(InputSpec input) {
    int size = input.part(part).size();
    return (values, offset, random) -> {
      for (int i = offset; i < offset + size; i++) {
        values[i] += (float) (deviation * random.nextGaussian());
      }
    };
  }

  @Override
  public String toString() {
    return "featureNoise(" + part + ", " + deviation + ")";
  }
}
