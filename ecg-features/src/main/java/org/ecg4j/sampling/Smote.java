package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.dataset.TrainingSet;

/**
 * Synthetic minority over-sampling (Chawla et al. 2002): a new example lies on the segment from an
 * example of the class to one of its {@code k} nearest neighbours in the class, at a place drawn
 * evenly. The borderline forms (Han et al. 2005) start from examples in danger only, those with at
 * least half but not all of their neighbours in other classes. They refuse a class that has none
 * such, rather than leave it as small as it was.
 */
public final class Smote implements Sampler {
  private static final int BORDER_NEIGHBOURS = 10;

  private enum Variant {
    PLAIN,
    BORDERLINE_1,
    BORDERLINE_2
  }

  private final Variant variant;
  private final SamplingStrategy strategy;
  private final int neighbours;
  private final long seed;

  private Smote(Variant variant, SamplingStrategy strategy, int neighbours, long seed) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("at least one neighbour is needed, not " + neighbours);
    }
    this.variant = variant;
    this.strategy = strategy;
    this.neighbours = neighbours;
    this.seed = seed;
  }

  /**
   * Plain SMOTE with 5 neighbours.
   *
   * @param strategy which classes and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Smote of(SamplingStrategy strategy, long seed) {
    return new Smote(Variant.PLAIN, strategy, 5, seed);
  }

  /**
   * Borderline SMOTE with 5 neighbours in the class and 10 to tell the border: the other end of the
   * segment is in the same class.
   *
   * @param strategy which classes and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Smote borderline(SamplingStrategy strategy, long seed) {
    return new Smote(Variant.BORDERLINE_1, strategy, 5, seed);
  }

  /**
   * The second form of borderline SMOTE: the other end may also be the nearest of another class,
   * and the new example then lies in the nearer half of the segment.
   *
   * @param strategy which classes and how many
   * @param seed decides the draws
   * @return the sampler
   */
  public static Smote borderline2(SamplingStrategy strategy, long seed) {
    return new Smote(Variant.BORDERLINE_2, strategy, 5, seed);
  }

  /**
   * The same with another number of neighbours in the class.
   *
   * @param newNeighbours at least 1
   * @return a copy
   */
  public Smote withNeighbours(int newNeighbours) {
    return new Smote(variant, strategy, newNeighbours, seed);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] add = strategy.toAdd(train.classNames(), train.classCounts());
    int[][] rows = RowsByClass.of(train);
    SyntheticExamples synthetic = new SyntheticExamples();
    SplittableRandom random = new SplittableRandom(seed);
    for (int c = 0; c < add.length; c++) {
      if (add[c] > 0) {
        requireNeighbours(train, c, rows[c].length);
      }
    }
    if (variant == Variant.PLAIN) {
      for (int c = 0; c < add.length; c++) {
        if (add[c] > 0) {
          Points own = Points.of(train, rows[c]);
          addBetween(own, rows[c], all(own.size()), add[c], random, synthetic);
        }
      }
    } else if (Arrays.stream(add).sum() > 0) {
      Points everything = Points.of(train, all(train.size()));
      Neighbours search = Neighbours.of(everything);
      for (int c = 0; c < add.length; c++) {
        if (add[c] > 0) {
          borderline(train, everything, search, rows[c], c, add[c], random, synthetic);
        }
      }
    }
    return synthetic.appendTo(train, this + ", " + strategy + ", seed " + seed);
  }

  private void requireNeighbours(TrainingSet train, int c, int count) {
    if (count <= neighbours) {
      throw new IllegalArgumentException(
          "class "
              + train.classNames().get(c)
              + " has "
              + count
              + " examples; "
              + neighbours
              + " neighbours need at least "
              + (neighbours + 1));
    }
  }

  private void addBetween(
      Points own,
      int[] rows,
      int[] starts,
      int count,
      SplittableRandom random,
      SyntheticExamples synthetic) {
    int[][] nearest =
        starts.length == own.size()
            ? Neighbours.of(own).nearestOfOwn(neighbours)
            : withoutSelf(Neighbours.of(own).nearestOf(own.select(starts), neighbours + 1), starts);
    for (int i = 0; i < count; i++) {
      int start = random.nextInt(starts.length);
      int[] around = nearest[start];
      int other = around[random.nextInt(around.length)];
      synthetic.add(
          own.between(starts[start], own, other, random.nextDouble()),
          rows[starts[start]],
          rows[other]);
    }
  }

  private int[][] withoutSelf(int[][] nearest, int[] starts) {
    int[][] others = new int[nearest.length][];
    for (int i = 0; i < nearest.length; i++) {
      int self = starts[i];
      others[i] = Arrays.stream(nearest[i]).filter(p -> p != self).limit(neighbours).toArray();
    }
    return others;
  }

  private void borderline(
      TrainingSet train,
      Points everything,
      Neighbours search,
      int[] rows,
      int c,
      int count,
      SplittableRandom random,
      SyntheticExamples synthetic) {
    Points own = everything.select(rows);
    int[] danger = danger(train, search.nearestOf(own, BORDER_NEIGHBOURS + 1), rows, c);
    if (danger.length == 0) {
      throw new IllegalArgumentException(
          "no example of class " + train.classNames().get(c) + " is at the border; use Smote.of");
    }
    if (variant == Variant.BORDERLINE_1) {
      addBetween(own, rows, danger, count, random, synthetic);
      return;
    }
    int towardsOthers = count / 2;
    addBetween(own, rows, danger, count - towardsOthers, random, synthetic);
    int[] otherRows =
        Arrays.stream(all(train.size())).filter(row -> train.label(row) != c).toArray();
    Points others = everything.select(otherRows);
    int[][] nearest = Neighbours.of(others).nearestOf(own.select(danger), neighbours);
    for (int i = 0; i < towardsOthers; i++) {
      int start = random.nextInt(danger.length);
      int other = nearest[start][random.nextInt(nearest[start].length)];
      synthetic.add(
          own.between(danger[start], others, other, 0.5 * random.nextDouble()),
          rows[danger[start]],
          otherRows[other]);
    }
  }

  /** Examples of a class with at least half but not all of their neighbours in other classes. */
  private static int[] danger(TrainingSet train, int[][] nearest, int[] ownRows, int c) {
    return Arrays.stream(all(ownRows.length))
        .filter(
            i -> {
              int[] around =
                  Arrays.stream(nearest[i])
                      .filter(row -> row != ownRows[i])
                      .limit(BORDER_NEIGHBOURS)
                      .toArray();
              long foreign = Arrays.stream(around).filter(row -> train.label(row) != c).count();
              return 2 * foreign >= around.length && foreign < around.length;
            })
        .toArray();
  }

  private static int[] all(int size) {
    int[] indices = new int[size];
    Arrays.setAll(indices, i -> i);
    return indices;
  }

  @Override
  public String toString() {
    String name =
        switch (variant) {
          case PLAIN -> "SMOTE";
          case BORDERLINE_1 -> "borderline SMOTE 1";
          case BORDERLINE_2 -> "borderline SMOTE 2";
        };
    return name + ", " + neighbours + " neighbours";
  }
}
