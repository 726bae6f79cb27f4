package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exact nearest neighbours by Euclidean distance, nearest first, equal distances in order of index.
 *
 * <p>Distances of blocks of points are first taken as {@code |a|^2 + |b|^2 - 2 a.b} in single
 * precision, where the products are one matrix product that the JIT vectorises. Whatever could be
 * among the nearest within the error bound of that sum is then measured in double precision, so the
 * result is that of the plain double loop.
 */
final class Neighbours {
  private static final int QUERIES_AT_ONCE = 32;
  private static final int TILE_POINTS = 512;
  private static final int ROWS_AT_ONCE = 8;
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final Points points;
  private final double[] mean;
  private final float[][] tiles;
  private final double[] squaredNorms;
  private final double largestNorm;

  private Neighbours(Points points) {
    this.points = points;
    this.mean = mean(points);
    this.squaredNorms = new double[points.size()];
    this.tiles = tiles();
    this.largestNorm = Arrays.stream(squaredNorms).max().orElse(0);
  }

  /** An index over points; the nearest of any point are then found by a full search. */
  static Neighbours of(Points points) {
    return new Neighbours(points);
  }

  /**
   * The indices of the {@code k} nearest points of each point of the same set, which is not its own
   * neighbour; fewer where there are fewer points.
   */
  int[][] nearestOfOwn(int k) {
    return nearest(points, k, true);
  }

  /** The indices of the {@code k} nearest points of each query. */
  int[][] nearestOf(Points queries, int k) {
    return nearest(queries, k, false);
  }

  private int[][] nearest(Points queries, int k, boolean own) {
    int[][] found = new int[queries.size()][];
    int wanted = Math.min(k, points.size() - (own ? 1 : 0));
    int blocks = (queries.size() + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> searchBlock(queries, block * QUERIES_AT_ONCE, wanted, own, found));
    return found;
  }

  private void searchBlock(Points queries, int first, int k, boolean own, int[][] found) {
    int count = Math.min(QUERIES_AT_ONCE, queries.size() - first);
    int width = points.width();
    float[] centred = new float[count * width];
    double[] norms = new double[count];
    for (int q = 0; q < count; q++) {
      norms[q] = centre(queries, first + q, centred, q * width);
    }
    float[][] products = multiply(centred, count);
    float[] approximate = new float[points.size()];
    for (int q = 0; q < count; q++) {
      for (int p = 0; p < approximate.length; p++) {
        approximate[p] =
            own && p == first + q
                ? Float.POSITIVE_INFINITY
                : (float)
                    (norms[q]
                        + squaredNorms[p]
                        - 2.0 * products[p / TILE_POINTS * count + q][p % TILE_POINTS]);
      }
      found[first + q] = refine(queries, first + q, norms[q], approximate, k, own);
    }
  }

  /** Measures exactly whatever the approximate distances do not rule out. */
  private int[] refine(
      Points queries, int query, double norm, float[] approximate, int k, boolean own) {
    if (k <= 0) {
      return new int[0];
    }
    // |fl(a.b) - a.b| <= n u |a| |b| for a sum of n products, doubled by the factor 2 and widened
    // for the final rounding.
    double error =
        2.2 * (points.width() + 4) * UNIT_ROUNDOFF * Math.sqrt(norm * largestNorm)
            + 4 * UNIT_ROUNDOFF * (norm + largestNorm);
    double limit = kthSmallest(approximate, k) + 2 * error;
    long[] candidates = new long[16];
    double[] distances = new double[16];
    int size = 0;
    for (int p = 0; p < approximate.length; p++) {
      if (approximate[p] <= limit && !(own && p == query)) {
        if (size == candidates.length) {
          candidates = Arrays.copyOf(candidates, 2 * size);
          distances = Arrays.copyOf(distances, 2 * size);
        }
        distances[size] = queries.squaredDistance(query, points, p);
        candidates[size++] = p;
      }
    }
    return order(candidates, distances, size, k);
  }

  private static int[] order(long[] candidates, double[] distances, int size, int k) {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) -> {
          int byDistance = Double.compare(distances[a], distances[b]);
          return byDistance != 0 ? byDistance : Long.compare(candidates[a], candidates[b]);
        });
    int[] nearest = new int[Math.min(k, size)];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = (int) candidates[order[i]];
    }
    return nearest;
  }

  private static float kthSmallest(float[] values, int k) {
    float[] smallest = new float[k]; // a heap with the largest on top
    Arrays.fill(smallest, Float.POSITIVE_INFINITY);
    for (float value : values) {
      if (value < smallest[0]) {
        int at = 0;
        while (true) {
          int child = 2 * at + 1;
          if (child >= k) {
            break;
          }
          if (child + 1 < k && smallest[child + 1] > smallest[child]) {
            child++;
          }
          if (smallest[child] <= value) {
            break;
          }
          smallest[at] = smallest[child];
          at = child;
        }
        smallest[at] = value;
      }
    }
    return smallest[0];
  }

  private int tileCount() {
    return (points.size() + TILE_POINTS - 1) / TILE_POINTS;
  }

  /**
   * Centred points in tiles of {@link #TILE_POINTS} points: the row {@code tile * width + j} holds
   * value {@code j} of each of the tile's points, so that the product runs over memory in order.
   */
  private float[][] tiles() {
    int width = points.width();
    if ((long) tileCount() * TILE_POINTS * width > Integer.MAX_VALUE - 8) {
      throw Points.tooMany(points.size(), width);
    }
    float[][] tiled = new float[tileCount() * width][TILE_POINTS];
    IntStream.range(0, tileCount())
        .parallel()
        .forEach(
            tile -> {
              float[] centred = new float[width];
              int first = tile * TILE_POINTS;
              for (int p = first; p < Math.min(points.size(), first + TILE_POINTS); p++) {
                squaredNorms[p] = centre(points, p, centred, 0);
                for (int j = 0; j < width; j++) {
                  tiled[tile * width + j][p - first] = centred[j];
                }
              }
            });
    return tiled;
  }

  private double centre(Points from, int point, float[] target, int offset) {
    int width = from.width();
    double norm = 0;
    for (int j = 0; j < width; j++) {
      float value = (float) (from.values()[point * width + j] - mean[j]);
      target[offset + j] = value;
      norm += (double) value * value;
    }
    return norm;
  }

  private static double[] mean(Points points) {
    double[] mean = new double[points.width()];
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points.values()[i * mean.length + j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= Math.max(1, points.size());
    }
    return mean;
  }

  /**
   * The products of queries and points; those of query {@code q} with the points of a tile are in
   * row {@code tile * queryCount + q}. A few rows of a tile stay in the cache while all queries
   * pass over them.
   */
  private float[][] multiply(float[] queries, int queryCount) {
    int width = points.width();
    float[][] products = new float[tileCount() * queryCount][TILE_POINTS];
    for (int tile = 0; tile < tileCount(); tile++) {
      int j = 0;
      for (; j + ROWS_AT_ONCE <= width; j += ROWS_AT_ONCE) {
        for (int q = 0; q < queryCount; q++) {
          addRows(tiles, tile * width + j, queries, q * width + j, products[tile * queryCount + q]);
        }
      }
      for (; j < width; j++) {
        for (int q = 0; q < queryCount; q++) {
          addRow(tiles[tile * width + j], queries[q * width + j], products[tile * queryCount + q]);
        }
      }
    }
    return products;
  }

  private static void addRow(float[] row, float a, float[] sums) {
    for (int p = 0; p < TILE_POINTS; p++) {
      sums[p] = sums[p] + a * row[p];
    }
  }

  /**
   * Eight rows at once, so that each sum is loaded and stored once for eight additions. The JIT
   * compiler makes vector code of a chain of additions over arrays with one index; of sums in
   * brackets, or of indices with different offsets, it does not, and takes seven times as long.
   */
  private static void addRows(float[][] rows, int first, float[] factors, int from, float[] sums) {
    float[] r0 = rows[first];
    float[] r1 = rows[first + 1];
    float[] r2 = rows[first + 2];
    float[] r3 = rows[first + 3];
    float[] r4 = rows[first + 4];
    float[] r5 = rows[first + 5];
    float[] r6 = rows[first + 6];
    float[] r7 = rows[first + 7];
    float a0 = factors[from];
    float a1 = factors[from + 1];
    float a2 = factors[from + 2];
    float a3 = factors[from + 3];
    float a4 = factors[from + 4];
    float a5 = factors[from + 5];
    float a6 = factors[from + 6];
    float a7 = factors[from + 7];
    for (int p = 0; p < TILE_POINTS; p++) {
      sums[p] =
          sums[p]
              + a0 * r0[p]
              + a1 * r1[p]
              + a2 * r2[p]
              + a3 * r3[p]
              + a4 * r4[p]
              + a5 * r5[p]
              + a6 * r6[p]
              + a7 * r7[p];
    }
  }
}
