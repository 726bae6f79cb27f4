package org.ecg4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ecg4j.dataset.Example;
import org.ecg4j.dataset.TrainingSet;
import org.junit.jupiter.api.Test;

class RandomSamplersTest {

  /**
   * 60 N in the unit square at the origin, 20 V around (1, 1), 10 A around (3, 0); overlapping, so
   * that there is a border.
   */
  private static TrainingSet threeClasses() {
    return clusters(60, 20, 10);
  }

  private static TrainingSet clusters(int... counts) {
    double[][] centres = {{0.5, 0.5}, {1, 1}, {1.2, 0}};
    SplittableRandom random = new SplittableRandom(11);
    double[][] points = new double[Arrays.stream(counts).sum()][2];
    int[] labels = new int[points.length];
    int at = 0;
    for (int c = 0; c < counts.length; c++) {
      for (int i = 0; i < counts[c]; i++) {
        labels[at] = c;
        for (int j = 0; j < 2; j++) {
          points[at][j] = Math.round(1e4 * (centres[c][j] + random.nextDouble(-0.5, 0.5))) / 1e4;
        }
        at++;
      }
    }
    return PointSets.of(points, labels);
  }

  @Test
  void underSamplingByPatientKeepsTheRootOfEachSymbol() {
    TrainingSet train = threeClasses();
    TrainingSet fewer = new PatientUnderSampler(2, 5).sample(train);
    // 2 sqrt(60) = 15.49, 2 sqrt(20) = 8.94, 2 sqrt(10) = 6.32, rounded up.
    assertThat(fewer.classCounts()).containsExactly(16, 9, 7);
    assertThat(samples(fewer)).doesNotHaveDuplicates().isSorted();
    assertThat(samples(train)).containsAll(samples(fewer));
    assertThat(samples(new PatientUnderSampler(2, 5).sample(train))).isEqualTo(samples(fewer));
    assertThat(samples(new PatientUnderSampler(2, 6).sample(train))).isNotEqualTo(samples(fewer));
    // 5 sqrt(10) is more than there are.
    assertThat(new PatientUnderSampler(5, 5).sample(train).classCounts())
        .containsExactly(39, 20, 10);
    assertThatThrownBy(() -> new PatientUnderSampler(0, 1)).hasMessageContaining("not 0.0");
  }

  @Test
  void strategiesMeanWhatImbalancedLearnSays() {
    List<String> names = List.of("N", "V", "A");
    int[] counts = {60, 20, 10};
    assertThat(SamplingStrategy.auto().toAdd(names, counts)).containsExactly(0, 40, 50);
    assertThat(SamplingStrategy.minority().toAdd(names, counts)).containsExactly(0, 0, 50);
    assertThat(SamplingStrategy.notMinority().toAdd(names, counts)).containsExactly(0, 40, 0);
    assertThat(SamplingStrategy.all().toAdd(names, counts)).containsExactly(0, 40, 50);
    assertThat(SamplingStrategy.counts(Map.of("V", 33)).toAdd(names, counts))
        .containsExactly(0, 13, 0);
    assertThat(SamplingStrategy.auto().toKeep(names, counts)).containsExactly(10, 10, 10);
    assertThat(SamplingStrategy.majority().toKeep(names, counts)).containsExactly(10, 20, 10);
    assertThat(SamplingStrategy.notMajority().toKeep(names, counts)).containsExactly(60, 10, 10);
    assertThat(SamplingStrategy.counts(Map.of("N", 7)).toKeep(names, counts))
        .containsExactly(7, 20, 10);
    assertThat(SamplingStrategy.auto().toClean(names, counts)).containsExactlyInAnyOrder(0, 1);
    assertThat(SamplingStrategy.majority().toClean(names, counts)).containsExactly(0);
    int[] two = {100, 30};
    List<String> binary = List.of("normal", "abnormal");
    assertThat(SamplingStrategy.ratio(0.5).toAdd(binary, two)).containsExactly(0, 20);
    assertThat(SamplingStrategy.ratio(0.5).toKeep(binary, two)).containsExactly(60, 30);
    assertThatThrownBy(() -> SamplingStrategy.ratio(0.5).toAdd(names, counts))
        .hasMessageContaining("for two classes");
    assertThatThrownBy(() -> SamplingStrategy.ratio(0.2).toAdd(binary, two))
        .hasMessageContaining("under-sampler");
    assertThatThrownBy(() -> SamplingStrategy.counts(Map.of("V", 5)).toAdd(names, counts))
        .hasMessageContaining("V from 20 examples down to 5");
    assertThatThrownBy(() -> SamplingStrategy.counts(Map.of("x", 5)).toAdd(names, counts))
        .hasMessageContaining("no class is named x; there are [N, V, A]");
    assertThatThrownBy(() -> SamplingStrategy.ratio(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SamplingStrategy.notMajority()).hasToString("not majority");
  }

  @Test
  void overSamplingKeepsWhatThereWasAndDrawsFromIt() {
    TrainingSet train = threeClasses();
    TrainingSet more = RandomOverSampler.of(SamplingStrategy.auto(), 3).sample(train);
    assertThat(more.classCounts()).containsExactly(60, 60, 60);
    for (int i = 0; i < more.size(); i++) {
      int source = (int) (more.beatSample(i) / 2);
      assertThat(more.label(i)).isEqualTo(train.label(source));
      assertThat(PointSets.values(more, i)).isEqualTo(PointSets.values(train, source));
      if (i < train.size()) {
        assertThat(source).isEqualTo(i);
      }
    }
    Set<Long> drawn = new HashSet<>();
    for (int i = train.size(); i < more.size(); i++) {
      drawn.add(more.beatSample(i));
    }
    assertThat(drawn).as("90 draws of 30 examples").hasSizeGreaterThan(20);
    assertThat(samples(more))
        .isEqualTo(samples(RandomOverSampler.of(SamplingStrategy.auto(), 3).sample(train)));
    assertThat(samples(more))
        .isNotEqualTo(samples(RandomOverSampler.of(SamplingStrategy.auto(), 4).sample(train)));
    assertThat(more.provenance().asMap().get("sampling"))
        .isEqualTo("random over-sampling, auto, seed 3");
  }

  @Test
  void underSamplingDrawsWithoutRepeats() {
    TrainingSet train = threeClasses();
    TrainingSet fewer = RandomUnderSampler.of(SamplingStrategy.auto(), 3).sample(train);
    assertThat(fewer.classCounts()).containsExactly(10, 10, 10);
    assertThat(samples(fewer)).doesNotHaveDuplicates().isSorted();
    assertThat(samples(fewer))
        .isEqualTo(samples(RandomUnderSampler.of(SamplingStrategy.auto(), 3).sample(train)));
    assertThat(samples(fewer))
        .isNotEqualTo(samples(RandomUnderSampler.of(SamplingStrategy.auto(), 4).sample(train)));
  }

  @Test
  void bothTogetherKeepTheSize() {
    TrainingSet train = clusters(90, 10);
    TrainingSet even = RandomRebalancer.of(0.25, 1).sample(train);
    assertThat(even.classCounts()).containsExactly(80, 20, 0);
    assertThatThrownBy(() -> RandomRebalancer.of(0.05, 1).sample(train))
        .hasMessageContaining("nearer");
    TrainingSet already = clusters(50, 50);
    assertThat(RandomRebalancer.of(1, 1).sample(already).classCounts()).containsExactly(50, 50, 0);
    assertThatThrownBy(() -> RandomRebalancer.of(1, 1).sample(threeClasses()))
        .hasMessageContaining("two classes, not 3");
  }

  @Test
  void smotePointsLieOnSegmentsBetweenNeighboursOfTheClass() {
    TrainingSet train = threeClasses();
    TrainingSet more = Smote.of(SamplingStrategy.auto(), 5).sample(train);
    assertThat(more.classCounts()).containsExactly(60, 60, 60);
    expectSegments(train, more, 5, 1);
    TrainingSet again = Smote.of(SamplingStrategy.auto(), 5).sample(train);
    for (int i = 0; i < more.size(); i++) {
      assertThat(PointSets.values(again, i)).isEqualTo(PointSets.values(more, i));
    }
    assertThatThrownBy(() -> Smote.of(SamplingStrategy.auto(), 5).withNeighbours(10).sample(train))
        .hasMessageContaining("class A has 10 examples; 10 neighbours need at least 11");
  }

  @Test
  void borderlineSmoteStartsAtTheBorder() {
    TrainingSet train = threeClasses();
    for (Smote smote :
        List.of(
            Smote.borderline(SamplingStrategy.auto(), 5),
            Smote.borderline2(SamplingStrategy.auto(), 5))) {
      TrainingSet more = smote.sample(train);
      assertThat(more.classCounts()).containsExactly(60, 60, 60);
      for (int i = train.size(); i < more.size(); i++) {
        int start = (int) (more.get(i).origin().parents().get(0).beatSample() / 2);
        int[] nearest = nearest(train, start, 10, -1);
        long foreign =
            Arrays.stream(nearest).filter(row -> train.label(row) != train.label(start)).count();
        assertThat(foreign).isBetween(5L, 9L);
      }
    }
    expectSegments(train, Smote.borderline(SamplingStrategy.auto(), 5).sample(train), 5, 1);
  }

  @Test
  void adasynAddsMostWhereOtherClassesAreNear() {
    TrainingSet train = threeClasses();
    TrainingSet more = Adasyn.of(SamplingStrategy.counts(Map.of("V", 60)), 5).sample(train);
    int[] started = new int[train.size()];
    for (int i = train.size(); i < more.size(); i++) {
      started[(int) (more.get(i).origin().parents().get(0).beatSample() / 2)]++;
    }
    double totalForeign = 0;
    double[] foreign = new double[train.size()];
    for (int row = 60; row < 80; row++) {
      foreign[row] =
          Arrays.stream(nearest(train, row, 5, -1))
              .filter(other -> train.label(other) != 1)
              .count();
      totalForeign += foreign[row];
    }
    for (int row = 60; row < 80; row++) {
      assertThat(started[row]).isEqualTo((int) Math.rint(foreign[row] / totalForeign * 40));
    }
    expectSegments(train, more, 5, 1);
  }

  @Test
  void combinationsCleanAfterAdding() {
    TrainingSet train = threeClasses();
    TrainingSet smote = Smote.of(SamplingStrategy.auto(), 2).sample(train);
    TrainingSet tomek = Samplers.smoteTomek(SamplingStrategy.auto(), 2).sample(train);
    TrainingSet enn = Samplers.smoteEnn(SamplingStrategy.auto(), 2).sample(train);
    assertThat(tomek.size()).isLessThan(smote.size()).isGreaterThan(enn.size());
    assertThat(TomekLinks.of(SamplingStrategy.all()).sample(smote).size()).isEqualTo(tomek.size());
  }

  @Test
  void nearMissVersionsOnHandMadePoints() {
    // Minority V at 0, 1, 2; majority N at 3, 4, 9, -5. Mean distance to the 3 nearest (all) V: 2,
    // 3, 8, 6.
    TrainingSet train =
        PointSets.of(
            new double[][] {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {9, 0}, {-4, 0}},
            new int[] {1, 1, 1, 0, 0, 0, 0});
    assertThat(samples(NearMiss.of(1, SamplingStrategy.auto()).sample(train)))
        .containsExactly(0L, 2L, 4L, 6L, 8L, 12L);
    assertThat(samples(NearMiss.of(2, SamplingStrategy.auto()).sample(train)))
        .containsExactly(0L, 2L, 4L, 6L, 8L, 12L);
    // The 3 nearest N of every V are those at 3, 4 and -5 for 0 and 1, and for 2; the one at 9 is
    // never among them.
    assertThat(samples(NearMiss.of(3, SamplingStrategy.counts(Map.of("N", 2))).sample(train)))
        .containsExactly(0L, 2L, 4L, 8L, 12L);
  }

  @Test
  void balancedBatchesHaveTheMixAndMissNothing() {
    int[] labels = new int[110];
    Arrays.fill(labels, 100, 110, 1);
    int[][] batches = BalancedBatches.of(3, 1).batches(labels, 16, 7, 0);
    assertThat(batches).hasDimensions(9, 16); // 100 examples, 12 a batch
    Set<Integer> seen = new HashSet<>();
    for (int[] batch : batches) {
      assertThat(Arrays.stream(batch).filter(row -> labels[row] == 1).count()).isEqualTo(4);
      Arrays.stream(batch).forEach(seen::add);
    }
    assertThat(seen).hasSize(110);
    assertThat(BalancedBatches.of(3, 1).batches(labels, 16, 7, 0)).isDeepEqualTo(batches);
    assertThat(BalancedBatches.of(3, 1).batches(labels, 16, 7, 1)[0]).isNotEqualTo(batches[0]);
    assertThatThrownBy(() -> BalancedBatches.even(2).batches(labels, 1, 0, 0))
        .hasMessageContaining("a batch of 1");
    assertThatThrownBy(() -> BalancedBatches.even(2).batches(new int[] {0, 2}, 4, 0, 0))
        .hasMessageContaining("2 classes, but a label is 2");
    assertThatThrownBy(() -> BalancedBatches.even(2).batches(new int[0], 4, 0, 0))
        .hasMessageContaining("no examples");
  }

  @Test
  void classWeights() {
    List<String> names = List.of("normal", "abnormal");
    // sklearn.utils.class_weight.compute_class_weight("balanced", ...) on MIT-BIH's course training
    // beats
    assertThat(ClassWeights.balanced().weights(names, new int[] {48_595, 5_340}))
        .containsExactly(0.5549439242720444, 5.050093632958801);
    assertThat(ClassWeights.power(0).weights(names, new int[] {90, 10})).containsExactly(1, 1);
    assertThat(ClassWeights.power(0.5).weights(names, new int[] {80, 20})[1])
        .isEqualTo(Math.sqrt(100 / 40.0));
    // (1 - 0.9) / (1 - 0.9^1) = 1, (1 - 0.9) / (1 - 0.9^2) = 0.1 / 0.19; scaled to add up to 2
    double second = 0.1 / 0.19;
    assertThat(ClassWeights.effectiveNumber(0.9).weights(names, new int[] {1, 2})[1])
        .isCloseTo(2 * second / (1 + second), within(1e-12));
    assertThat(
            ClassWeights.of(Map.of("abnormal", 3.0, "normal", 1.0))
                .weights(names, new int[] {5, 5}))
        .containsExactly(1, 3);
    assertThatThrownBy(
            () -> ClassWeights.of(Map.of("normal", 1.0)).weights(names, new int[] {5, 5}))
        .hasMessageContaining("no weight is given for class abnormal");
    assertThat(ClassWeights.balanced().weights(List.of("N", "V", "A"), new int[] {30, 10, 0}))
        .containsExactly(40 / 60.0, 2, 0);
  }

  private static void expectSegments(
      TrainingSet train, TrainingSet more, int neighbours, double longest) {
    for (int i = train.size(); i < more.size(); i++) {
      Example child = more.get(i);
      assertThat(child.origin().isSynthetic()).isTrue();
      int first = (int) (child.origin().parents().get(0).beatSample() / 2);
      int second = (int) (child.origin().parents().get(1).beatSample() / 2);
      assertThat(train.label(first)).isEqualTo(more.label(i));
      assertThat(train.label(second)).isEqualTo(more.label(i));
      assertThat(nearest(train, first, neighbours, train.label(first))).contains(second);
      float[] a = PointSets.values(train, first);
      float[] b = PointSets.values(train, second);
      float[] p = PointSets.values(more, i);
      double share =
          ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / squared(a, b);
      assertThat(share).isBetween(-1e-5, longest + 1e-5);
      double across = (p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0]);
      assertThat(Math.abs(across) / Math.sqrt(squared(a, b))).isLessThan(1e-5);
    }
  }

  private static double squared(float[] a, float[] b) {
    return (b[0] - a[0]) * (b[0] - a[0]) + (b[1] - a[1]) * (b[1] - a[1]);
  }

  /** The plain loop; of one class only unless that is -1. */
  private static int[] nearest(TrainingSet set, int row, int k, int label) {
    float[] own = PointSets.values(set, row);
    return IntStream.range(0, set.size())
        .filter(other -> other != row && (label < 0 || set.label(other) == label))
        .boxed()
        .sorted(Comparator.comparingDouble(other -> squared(own, PointSets.values(set, other))))
        .limit(k)
        .mapToInt(other -> other)
        .toArray();
  }

  private static List<Long> samples(TrainingSet set) {
    return IntStream.range(0, set.size()).mapToObj(set::beatSample).toList();
  }
}
