package org.ecg4j.evaluation;

import java.util.List;

/**
 * Sensitivity, positive predictivity and F1 of each AAMI class, and the indices <i>j</i> and
 * <i>j&kappa;</i>, as papers on the MIT-BIH database report them. Immutable.
 *
 * <p>ANSI/AAMI EC57 neither rewards nor punishes some confusions: a fusion or unclassifiable beat
 * that is called V is no false V, and an unclassifiable beat that is called S is no false S. They
 * are left out of the false positives here, in +P and in F1.
 */
public final class AamiScores {
  private static final List<String> KNOWN = List.of("N", "S", "V", "F", "Q");

  /** Weight of kappa in the index of Mar et al. */
  private static final double KAPPA_WEIGHT = 0.5;

  /** Weight of j, which is at most 4, in the index of Mar et al. */
  private static final double J_WEIGHT = 0.125;

  private final ConfusionMatrix matrix;

  private AamiScores(ConfusionMatrix matrix) {
    this.matrix = matrix;
  }

  /**
   * The scores of a matrix.
   *
   * @param matrix its classes are called N, S, V and perhaps F, Q, in any order
   * @return the scores
   */
  public static AamiScores of(ConfusionMatrix matrix) {
    if (!KNOWN.containsAll(matrix.classNames())
        || !matrix.classNames().containsAll(KNOWN.subList(0, 3))) {
      throw new IllegalArgumentException(
          "AAMI scores need the classes N, S, V and at most F, Q besides, not "
              + matrix.classNames());
    }
    return new AamiScores(matrix);
  }

  /**
   * The share of a class's beats that was recognised.
   *
   * @param className N, S, V, F or Q
   * @return 0 to 1, NaN without such beats
   */
  public double sensitivity(String className) {
    return matrix.recall(matrix.classIndex(className));
  }

  /**
   * The share of beats called so that are so.
   *
   * @param className N, S, V, F or Q
   * @return 0 to 1, NaN when no beat that counts was called so
   */
  public double positivePredictivity(String className) {
    long hits = matrix.truePositives(matrix.classIndex(className));
    return divide(hits, hits + falsePositives(className));
  }

  /**
   * The harmonic mean of {@link #sensitivity} and {@link #positivePredictivity}.
   *
   * @param className N, S, V, F or Q
   * @return 0 to 1, or NaN
   */
  public double f1(String className) {
    int index = matrix.classIndex(className);
    long hits = matrix.truePositives(index);
    return divide(2 * hits, 2 * hits + falsePositives(className) + matrix.falseNegatives(index));
  }

  /**
   * The index j of Mar et al. (IEEE Transactions on Biomedical Engineering 58, 2011): sensitivity
   * and positive predictivity of S and of V, added up.
   *
   * @return 0 to 4, or NaN
   */
  public double jIndex() {
    return sensitivity("S")
        + positivePredictivity("S")
        + sensitivity("V")
        + positivePredictivity("V");
  }

  /**
   * The index j&kappa; of Mar et al. (2011): half Cohen's kappa and an eighth of j.
   *
   * @return at most 1, or NaN
   */
  public double jKappa() {
    return KAPPA_WEIGHT * matrix.kappa() + J_WEIGHT * jIndex();
  }

  private long falsePositives(String className) {
    List<String> forgiven =
        switch (className) {
          case "V" -> List.of("F", "Q");
          case "S" -> List.of("Q");
          default -> List.of();
        };
    int column = matrix.classIndex(className);
    return matrix.falsePositives(column)
        - matrix.classNames().stream()
            .filter(forgiven::contains)
            .mapToLong(row -> matrix.count(matrix.classIndex(row), column))
            .sum();
  }

  private static double divide(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
