package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.Set;
import org.ecg4j.dataset.TrainingSet;

/**
 * Removes Tomek links (Tomek 1976): two examples of different classes, each the other's nearest
 * neighbour. The one of a class to be cleaned goes, or both.
 */
public final class TomekLinks implements Sampler {
  private final SamplingStrategy strategy;

  private TomekLinks(SamplingStrategy strategy) {
    this.strategy = strategy;
  }

  /**
   * A cleaner.
   *
   * @param strategy which classes lose examples
   * @return the sampler
   */
  public static TomekLinks of(SamplingStrategy strategy) {
    return new TomekLinks(strategy);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    Set<Integer> cleaned = strategy.toClean(train.classNames(), train.classCounts());
    int[] rows = new int[train.size()];
    Arrays.setAll(rows, i -> i);
    int[][] nearest = Neighbours.of(Points.of(train, rows)).nearestOfOwn(1);
    int[] kept =
        Arrays.stream(rows)
            .filter(row -> !(cleaned.contains(train.label(row)) && isLink(train, nearest, row)))
            .toArray();
    return train.select(kept, "Tomek links removed, " + strategy);
  }

  private static boolean isLink(TrainingSet train, int[][] nearest, int row) {
    if (nearest[row].length == 0) {
      return false;
    }
    int other = nearest[row][0];
    return nearest[other][0] == row && train.label(other) != train.label(row);
  }
}
