package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ecg4j.dataset.TrainingSet;

/**
 * Keeps those examples of large classes that lie near the smallest class (Zhang and Mani 2003).
 * Versions: 1, nearest on average to their 3 nearest of the smallest class; 2, nearest on average
 * to their 3 farthest; 3, of those that are among the 3 nearest of any example of the smallest
 * class, the ones farthest on average from their 3 nearest of it; where those are fewer than asked,
 * all of them.
 */
public final class NearMiss implements Sampler {
  private static final int NEIGHBOURS = 3;

  private final int version;
  private final SamplingStrategy strategy;

  private NearMiss(int version, SamplingStrategy strategy) {
    this.version = version;
    this.strategy = strategy;
  }

  /**
   * A sampler.
   *
   * @param version 1, 2 or 3
   * @param strategy which classes and how many
   * @return the sampler
   */
  public static NearMiss of(int version, SamplingStrategy strategy) {
    if (version < 1 || version > 3) {
      throw new IllegalArgumentException("NearMiss has versions 1, 2 and 3, not " + version);
    }
    return new NearMiss(version, strategy);
  }

  @Override
  public TrainingSet sample(TrainingSet train) {
    int[] counts = train.classCounts();
    int[] keep = strategy.toKeep(train.classNames(), counts);
    int[][] rows = RowsByClass.of(train);
    Points minority = Points.of(train, rows[SamplingStrategy.minorityOf(counts)]);
    int[] kept =
        IntStream.range(0, counts.length)
            .mapToObj(
                c -> keep[c] == counts[c] ? rows[c] : nearest(train, rows[c], minority, keep[c]))
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    return train.select(kept, "NearMiss " + version + ", " + strategy);
  }

  private int[] nearest(TrainingSet train, int[] rows, Points minority, int keep) {
    Points own = Points.of(train, rows);
    int[] candidates =
        version == 3
            ? Arrays.stream(Neighbours.of(own).nearestOf(minority, NEIGHBOURS))
                .flatMapToInt(Arrays::stream)
                .distinct()
                .sorted()
                .toArray()
            : IntStream.range(0, rows.length).toArray();
    double[] distance = new double[rows.length];
    if (version == 2) {
      Arrays.stream(candidates).parallel().forEach(i -> distance[i] = toFarthest(own, i, minority));
    } else {
      int[][] around = Neighbours.of(minority).nearestOf(own.select(candidates), NEIGHBOURS);
      for (int i = 0; i < candidates.length; i++) {
        distance[candidates[i]] = meanDistance(own, candidates[i], minority, around[i]);
      }
    }
    Comparator<Integer> nearestFirst = Comparator.comparingDouble(i -> distance[i]);
    return Arrays.stream(candidates)
        .boxed()
        .sorted(version == 3 ? nearestFirst.reversed() : nearestFirst)
        .limit(keep)
        .mapToInt(i -> rows[i])
        .toArray();
  }

  private static double meanDistance(Points own, int point, Points minority, int[] others) {
    return Arrays.stream(others)
        .mapToDouble(other -> Math.sqrt(own.squaredDistance(point, minority, other)))
        .average()
        .orElse(0);
  }

  private static double toFarthest(Points own, int point, Points minority) {
    double[] distances = new double[minority.size()];
    Arrays.setAll(distances, m -> Math.sqrt(own.squaredDistance(point, minority, m)));
    Arrays.sort(distances);
    int from = Math.max(0, distances.length - NEIGHBOURS);
    return Arrays.stream(distances, from, distances.length).average().orElse(0);
  }
}
