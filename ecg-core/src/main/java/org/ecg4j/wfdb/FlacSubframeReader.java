package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the subframes of FLAC frames (RFC 9639, section 9.2): one channel's block of samples, as a
 * constant, verbatim, or as the error of a fixed or a linear predictor.
 *
 * <p>Two paths give the same samples. The narrow one computes in {@code int} and is taken where no
 * sum can leave 31 bits; the wide one computes in {@code long} and also holds the 33 bits of the
 * side channel of a 32-bit stream.
 */
final class FlacSubframeReader {
  private static final int MAX_ORDER = 32;

  /** The fixed predictors as linear ones: order, then the weight of the newest sample first. */
  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private final FlacBitReader bits;
  private final int[] coefficients = new int[MAX_ORDER];
  private long[] wide = {};

  FlacSubframeReader(FlacBitReader bits) {
    this.bits = bits;
  }

  /**
   * Reads a subframe of at most 32 bits a sample.
   *
   * @param sampleBits bits a sample
   * @param target receives the samples; modified
   * @param count how many
   */
  void read(int sampleBits, int[] target, int count) throws IOException {
    if (!readAny(sampleBits, target, count)) {
      for (int i = 0; i < count; i++) {
        target[i] = (int) wide[i];
      }
    }
  }

  /**
   * Reads a subframe of at most 33 bits a sample.
   *
   * @param scratch holds the residual; modified
   * @return the samples, in an array that the next call overwrites
   */
  long[] readWide(int sampleBits, int[] scratch, int count) throws IOException {
    if (readAny(sampleBits, scratch, count)) {
      widen(scratch, count);
    }
    return wide;
  }

  /** Returns whether the samples are in the target; else they are in {@link #wide}. */
  private boolean readAny(int sampleBits, int[] target, int count) throws IOException {
    long start = bits.position();
    if (bits.readUnsigned(1) != 0) {
      throw bits.malformedAt(start, "a zero bit before the subframe type", "a one bit");
    }
    int type = (int) bits.readUnsigned(6);
    int wasted = 0;
    if (bits.readUnsigned(1) == 1) {
      wasted = 1 + (int) bits.readUnary(sampleBits, "wasted bits");
      if (wasted >= sampleBits) {
        throw bits.malformedAt(
            start, "fewer than " + sampleBits + " wasted bits", Integer.toString(wasted));
      }
    }
    int storedBits = sampleBits - wasted;
    boolean narrow;
    if (type == 0) {
      narrow = readConstant(storedBits, target, count);
    } else if (type == 1) {
      narrow = readVerbatim(storedBits, target, count);
    } else if (type >= 8 && type <= 12) {
      narrow = readFixed(type - 8, storedBits, target, count);
    } else if (type >= 32) {
      narrow = readLinear(type - 31, storedBits, target, count);
    } else {
      throw bits.malformedAt(
          start, "subframe type 0, 1, 8 to 12 or 32 to 63", Integer.toString(type));
    }
    if (narrow) {
      checkRange(storedBits, target, count, start);
    } else {
      checkRange(storedBits, wide, count, start);
    }
    if (narrow && sampleBits > Integer.SIZE) {
      widen(target, count);
      narrow = false;
    }
    if (wasted > 0) {
      shiftLeft(narrow, target, count, wasted);
    }
    return narrow;
  }

  private boolean readConstant(int sampleBits, int[] target, int count) throws IOException {
    long value = bits.readSigned(sampleBits);
    if (sampleBits > Integer.SIZE) {
      Arrays.fill(wide(count), 0, count, value);
      return false;
    }
    Arrays.fill(target, 0, count, (int) value);
    return true;
  }

  private boolean readVerbatim(int sampleBits, int[] target, int count) throws IOException {
    if (sampleBits > Integer.SIZE) {
      long[] samples = wide(count);
      for (int i = 0; i < count; i++) {
        samples[i] = bits.readSigned(sampleBits);
      }
      return false;
    }
    bits.readSigned(sampleBits, target, 0, count);
    return true;
  }

  private boolean readFixed(int order, int sampleBits, int[] target, int count) throws IOException {
    // The weights of the fixed predictor of order n add up to at most 2^n.
    boolean narrow = sampleBits + order < Integer.SIZE;
    readWarmUp(order, sampleBits, target, count, narrow);
    readResidual(order, target, count);
    if (narrow) {
      restoreFixed(order, target, count);
    } else {
      System.arraycopy(FIXED[order], 0, coefficients, 0, order);
      restoreWide(order, 0, target, count);
    }
    return narrow;
  }

  private boolean readLinear(int order, int sampleBits, int[] target, int count)
      throws IOException {
    // log2 of the order, rounded up, bounds what adding the products adds to their bits.
    int sumBits = Integer.SIZE - Integer.numberOfLeadingZeros(order - 1);
    // The precision is read after the warm-up, so that is kept wide until it is known.
    readWarmUp(order, sampleBits, target, count, false);
    long start = bits.position();
    int precision = 1 + (int) bits.readUnsigned(4);
    if (precision == 16) {
      throw bits.malformedAt(start, "a coefficient precision of 1 to 15 bits", "the reserved 16");
    }
    int shift = (int) bits.readSigned(5);
    if (shift < 0) {
      throw bits.malformedAt(start, "a shift that is not negative", Integer.toString(shift));
    }
    bits.readSigned(precision, coefficients, 0, order);
    boolean narrow = sampleBits + precision + sumBits <= Integer.SIZE;
    if (narrow) {
      for (int i = 0; i < order; i++) {
        target[i] = (int) wide[i];
      }
    }
    readResidual(order, target, count);
    if (narrow) {
      restoreLinear(order, shift, target, count);
    } else {
      restoreWide(order, shift, target, count);
    }
    return narrow;
  }

  private void readWarmUp(int order, int sampleBits, int[] target, int count, boolean narrow)
      throws IOException {
    if (order > count) {
      throw bits.malformed(
          "a predictor order of at most the block's " + count + " samples",
          Integer.toString(order));
    }
    if (narrow) {
      bits.readSigned(sampleBits, target, 0, order);
    } else {
      long[] samples = wide(count);
      for (int i = 0; i < order; i++) {
        samples[i] = bits.readSigned(sampleBits);
      }
    }
  }

  private void readResidual(int order, int[] target, int count) throws IOException {
    long start = bits.position();
    int method = (int) bits.readUnsigned(2);
    if (method > 1) {
      throw bits.malformedAt(start, "residual coding method 0 or 1", Integer.toString(method));
    }
    int partitionOrder = (int) bits.readUnsigned(4);
    int partitionSize = count >>> partitionOrder;
    if (partitionSize << partitionOrder != count || partitionSize < order) {
      throw bits.malformedAt(
          start,
          "a partition order that divides " + count + " into parts of at least " + order,
          Integer.toString(partitionOrder));
    }
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int from = order;
    for (int to = partitionSize; to <= count; to += partitionSize) {
      int parameter = (int) bits.readUnsigned(parameterBits);
      if (parameter == escape) {
        bits.readSigned((int) bits.readUnsigned(5), target, from, to);
      } else {
        bits.readRice(parameter, target, from, to);
      }
      from = to;
    }
  }

  private static void restoreFixed(int order, int[] samples, int count) {
    switch (order) {
      case 1 -> {
        int last = samples[0];
        for (int i = 1; i < count; i++) {
          last += samples[i];
          samples[i] = last;
        }
      }
      case 2 -> {
        int last = samples[1];
        int slope = last - samples[0];
        for (int i = 2; i < count; i++) {
          slope += samples[i];
          last += slope;
          samples[i] = last;
        }
      }
      case 3 -> {
        int last = samples[2];
        int slope = last - samples[1];
        int bend = slope - (samples[1] - samples[0]);
        for (int i = 3; i < count; i++) {
          bend += samples[i];
          slope += bend;
          last += slope;
          samples[i] = last;
        }
      }
      case 4 -> {
        int last = samples[3];
        int slope = last - samples[2];
        int bend = slope - (samples[2] - samples[1]);
        int jerk = bend - (samples[2] - 2 * samples[1] + samples[0]);
        for (int i = 4; i < count; i++) {
          jerk += samples[i];
          bend += jerk;
          slope += bend;
          last += slope;
          samples[i] = last;
        }
      }
      default -> {
        // Order 0 predicts 0: the residual is the signal.
      }
    }
  }

  /**
   * Orders above 12 are rare. The others share a loop of fixed length, with weights of 0 beyond the
   * order, because that runs twice as fast.
   */
  private void restoreLinear(int order, int shift, int[] samples, int count) {
    int length = order <= 4 ? 4 : order <= 8 ? 8 : 12;
    int[] weights = coefficients;
    int general = order <= 12 ? Math.min(length, count) : count;
    for (int i = order; i < general; i++) {
      int sum = 0;
      for (int j = 0; j < order; j++) {
        sum += weights[j] * samples[i - 1 - j];
      }
      samples[i] += sum >> shift;
    }
    if (general < count) {
      Arrays.fill(weights, order, length, 0);
      switch (length) {
        case 4 -> restore4(weights, shift, samples, count);
        case 8 -> restore8(weights, shift, samples, count);
        default -> restore12(weights, shift, samples, count);
      }
    }
  }

  private static void restore4(int[] w, int shift, int[] s, int count) {
    for (int i = 4; i < count; i++) {
      int sum = w[3] * s[i - 4] + w[2] * s[i - 3] + w[1] * s[i - 2] + w[0] * s[i - 1];
      s[i] += sum >> shift;
    }
  }

  private static void restore8(int[] w, int shift, int[] s, int count) {
    for (int i = 8; i < count; i++) {
      int old = w[7] * s[i - 8] + w[6] * s[i - 7] + w[5] * s[i - 6] + w[4] * s[i - 5];
      int sum = old + w[3] * s[i - 4] + w[2] * s[i - 3] + w[1] * s[i - 2] + w[0] * s[i - 1];
      s[i] += sum >> shift;
    }
  }

  private static void restore12(int[] w, int shift, int[] s, int count) {
    for (int i = 12; i < count; i++) {
      int oldest = w[11] * s[i - 12] + w[10] * s[i - 11] + w[9] * s[i - 10] + w[8] * s[i - 9];
      int old = w[7] * s[i - 8] + w[6] * s[i - 7] + w[5] * s[i - 6] + w[4] * s[i - 5];
      int sum = w[3] * s[i - 4] + w[2] * s[i - 3] + w[1] * s[i - 2] + w[0] * s[i - 1];
      s[i] += (oldest + old + sum) >> shift;
    }
  }

  /** The first {@code order} samples are in {@link #wide}, the residual of the others is not. */
  private void restoreWide(int order, int shift, int[] residual, int count) {
    long[] samples = wide;
    int[] weights = coefficients;
    for (int i = order; i < count; i++) {
      long sum = 0;
      for (int j = 0; j < order; j++) {
        sum += weights[j] * samples[i - 1 - j];
      }
      samples[i] = residual[i] + (sum >> shift);
    }
  }

  private void shiftLeft(boolean narrow, int[] target, int count, int wasted) {
    for (int i = 0; i < count; i++) {
      if (narrow) {
        target[i] <<= wasted;
      } else {
        wide[i] <<= wasted;
      }
    }
  }

  private void checkRange(int sampleBits, int[] samples, int count, long start)
      throws WfdbFormatException {
    int lowest = 0;
    int highest = 0;
    for (int i = 0; i < count; i++) {
      lowest = Math.min(lowest, samples[i]);
      highest = Math.max(highest, samples[i]);
    }
    checkRange(sampleBits, lowest, highest, start);
  }

  private void checkRange(int sampleBits, long[] samples, int count, long start)
      throws WfdbFormatException {
    long lowest = 0;
    long highest = 0;
    for (int i = 0; i < count; i++) {
      lowest = Math.min(lowest, samples[i]);
      highest = Math.max(highest, samples[i]);
    }
    checkRange(sampleBits, lowest, highest, start);
  }

  private void checkRange(int sampleBits, long lowest, long highest, long start)
      throws WfdbFormatException {
    long limit = 1L << (sampleBits - 1);
    if (lowest < -limit || highest >= limit) {
      throw bits.malformedAt(
          start, "samples of " + sampleBits + " bits", lowest + " to " + highest);
    }
  }

  private void widen(int[] samples, int count) {
    long[] target = wide(count);
    for (int i = 0; i < count; i++) {
      target[i] = samples[i];
    }
  }

  private long[] wide(int count) {
    if (wide.length < count) {
      wide = new long[count];
    }
    return wide;
  }
}
