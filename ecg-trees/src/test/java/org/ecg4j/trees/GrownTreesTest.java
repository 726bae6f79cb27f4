package org.ecg4j.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.trees.TreeOptions.Balance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Trees small enough to grow by hand. A leaf's value is {@code -G / (H + 1)}: with two classes and
 * a start at 1/2 each of its examples adds 1/2 or -1/2 to G and 1/4 to H.
 */
class GrownTreesTest {
  /** Nothing is left to chance. */
  private static final TreeOptions STUMP = new TreeOptions(1, 1, 1, 1, 1, 1, Balance.NONE);

  /** The second value tells the classes apart between 4 and 5, the first says nothing. */
  private static final float[] VALUES = {7, 1, 7, 2, 7, 3, 7, 4, 7, 5, 7, 6, 7, 7, 7, 8};

  private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1};

  @BeforeAll
  static void load() {
    XgBoostLibrary.require();
  }

  private static float[] weights(int rows, float weight) {
    float[] weights = new float[rows];
    Arrays.fill(weights, weight);
    return weights;
  }

  private static float[] probabilities(TreeOptions options, float[] weights, float... asked) {
    try (GrownTrees trees = GrownTrees.grow(VALUES, LABELS, weights, 2, options, 1, 1)) {
      return trees.probabilities(asked, asked.length / 2);
    }
  }

  private static double logistic(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }

  @Test
  void boostingSplitsWhereTheClassesPart() {
    // Each example counts twice. First round: G = 8/2 and H = 8/4 on either side, so that the
    // leaves
    // are -4/3 and 4/3. Second round: an example's G is p and its H p (1 - p) at p =
    // logistic(-4/3).
    double first = 4 / 3.0;
    double p = logistic(-first);
    double second = 8 * p / (8 * p * (1 - p) + 1);
    float[] twice = probabilities(STUMP.withTrees(2, 1), weights(8, 2), 7, 4, 7, 5, -50, 1, 50, 9);
    float low = (float) logistic(-first - second);
    float high = (float) logistic(first + second);
    assertThat(twice).containsExactly(new float[] {low, high, low, high}, within(1e-6f));
  }

  @Test
  void learningRateShortensTheStep() {
    double first = 0.1 * 4 / 3;
    double p = logistic(-first);
    double second = 0.1 * 8 * p / (8 * p * (1 - p) + 1);
    TreeOptions slow = STUMP.withTrees(2, 1).withLearningRate(0.1);
    assertThat(probabilities(slow, weights(8, 2), 7, 8)[0])
        .isCloseTo((float) logistic(first + second), within(1e-6f));
  }

  @Test
  void aForestGivesTheSharesInItsLeaves() {
    // Three equal trees with values of -1 and 1, which stand for shares of 1/4 and 3/4 (not 0 and
    // 1,
    // for H + 1 stands for H), and one more that knows nothing: (3/4 * 3 + 1/2) / 4.
    float[] both = probabilities(STUMP.withTrees(1, 3), weights(8, 1), 7, 4, 7, 5);
    assertThat(both).containsExactly(new float[] {0.3125f, 0.6875f}, within(1e-6f));
    assertThat(probabilities(STUMP.withTrees(1, 3).withLearningRate(0.2), weights(8, 1), 7, 5)[0])
        .isCloseTo(0.6875f, within(1e-6f));
    // With much weight the leaf's share is whole: (1 * 3 + 1/2) / 4.
    assertThat(probabilities(STUMP.withTrees(1, 3), weights(8, 1e6f), 7, 5)[0])
        .isCloseTo(0.875f, within(1e-5f));
  }

  @Test
  void weightsCountAsSoManyExamples() {
    // Those of class 1 count three times: G = -3 * 4/2 and H = 3 * 4/4, a value of 6/4, which
    // stands
    // for a share of 7/8. The others as before: -1 and 1/4.
    float[] weights = {1, 1, 1, 1, 3, 3, 3, 3};
    float[] both = probabilities(STUMP, weights, 7, 4, 7, 5);
    assertThat(both).containsExactly(new float[] {0.375f, 0.6875f}, within(1e-6f));
  }

  @Test
  void threeClassesHaveATreeEach() {
    // Four examples of each class, told apart by one value. From equal thirds an example adds -2/3
    // to its own class's G, 1/3 to the others', and 2 * 1/3 * 2/3 to H.
    float[] values = {1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};
    int[] labels = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2};
    double own = 8 / 3.0 / (16 / 9.0 + 1);
    double other = -4 / 3.0 / (16 / 9.0 + 1);
    // The trees of the outer classes need one question: the other two classes share a leaf.
    double joint = -8 / 3.0 / (32 / 9.0 + 1);
    TreeOptions forest = STUMP.withDepth(2);
    try (GrownTrees trees = GrownTrees.grow(values, labels, weights(12, 1), 3, forest, 1, 1)) {
      float[] rows = trees.probabilities(new float[] {1, 2, 3}, 3);
      // Values to shares: a third, and 4/9 of the value; then a third of one tree that knows
      // nothing.
      double[] first = {share(own), share(other), share(joint)};
      double[] middle = {share(joint), share(own), share(joint)};
      double firstTotal = Arrays.stream(first).sum();
      double middleTotal = Arrays.stream(middle).sum();
      for (int c = 0; c < 3; c++) {
        assertThat(rows[c]).isCloseTo((float) (first[c] / firstTotal), within(1e-6f));
        assertThat(rows[3 + c]).isCloseTo((float) (middle[c] / middleTotal), within(1e-6f));
        assertThat(rows[6 + c]).isCloseTo(rows[2 - c], within(1e-6f));
      }
    }
    TreeOptions boosting = forest.withTrees(2, 1).withLearningRate(0.5);
    try (GrownTrees trees = GrownTrees.grow(values, labels, weights(12, 1), 3, boosting, 1, 1)) {
      float[] rows = trees.probabilities(new float[] {1, 2, 3}, 3);
      for (int row = 0; row < 3; row++) {
        assertThat(rows[3 * row] + rows[3 * row + 1] + rows[3 * row + 2])
            .isCloseTo(1, within(1e-6f));
        assertThat(rows[4 * row]).isGreaterThan(0.5f);
      }
    }
  }

  private static double share(double value) {
    return 1 / 3.0 + value * 4 / 9 + 1 / 3.0;
  }

  @Test
  void seedDecidesAndThreadsDoNot() {
    SplittableRandom random = new SplittableRandom(5);
    int rows = 3000;
    int columns = 12;
    float[] values = new float[rows * columns];
    int[] labels = new int[rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    for (int i = 0; i < rows; i++) {
      boolean second = values[i * columns] + 0.3 * random.nextDouble() > 0.7;
      labels[i] = second ? 1 : 0;
    }
    for (TreeOptions options :
        new TreeOptions[] {
          TreeOptions.boosting().withTrees(10, 1), TreeOptions.forest().withTrees(1, 10)
        }) {
      float[] one = grown(values, labels, options, 1, 1);
      assertThat(grown(values, labels, options, 1, 1)).containsExactly(one);
      assertThat(grown(values, labels, options, 1, 3)).containsExactly(one);
      assertThat(grown(values, labels, options, 2, 1)).isNotEqualTo(one);
    }
  }

  private static float[] grown(
      float[] values, int[] labels, TreeOptions options, long seed, int threads) {
    try (GrownTrees trees =
        GrownTrees.grow(values, labels, weights(labels.length, 1), 2, options, seed, threads)) {
      return trees.probabilities(values, labels.length);
    }
  }

  @Test
  void aMissingValueFollowsWhereItLearnedTo() {
    float[] values = {1, 1, 1, 1, Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    try (GrownTrees trees =
        GrownTrees.grow(values, LABELS, weights(8, 1), 2, STUMP.withTrees(2, 1), 1, 1)) {
      float[] asked = trees.probabilities(new float[] {1, Float.NaN}, 2);
      assertThat(asked[0]).isLessThan(0.3f);
      assertThat(asked[1]).isGreaterThan(0.7f);
    }
  }
}
