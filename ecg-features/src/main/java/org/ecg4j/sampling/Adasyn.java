package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.dataset.TrainingSet;

/**
 * Adaptive synthetic sampling (He et al. 2008): as {@link Smote}, but an example starts as many new
 * ones as it has neighbours of other classes, so that what is hard to tell gets more. The number
 * added can differ by rounding from what the strategy asks, as in imbalanced-learn.
 */
public final class Adasyn implements Sampler {
  private final SamplingStrategy strategy;
  private final int neighbours;
  private final long seed;

  private Adasyn(SamplingStrategy strategy, int neighbours, long seed) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("at least one neighbour is needed, not " + neighbours);
    }
    this.strategy = strategy;
    this.neighbours = neighbours;
    this.seed = seed;
  }

  /**
   * A sampler with 5 neighbours.
   *
   * @param strategy which classes and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Adasyn of(SamplingStrategy strategy, long seed) {
    return new Adasyn(strategy, 5, seed);
  }

  /**
   * The same with another number of neighbours.
   *
   * @param newNeighbours at least 1
   * @return a copy
   */
  public Adasyn withNeighbours(int newNeighbours) {
    return new Adasyn(strategy, newNeighbours, seed);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] add = strategy.toAdd(train.classNames(), train.classCounts());
    int[][] rows = RowsByClass.of(train);
    int[] everyRow = new int[train.size()];
    Arrays.setAll(everyRow, i -> i);
    Points everything = Points.of(train, everyRow);
    Neighbours search = Neighbours.of(everything);
    SyntheticExamples synthetic = new SyntheticExamples();
    SplittableRandom random = new SplittableRandom(seed);
    for (int c = 0; c < add.length; c++) {
      if (add[c] > 0) {
        addClass(train, everything, search, rows[c], c, add[c], random, synthetic);
      }
    }
    return synthetic.appendTo(
        train, "ADASYN, " + neighbours + " neighbours, " + strategy + ", seed " + seed);
  }

  private void addClass(
      TrainingSet train,
      Points everything,
      Neighbours search,
      int[] rows,
      int c,
      int count,
      SplittableRandom random,
      SyntheticExamples synthetic) {
    Points own = everything.select(rows);
    int[][] around = search.nearestOf(own, neighbours + 1);
    double[] share = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      int self = rows[i];
      share[i] =
          Arrays.stream(around[i])
              .filter(row -> row != self)
              .limit(neighbours)
              .filter(row -> train.label(row) != c)
              .count();
    }
    double total = Arrays.stream(share).sum();
    if (total == 0) {
      throw new IllegalArgumentException(
          "no example of class "
              + train.classNames().get(c)
              + " has a neighbour of another class; use Smote.of");
    }
    int[][] nearest = Neighbours.of(own).nearestOfOwn(neighbours);
    for (int i = 0; i < rows.length; i++) {
      long copies = (long) Math.rint(share[i] / total * count);
      for (long copy = 0; copy < copies; copy++) {
        int other = nearest[i][random.nextInt(nearest[i].length)];
        synthetic.add(own.between(i, own, other, random.nextDouble()), rows[i], rows[other]);
      }
    }
  }
}
