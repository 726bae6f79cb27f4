package org.ecg4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {

  private static Points random(int size, int width, double offset, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[size * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + random.nextDouble(-1, 1));
    }
    return new Points(values, width);
  }

  /** The plain loop: every distance in double, sorted. */
  private static int[] naive(Points queries, int query, Points points, int k, boolean own) {
    double[] distance = new double[points.size()];
    for (int p = 0; p < distance.length; p++) {
      for (int j = 0; j < points.width(); j++) {
        double d =
            (double) queries.values()[query * points.width() + j]
                - points.values()[p * points.width() + j];
        distance[p] += d * d;
      }
    }
    return IntStream.range(0, distance.length)
        .filter(p -> !(own && p == query))
        .boxed()
        .sorted(Comparator.comparingDouble((Integer p) -> distance[p]).thenComparing(p -> p))
        .limit(k)
        .mapToInt(p -> p)
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1,3,1,0", "40,1,5,0", "513,7,3,0", "700,130,6,0", "300,33,4,1000", "5,4,9,0"})
  void equalsThePlainLoop(int size, int width, int k, double offset) {
    Points points = random(size, width, offset, 1);
    int[][] own = Neighbours.of(points).nearestOfOwn(k);
    for (int i = 0; i < size; i++) {
      assertThat(own[i]).as("point " + i).isEqualTo(naive(points, i, points, k, true));
    }
    Points queries = random(50, width, offset, 2);
    int[][] nearest = Neighbours.of(points).nearestOf(queries, k);
    for (int i = 0; i < 50; i++) {
      assertThat(nearest[i]).as("query " + i).isEqualTo(naive(queries, i, points, k, false));
    }
  }

  @ParameterizedTest
  @CsvSource({"200,3", "600,2"})
  void equalPointsComeInOrderOfIndex(int size, int width) {
    float[] values = new float[size * width];
    for (int i = 0; i < size; i++) {
      Arrays.fill(values, i * width, (i + 1) * width, i % 3);
    }
    Points points = new Points(values, width);
    int[][] own = Neighbours.of(points).nearestOfOwn(4);
    for (int i = 0; i < size; i++) {
      assertThat(own[i]).isEqualTo(naive(points, i, points, 4, true));
    }
  }
}
