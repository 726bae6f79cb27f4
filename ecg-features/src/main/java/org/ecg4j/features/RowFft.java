package org.ecg4j.features;

/**
 * Fourier transforms of many real signals at once, of a length that is a power of two. Sample n of
 * all signals is one row, a column is a signal; every step of the transform is a loop along rows
 * without a branch or a stride, which the JIT compiler turns into vector instructions. For 46
 * segments of 64 samples this is several times as fast as one transform after the other.
 *
 * <p>The method: pairs of rows are the real and imaginary parts of a complex signal of half the
 * length; its transform by decimation in frequency, radix 4 with one radix-2 pass where needed,
 * leaves rows in digit-reversed order, which costs nothing since rows are found through an index;
 * the last step takes the spectra of the even and the odd samples apart.
 */
final class RowFft {
  private static final int SHORTEST = 4;

  private final Tables tables;
  private final int columns;
  private final float[][] re;
  private final float[][] im;

  /** Twiddle factors and row order, shared by all threads. */
  static final class Tables {
    final int length;
    private final int half;
    // cos[k], sin[k] of -2πk / length.
    private final float[] cos;
    private final float[] sin;
    // The row that holds frequency k after the passes.
    private final int[] place;

    Tables(int length) {
      this.length = length;
      half = length / 2;
      cos = new float[length];
      sin = new float[length];
      for (int k = 0; k < length; k++) {
        double angle = -2 * Math.PI * k / length;
        cos[k] = (float) Math.cos(angle);
        sin[k] = (float) Math.sin(angle);
      }
      place = new int[half + 1];
      for (int k = 0; k < half; k++) {
        place[k] = place(k, half);
      }
      place[half] = half;
    }

    private static int place(int frequency, int size) {
      int row = 0;
      int k = frequency;
      for (int n = size; n > 1; ) {
        int radix = n % 4 == 0 ? 4 : 2;
        n /= radix;
        row += k % radix * n;
        k /= radix;
      }
      return row;
    }
  }

  RowFft(Tables tables, int columns) {
    this.tables = tables;
    this.columns = columns;
    // One more row, for the Nyquist frequency.
    re = new float[tables.half + 1][columns];
    im = new float[tables.half + 1][columns];
  }

  static boolean fits(int length) {
    return length >= SHORTEST && Integer.bitCount(length) == 1;
  }

  /** The row to write sample n of every signal to, before {@link #transform()}. */
  float[] sample(int n) {
    return (n % 2 == 0 ? re : im)[n / 2];
  }

  /** The real parts of frequency k, 0 to length / 2, after {@link #transform()}. */
  float[] real(int k) {
    return re[tables.place[k]];
  }

  /** The imaginary parts of frequency k, 0 to length / 2, after {@link #transform()}. */
  float[] imaginary(int k) {
    return im[tables.place[k]];
  }

  /** Transforms all columns in place. */
  void transform() {
    int half = tables.half;
    int size = half;
    for (; size >= 4; size /= 4) {
      int step = tables.length / size;
      int quarter = size / 4;
      for (int block = 0; block < half; block += size) {
        for (int j = 0; j < quarter; j++) {
          radix4(block + j, quarter, j * step);
        }
      }
    }
    if (size == 2) {
      for (int a = 0; a < half; a += 2) {
        butterfly(re[a], re[a + 1], columns);
        butterfly(im[a], im[a + 1], columns);
      }
    }
    separateEnds(re[tables.place[0]], im[tables.place[0]], re[half], im[half], columns);
    for (int k = 1; k <= half / 2; k++) {
      int a = tables.place[k];
      int b = tables.place[half - k];
      if (a == b) {
        negate(im[a], columns);
      } else {
        separate(re[a], im[a], re[b], im[b], tables.cos[k], tables.sin[k], columns);
      }
    }
  }

  private void radix4(int a, int quarter, int twiddle) {
    int b = a + quarter;
    int c = b + quarter;
    int d = c + quarter;
    sums(re[a], im[a], re[b], im[b], re[c], im[c], re[d], im[d], columns);
    if (twiddle != 0) {
      rotate(re[b], im[b], tables.cos[twiddle], tables.sin[twiddle], columns);
      rotate(re[c], im[c], tables.cos[2 * twiddle], tables.sin[2 * twiddle], columns);
      rotate(re[d], im[d], tables.cos[3 * twiddle], tables.sin[3 * twiddle], columns);
    }
  }

  /** A transform of length 4 of rows a, b, c, d. */
  private static void sums(
      float[] ar,
      float[] ai,
      float[] br,
      float[] bi,
      float[] cr,
      float[] ci,
      float[] dr,
      float[] di,
      int columns) {
    for (int i = 0; i < columns; i++) {
      float evenRe = ar[i] + cr[i];
      float evenIm = ai[i] + ci[i];
      float evenDiffRe = ar[i] - cr[i];
      float evenDiffIm = ai[i] - ci[i];
      float oddRe = br[i] + dr[i];
      float oddIm = bi[i] + di[i];
      // (b - d) times -i
      float oddDiffRe = bi[i] - di[i];
      float oddDiffIm = dr[i] - br[i];
      ar[i] = evenRe + oddRe;
      ai[i] = evenIm + oddIm;
      br[i] = evenDiffRe + oddDiffRe;
      bi[i] = evenDiffIm + oddDiffIm;
      cr[i] = evenRe - oddRe;
      ci[i] = evenIm - oddIm;
      dr[i] = evenDiffRe - oddDiffRe;
      di[i] = evenDiffIm - oddDiffIm;
    }
  }

  private static void rotate(float[] re, float[] im, float cos, float sin, int columns) {
    for (int i = 0; i < columns; i++) {
      float r = re[i];
      float m = im[i];
      re[i] = r * cos - m * sin;
      im[i] = r * sin + m * cos;
    }
  }

  private static void butterfly(float[] a, float[] b, int columns) {
    for (int i = 0; i < columns; i++) {
      float x = a[i];
      float y = b[i];
      a[i] = x + y;
      b[i] = x - y;
    }
  }

  /** From Z[k] and Z[half - k] to X[k] and X[half - k]. */
  private static void separate(
      float[] ar, float[] ai, float[] br, float[] bi, float cos, float sin, int columns) {
    for (int i = 0; i < columns; i++) {
      float evenRe = 0.5f * (ar[i] + br[i]);
      float evenIm = 0.5f * (ai[i] - bi[i]);
      float oddRe = 0.5f * (ai[i] + bi[i]);
      float oddIm = 0.5f * (br[i] - ar[i]);
      float turnedRe = oddRe * cos - oddIm * sin;
      float turnedIm = oddRe * sin + oddIm * cos;
      ar[i] = evenRe + turnedRe;
      ai[i] = evenIm + turnedIm;
      br[i] = evenRe - turnedRe;
      bi[i] = turnedIm - evenIm;
    }
  }

  /** From Z[0] to X[0] and X[half], which are real. */
  private static void separateEnds(
      float[] re, float[] im, float[] nyquistRe, float[] nyquistIm, int columns) {
    for (int i = 0; i < columns; i++) {
      float r = re[i];
      float m = im[i];
      re[i] = r + m;
      im[i] = 0;
      nyquistRe[i] = r - m;
      nyquistIm[i] = 0;
    }
  }

  private static void negate(float[] values, int columns) {
    for (int i = 0; i < columns; i++) {
      values[i] = -values[i];
    }
  }
}
