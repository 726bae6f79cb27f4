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
  private static final int TILE_VALUES = 128;
  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private final Points points;
  private final double[] mean;
  private final float[] tiles;
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
    float[] products = new float[count * paddedSize()];
    multiply(centred, count, products);
    float[] approximate = new float[points.size()];
    for (int q = 0; q < count; q++) {
      for (int p = 0; p < approximate.length; p++) {
        approximate[p] =
            own && p == first + q
                ? Float.POSITIVE_INFINITY
                : (float) (norms[q] + squaredNorms[p] - 2.0 * products[q * paddedSize() + p]);
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

  private int paddedSize() {
    return (points.size() + TILE_POINTS - 1) / TILE_POINTS * TILE_POINTS;
  }

  /**
   * Centred points in tiles of {@link #TILE_POINTS} points, each tile with the points fastest, so
   * that the inner loop of the product runs over memory in order.
   */
  private float[] tiles() {
    int width = points.width();
    if ((long) paddedSize() * width > Integer.MAX_VALUE - 8) {
      throw Points.tooMany(points.size(), width);
    }
    float[] tiled = new float[paddedSize() * width];
    IntStream.range(0, paddedSize() / TILE_POINTS)
        .parallel()
        .forEach(
            tile -> {
              float[] centred = new float[width];
              for (int i = 0; i < TILE_POINTS; i++) {
                int p = tile * TILE_POINTS + i;
                if (p < points.size()) {
                  squaredNorms[p] = centre(points, p, centred, 0);
                  for (int j = 0; j < width; j++) {
                    tiled[(tile * width + j) * TILE_POINTS + i] = centred[j];
                  }
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
   * products[q][p] = sum over j of queries[q][j] * points[p][j], tile by tile so that a tile stays
   * in the cache.
   */
  private void multiply(float[] queries, int queryCount, float[] products) {
    int width = points.width();
    int padded = paddedSize();
    for (int tile = 0; tile < padded / TILE_POINTS; tile++) {
      for (int from = 0; from < width; from += TILE_VALUES) {
        int to = Math.min(width, from + TILE_VALUES);
        for (int q = 0; q < queryCount; q++) {
          addProducts(
              queries,
              q * width,
              tile * width * TILE_POINTS,
              from,
              to,
              products,
              q * padded + tile * TILE_POINTS);
        }
      }
    }
  }

  private void addProducts(
      float[] queries, int query, int tileStart, int from, int to, float[] products, int out) {
    int j = from;
    for (; j + 4 <= to; j += 4) {
      add4(
          tiles,
          tileStart + j * TILE_POINTS,
          queries[query + j],
          queries[query + j + 1],
          queries[query + j + 2],
          queries[query + j + 3],
          products,
          out);
    }
    for (; j < to; j++) {
      float a = queries[query + j];
      int row = tileStart + j * TILE_POINTS;
      for (int p = 0; p < TILE_POINTS; p++) {
        products[out + p] += a * tiles[row + p];
      }
    }
  }

  /**
   * Four rows of a tile at once, so that each product is loaded and stored once for four additions.
   */
  private static void add4(
      float[] tiles, int row, float a0, float a1, float a2, float a3, float[] products, int out) {
    for (int p = 0; p < TILE_POINTS; p++) {
      products[out + p] +=
          a0 * tiles[row + p]
              + a1 * tiles[row + TILE_POINTS + p]
              + (a2 * tiles[row + 2 * TILE_POINTS + p] + a3 * tiles[row + 3 * TILE_POINTS + p]);
    }
  }
}
