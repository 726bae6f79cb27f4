package org.ecg4j.wfdb;

import java.util.Arrays;

/**
 * Finds the cheapest partitioned Rice code for a residual and writes it (RFC 9639, section 9.2.7).
 * The search is exact: the cost of every parameter is known for the smallest partitions, and the
 * cost of a larger one is the sum of theirs.
 */
final class FlacRice {
  private static final int MAX_PARTITION_ORDER = 8;
  private static final int MAX_PARAMETER = 30;

  /** The highest parameter that the shorter coding method has. */
  private static final int MAX_SHORT_PARAMETER = 14;

  private final long[][] costs = new long[1 << MAX_PARTITION_ORDER][MAX_PARAMETER + 1];
  private final int[] parameters = new int[1 << MAX_PARTITION_ORDER];
  private final int[] tried = new int[1 << MAX_PARTITION_ORDER];
  private int partitionOrder;
  private int method;

  /**
   * Finds the best partitions.
   *
   * @param residual the first {@code order} values are not part of it
   * @param order the predictor's order
   * @param count samples in the block
   * @return the size of the coded residual in bits
   */
  long plan(int[] residual, int order, int count) {
    int finest = MAX_PARTITION_ORDER;
    while (finest > 0 && (count % (1 << finest) != 0 || count >>> finest <= order)) {
      finest--;
    }
    computeCosts(residual, order, count, finest);
    long best = Long.MAX_VALUE;
    for (int splits = finest; splits >= 0; splits--) {
      if (splits < finest) {
        mergePairs(1 << splits);
      }
      for (int candidate = 0; candidate <= 1; candidate++) {
        long size = choose(1 << splits, candidate);
        if (size < best) {
          best = size;
          partitionOrder = splits;
          method = candidate;
          System.arraycopy(tried, 0, parameters, 0, 1 << splits);
        }
      }
    }
    return best;
  }

  /** Writes the residual of the last plan. */
  void write(FlacBitWriter out, int[] residual, int order, int count) {
    out.write(method, 2);
    out.write(partitionOrder, 4);
    int from = order;
    for (int partition = 0; partition < 1 << partitionOrder; partition++) {
      int parameter = parameters[partition];
      out.write(parameter, 4 + method);
      int to = (partition + 1) * (count >>> partitionOrder);
      for (int i = from; i < to; i++) {
        int folded = fold(residual[i]);
        out.writeUnary(folded >>> parameter);
        out.write(folded, parameter);
      }
      from = to;
    }
  }

  private void computeCosts(int[] residual, int order, int count, int finest) {
    int size = count >>> finest;
    for (int partition = 0; partition < 1 << finest; partition++) {
      int from = Math.max(order, partition * size);
      int to = (partition + 1) * size;
      long[] cost = costs[partition];
      Arrays.fill(cost, 0);
      for (int i = from; i < to; i++) {
        // Quotients of all parameters at once: each is half of the one before.
        int quotient = fold(residual[i]);
        for (int parameter = 0; quotient != 0 && parameter <= MAX_PARAMETER; parameter++) {
          cost[parameter] += quotient & 0xFFFFFFFFL;
          quotient >>>= 1;
        }
      }
      for (int parameter = 0; parameter <= MAX_PARAMETER; parameter++) {
        cost[parameter] += (long) (to - from) * (parameter + 1);
      }
    }
  }

  private void mergePairs(int partitions) {
    for (int partition = 0; partition < partitions; partition++) {
      long[] left = costs[2 * partition];
      long[] right = costs[2 * partition + 1];
      for (int parameter = 0; parameter <= MAX_PARAMETER; parameter++) {
        costs[partition][parameter] = left[parameter] + right[parameter];
      }
    }
  }

  /** The size with the best parameters of one method, which are left in {@link #tried}. */
  private long choose(int partitions, int candidateMethod) {
    int highest = candidateMethod == 0 ? MAX_SHORT_PARAMETER : MAX_PARAMETER;
    long size = 2 + 4 + (long) partitions * (4 + candidateMethod);
    for (int partition = 0; partition < partitions; partition++) {
      long[] cost = costs[partition];
      int best = 0;
      for (int parameter = 1; parameter <= highest; parameter++) {
        if (cost[parameter] < cost[best]) {
          best = parameter;
        }
      }
      tried[partition] = best;
      size += cost[best];
    }
    return size;
  }

  /** Folds the sign into the lowest bit: 0, -1, 1, -2 become 0, 1, 2, 3. */
  private static int fold(int value) {
    return (value << 1) ^ (value >> 31);
  }
}
