package org.ecg4j.sampling;

import java.util.stream.IntStream;
import org.ecg4j.dataset.TrainingSet;

/** Lets a comparison look at the neighbours that SMOTE draws from. */
public final class NearestOfMinority {
  private NearestOfMinority() {}

  /**
   * A sum over the five nearest neighbours of each abnormal example that differs when one does.
   *
   * @param train normal and abnormal examples
   * @return the sum of example times neighbour
   */
  public static double sum(TrainingSet train) {
    int[] rows = IntStream.range(0, train.size()).filter(i -> train.label(i) == 1).toArray();
    int[][] nearest = Neighbours.of(Points.of(train, rows)).nearestOfOwn(5);
    double sum = 0;
    for (int i = 0; i < nearest.length; i++) {
      for (int neighbour : nearest[i]) {
        sum += (i + 1.0) * neighbour;
      }
    }
    return sum;
  }
}
