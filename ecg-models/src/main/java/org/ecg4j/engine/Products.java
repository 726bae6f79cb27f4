package org.ecg4j.engine;

/**
 * Matrix products in the form that the JIT compiler turns into vector code: rows of weights, each
 * an array of its own, are scaled and added to rows of sums, all read at one index. Four sums by
 * two rows is the widest block it still vectorises; larger ones run at a fifth of the speed. Each
 * sum is one chain in the order of the rows, so its bits depend neither on the block it is computed
 * in nor on what else is.
 */
final class Products {
  /** Weights that stay in the first cache while all sums pass over them. */
  private static final int WEIGHTS_AT_ONCE = 6144;

  private Products() {}

  /**
   * A matrix inside an array: the value of step {@code s} and place {@code k} is at {@code offset +
   * s * stepStride + k * innerStride}.
   */
  record View(int offset, int stepStride, int innerStride, int steps) {}

  /**
   * Adds {@code sum over k of value(s, k) * rows[k]} to {@code sums[first + s]} for each step of a
   * view of the values.
   */
  static void add(float[] values, View view, float[][] rows, float[][] sums, int first) {
    if (rows.length == 0 || view.steps() == 0) {
      return;
    }
    int most = Math.max(2, WEIGHTS_AT_ONCE / rows[0].length & -2);
    for (int from = 0; from < rows.length; from += most) {
      int end = Math.min(rows.length, from + most);
      int step = 0;
      for (; step + 4 <= view.steps(); step += 4) {
        addToFour(values, view, step, rows, from, end, sums, first + step);
      }
      for (; step < view.steps(); step++) {
        int at = view.offset() + step * view.stepStride() + from * view.innerStride();
        add(values, at, view.innerStride(), rows, from, end, sums[first + step]);
      }
    }
  }

  private static void addToFour(
      float[] values,
      View view,
      int step,
      float[][] rows,
      int from,
      int end,
      float[][] sums,
      int first) {
    int stride = view.stepStride();
    int inner = view.innerStride();
    int at = view.offset() + step * stride + from * inner;
    int k = from;
    for (; k + 2 <= end; k += 2) {
      addTwoToFour(values, at, stride, inner, rows[k], rows[k + 1], sums, first);
      at += 2 * inner;
    }
    if (k < end) {
      for (int i = 0; i < 4; i++) {
        addOne(values[at + i * stride], rows[k], sums[first + i]);
      }
    }
  }

  private static void addTwoToFour(
      float[] values,
      int at,
      int stride,
      int inner,
      float[] r0,
      float[] r1,
      float[][] sums,
      int first) {
    float[] s0 = sums[first];
    float[] s1 = sums[first + 1];
    float[] s2 = sums[first + 2];
    float[] s3 = sums[first + 3];
    float a0 = values[at];
    float a1 = values[at + inner];
    float b0 = values[at + stride];
    float b1 = values[at + stride + inner];
    float c0 = values[at + 2 * stride];
    float c1 = values[at + 2 * stride + inner];
    float d0 = values[at + 3 * stride];
    float d1 = values[at + 3 * stride + inner];
    for (int p = 0; p < s0.length; p++) {
      float x = r0[p];
      float y = r1[p];
      s0[p] = Math.fma(a1, y, Math.fma(a0, x, s0[p]));
      s1[p] = Math.fma(b1, y, Math.fma(b0, x, s1[p]));
      s2[p] = Math.fma(c1, y, Math.fma(c0, x, s2[p]));
      s3[p] = Math.fma(d1, y, Math.fma(d0, x, s3[p]));
    }
  }

  /** Adds {@code sum over k of values[at + k * stride] * rows[k]} to the sums. */
  static void add(float[] values, int at, int stride, float[][] rows, float[] sums) {
    add(values, at, stride, rows, 0, rows.length, sums);
  }

  private static void add(
      float[] values, int at, int stride, float[][] rows, int from, int end, float[] sums) {
    int place = at;
    int k = from;
    for (; k + 6 <= end; k += 6) {
      addSix(values, place, stride, rows, k, sums);
      place += 6 * stride;
    }
    for (; k < end; k++) {
      addOne(values[place], rows[k], sums);
      place += stride;
    }
  }

  /** Adds a multiple of a row to the sums. */
  static void addOne(float factor, float[] row, float[] sums) {
    for (int p = 0; p < sums.length; p++) {
      sums[p] = Math.fma(factor, row[p], sums[p]);
    }
  }

  private static void addSix(
      float[] values, int at, int stride, float[][] rows, int first, float[] sums) {
    float[] r0 = rows[first];
    float[] r1 = rows[first + 1];
    float[] r2 = rows[first + 2];
    float[] r3 = rows[first + 3];
    float[] r4 = rows[first + 4];
    float[] r5 = rows[first + 5];
    float f0 = values[at];
    float f1 = values[at + stride];
    float f2 = values[at + 2 * stride];
    float f3 = values[at + 3 * stride];
    float f4 = values[at + 4 * stride];
    float f5 = values[at + 5 * stride];
    for (int p = 0; p < sums.length; p++) {
      float sum = Math.fma(f1, r1[p], Math.fma(f0, r0[p], sums[p]));
      sum = Math.fma(f3, r3[p], Math.fma(f2, r2[p], sum));
      sums[p] = Math.fma(f5, r5[p], Math.fma(f4, r4[p], sum));
    }
  }

  /** The product of two stretches; for results too short for {@link #add}. */
  static float dot(float[] a, int at, float[] b) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 2 <= b.length; i += 2) {
      even = Math.fma(a[at + i], b[i], even);
      odd = Math.fma(a[at + i + 1], b[i + 1], odd);
    }
    return i < b.length ? Math.fma(a[at + i], b[i], even + odd) : even + odd;
  }

  /** The columns of a row-major matrix as rows of their own. */
  static float[][] columns(float[] matrix, int height, int width) {
    float[][] columns = new float[width][height];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        columns[c][r] = matrix[r * width + c];
      }
    }
    return columns;
  }
}
