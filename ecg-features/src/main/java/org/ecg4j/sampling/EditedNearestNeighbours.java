package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.Set;
import org.ecg4j.dataset.TrainingSet;

/** Removes examples whose neighbours do not agree with them (Wilson 1972). */
public final class EditedNearestNeighbours implements Sampler {
  /** When neighbours agree. */
  public enum Agreement {
    /** All neighbours are of the example's class. */
    ALL,
    /** The most frequent class of the neighbours, the first of equals, is the example's. */
    MODE
  }

  private final SamplingStrategy strategy;
  private final Agreement agreement;
  private final int neighbours;

  private EditedNearestNeighbours(SamplingStrategy strategy, Agreement agreement, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("at least one neighbour is needed, not " + neighbours);
    }
    this.strategy = strategy;
    this.agreement = agreement;
    this.neighbours = neighbours;
  }

  /**
   * A cleaner with 3 neighbours, all of which must agree.
   *
   * @param strategy which classes lose examples
   * @return the sampler
   */
  public static EditedNearestNeighbours of(SamplingStrategy strategy) {
    return new EditedNearestNeighbours(strategy, Agreement.ALL, 3);
  }

  /**
   * The same with another rule.
   *
   * @param newAgreement when neighbours agree
   * @return a copy
   */
  public EditedNearestNeighbours withAgreement(Agreement newAgreement) {
    return new EditedNearestNeighbours(strategy, newAgreement, neighbours);
  }

  /**
   * The same with another number of neighbours.
   *
   * @param newNeighbours at least 1
   * @return a copy
   */
  public EditedNearestNeighbours withNeighbours(int newNeighbours) {
    return new EditedNearestNeighbours(strategy, agreement, newNeighbours);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    Set<Integer> cleaned = strategy.toClean(train.classNames(), train.classCounts());
    int[] rows = new int[train.size()];
    Arrays.setAll(rows, i -> i);
    int[][] nearest = Neighbours.of(Points.of(train, rows)).nearestOfOwn(neighbours);
    int[] kept =
        Arrays.stream(rows)
            .filter(
                row ->
                    !cleaned.contains(train.label(row))
                        || agree(train, nearest[row], train.label(row)))
            .toArray();
    return train.select(
        kept, "edited nearest neighbours, " + neighbours + ", " + agreement + ", " + strategy);
  }

  private boolean agree(TrainingSet train, int[] around, int label) {
    if (agreement == Agreement.ALL) {
      return Arrays.stream(around).allMatch(row -> train.label(row) == label);
    }
    int[] votes = new int[train.classNames().size()];
    for (int row : around) {
      votes[train.label(row)]++;
    }
    return SamplingStrategy.majorityOf(votes) == label;
  }
}
