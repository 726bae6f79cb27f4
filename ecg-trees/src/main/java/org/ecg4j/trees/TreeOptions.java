package org.ecg4j.trees;

import java.util.Objects;

/**
 * How many trees there are and how they grow.
 *
 * @param rounds of boosting, each of which betters what those before it left; one round is a forest
 * @param treesPerRound trees grown side by side in a round, whose mean is taken
 * @param depth the most questions on the way from root to leaf
 * @param learningRate share of each round's step that is taken, above 0 and at most 1; no matter in
 *     a forest
 * @param rowShare share of the examples that each tree sees, drawn without replacement
 * @param columnShare share of the values among which each node chooses, drawn anew
 * @param balance how much each example counts
 */
public record TreeOptions(
    int rounds,
    int treesPerRound,
    int depth,
    double learningRate,
    double rowShare,
    double columnShare,
    Balance balance) {

  /** How much each example counts. The mean weight is 1. */
  public enum Balance {
    /** All alike. */
    NONE,
    /** Classes have equal totals, examples of a class count alike. */
    CLASSES,
    /**
     * The {@code n} beats that a patient has of one symbol count {@code 1/sqrt(n)} each, so that
     * long records and common beats do not drown the others; then classes have equal totals.
     */
    PATIENT_SYMBOLS
  }

  /** Checks every value. */
  public TreeOptions {
    requireCount("rounds", rounds, 100_000);
    requireCount("treesPerRound", treesPerRound, 100_000);
    requireCount("depth", depth, 30);
    requireShare("learningRate", learningRate);
    requireShare("rowShare", rowShare);
    requireShare("columnShare", columnShare);
    Objects.requireNonNull(balance, "balance");
  }

  private static void requireCount(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", not " + value);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be above 0 and at most 1, not " + value);
    }
  }

  /**
   * Gradient boosting: two hundred shallow trees one after another.
   *
   * @return the options
   */
  public static TreeOptions boosting() {
    return new TreeOptions(200, 1, 5, 0.1, 0.7, 0.5, Balance.PATIENT_SYMBOLS);
  }

  /**
   * A random forest: three hundred deep trees, grown apart.
   *
   * @return the options
   */
  public static TreeOptions forest() {
    return new TreeOptions(1, 300, 12, 1, 0.632, 0.15, Balance.PATIENT_SYMBOLS);
  }

  /**
   * The same with other numbers of trees.
   *
   * @param newRounds one after another
   * @param newTreesPerRound side by side
   * @return a copy
   */
  public TreeOptions withTrees(int newRounds, int newTreesPerRound) {
    return new TreeOptions(
        newRounds, newTreesPerRound, depth, learningRate, rowShare, columnShare, balance);
  }

  /**
   * The same with another depth.
   *
   * @param newDepth the most questions on the way from root to leaf
   * @return a copy
   */
  public TreeOptions withDepth(int newDepth) {
    return new TreeOptions(
        rounds, treesPerRound, newDepth, learningRate, rowShare, columnShare, balance);
  }

  /**
   * The same with another learning rate.
   *
   * @param newLearningRate above 0 and at most 1
   * @return a copy
   */
  public TreeOptions withLearningRate(double newLearningRate) {
    return new TreeOptions(
        rounds, treesPerRound, depth, newLearningRate, rowShare, columnShare, balance);
  }

  /**
   * The same with other shares.
   *
   * @param newRowShare of the examples, for each tree
   * @param newColumnShare of the values, for each node
   * @return a copy
   */
  public TreeOptions withShares(double newRowShare, double newColumnShare) {
    return new TreeOptions(
        rounds, treesPerRound, depth, learningRate, newRowShare, newColumnShare, balance);
  }

  /**
   * The same with other weights of examples.
   *
   * @param newBalance how much each counts
   * @return a copy
   */
  public TreeOptions withBalance(Balance newBalance) {
    return new TreeOptions(
        rounds, treesPerRound, depth, learningRate, rowShare, columnShare, newBalance);
  }

  boolean isForest() {
    return rounds == 1;
  }
}
