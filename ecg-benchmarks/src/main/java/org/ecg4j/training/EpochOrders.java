package org.ecg4j.training;

import java.util.Optional;

/** Lets a comparison hand the peer the order in which our training takes its examples. */
public final class EpochOrders {
  private EpochOrders() {}

  /**
   * The order of the first epoch.
   *
   * @param seed the training's
   * @param size how many examples there are
   * @return their indices
   */
  public static int[] first(long seed, int size) {
    return new EpochOrder(Optional.empty(), seed, new int[size], 1).of(0);
  }
}
