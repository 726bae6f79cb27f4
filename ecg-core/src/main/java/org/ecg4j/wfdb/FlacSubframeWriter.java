package org.ecg4j.wfdb;

/** Writes one channel's block of samples in the cheapest way it knows. */
final class FlacSubframeWriter {
  private static final int MAX_FIXED_ORDER = 4;
  private static final int LINEAR_TYPE = 31;
  private static final int FIXED_TYPE = 8;
  private static final int VERBATIM_TYPE = 1;
  private static final int CONSTANT_TYPE = 0;

  private final FlacLinearPredictor linear = new FlacLinearPredictor();
  private final FlacRice fixedRice = new FlacRice();
  private final FlacRice linearRice = new FlacRice();
  private final int[] samples;
  private final int[] fixedResidual;
  private final int[] linearResidual;

  FlacSubframeWriter(int maxBlockSize) {
    samples = new int[maxBlockSize];
    fixedResidual = new int[maxBlockSize];
    linearResidual = new int[maxBlockSize];
  }

  /**
   * Writes a subframe.
   *
   * @param channel the samples from index 0 on
   * @param count how many
   * @param sampleBits bits a sample, at most 24
   */
  void write(FlacBitWriter out, int[] channel, int count, int sampleBits) {
    int all = 0;
    int changes = 0;
    for (int i = 0; i < count; i++) {
      all |= channel[i];
      changes |= channel[i] ^ channel[0];
    }
    if (changes == 0) {
      writeType(out, CONSTANT_TYPE, 0);
      out.write(channel[0], sampleBits);
      return;
    }
    int wasted = Integer.numberOfTrailingZeros(all);
    for (int i = 0; i < count; i++) {
      samples[i] = channel[i] >> wasted;
    }
    writeBest(out, count, sampleBits - wasted, wasted);
  }

  private void writeBest(FlacBitWriter out, int count, int sampleBits, int wasted) {
    int fixedOrder = bestFixedOrder(count);
    computeFixedResidual(fixedOrder, count);
    long fixedSize =
        (long) fixedOrder * sampleBits + fixedRice.plan(fixedResidual, fixedOrder, count);
    long linearSize = Long.MAX_VALUE;
    if (linear.fit(samples, count, sampleBits) && linear.residual(samples, count, linearResidual)) {
      int order = linear.order();
      linearSize =
          (long) order * (sampleBits + linear.precision())
              + 9
              + linearRice.plan(linearResidual, order, count);
    }
    long verbatimSize = (long) count * sampleBits;
    if (verbatimSize <= Math.min(fixedSize, linearSize)) {
      writeType(out, VERBATIM_TYPE, wasted);
      writeSamples(out, count, sampleBits);
    } else if (fixedSize <= linearSize) {
      writeType(out, FIXED_TYPE + fixedOrder, wasted);
      writeSamples(out, fixedOrder, sampleBits);
      fixedRice.write(out, fixedResidual, fixedOrder, count);
    } else {
      int order = linear.order();
      writeType(out, LINEAR_TYPE + order, wasted);
      writeSamples(out, order, sampleBits);
      out.write(linear.precision() - 1, 4);
      out.write(linear.shift(), 5);
      for (int j = 0; j < order; j++) {
        out.write(linear.weights()[j], linear.precision());
      }
      linearRice.write(out, linearResidual, order, count);
    }
  }

  private static void writeType(FlacBitWriter out, int type, int wasted) {
    out.write(type, 7);
    if (wasted == 0) {
      out.write(0, 1);
    } else {
      out.write(1, 1);
      out.writeUnary(wasted - 1);
    }
  }

  private void writeSamples(FlacBitWriter out, int count, int sampleBits) {
    for (int i = 0; i < count; i++) {
      out.write(samples[i], sampleBits);
    }
  }

  /** The order whose residual has the smallest sum of magnitudes. */
  private int bestFixedOrder(int count) {
    int maxOrder = Math.min(MAX_FIXED_ORDER, count - 1);
    long[] sums = new long[MAX_FIXED_ORDER + 1];
    for (int i = maxOrder; i < count; i++) {
      int d0 = samples[i];
      sums[0] += Math.abs(d0);
      for (int order = 1; order <= maxOrder; order++) {
        sums[order] += Math.abs(difference(i, order));
      }
    }
    int best = 0;
    for (int order = 1; order <= maxOrder; order++) {
      if (sums[order] < sums[best]) {
        best = order;
      }
    }
    return best;
  }

  private void computeFixedResidual(int order, int count) {
    for (int i = order; i < count; i++) {
      fixedResidual[i] = difference(i, order);
    }
  }

  /** The n-th difference of the samples, which is what the fixed predictor of order n leaves. */
  private int difference(int i, int order) {
    int[] s = samples;
    return switch (order) {
      case 0 -> s[i];
      case 1 -> s[i] - s[i - 1];
      case 2 -> s[i] - 2 * s[i - 1] + s[i - 2];
      case 3 -> s[i] - 3 * (s[i - 1] - s[i - 2]) - s[i - 3];
      default -> s[i] - 4 * (s[i - 1] + s[i - 3]) + 6 * s[i - 2] + s[i - 4];
    };
  }
}
