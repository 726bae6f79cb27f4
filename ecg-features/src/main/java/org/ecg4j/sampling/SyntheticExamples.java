package org.ecg4j.sampling;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.TrainingSet;

/** Synthetic examples with the rows of their parents, as they are made. */
final class SyntheticExamples {
  private final List<float[]> values = new ArrayList<>();
  private final List<Integer> firstParent = new ArrayList<>();
  private final List<Integer> secondParent = new ArrayList<>();

  void add(float[] example, int first, int second) {
    values.add(example);
    firstParent.add(first);
    secondParent.add(second);
  }

  TrainingSet appendTo(TrainingSet train, String why) {
    return train.append(
        values.toArray(float[][]::new),
        firstParent.stream().mapToInt(Integer::intValue).toArray(),
        secondParent.stream().mapToInt(Integer::intValue).toArray(),
        why);
  }
}
