package org.ecg4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.sampling.EditedNearestNeighbours.Agreement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What imbalanced-learn 0.10 makes of the same points; golden/sampling/make_samplers.py says how.
 */
class SamplersGoldenTest {
  private static final Map<String, SamplingStrategy> STRATEGIES =
      Map.of(
          "auto", SamplingStrategy.auto(),
          "minority", SamplingStrategy.minority(),
          "majority", SamplingStrategy.majority(),
          "not minority", SamplingStrategy.notMinority(),
          "not majority", SamplingStrategy.notMajority(),
          "all", SamplingStrategy.all());

  /** The fields of cleaners.json, as Gson fills them. */
  private static final class PointsFile {
    private final double[][] x = {};
    private final int[] y = {};
  }

  /** The fields of samplers.json, as Gson fills them. */
  private static final class SamplersFile {
    @SerializedName("kept_indices")
    private final Map<String, int[]> keptIndices = Map.of();

    private final Map<String, Map<String, int @Nullable []>> counts = Map.of();

    @SerializedName("in_danger")
    private final Map<Integer, int[]> inDanger = Map.of();

    @SerializedName("adasyn_counts")
    private final int[] adasynCounts = {};
  }

  private static SamplersFile golden = new SamplersFile();
  private static TrainingSet train = PointSets.of(new double[][] {{0}}, new int[] {0});

  @BeforeAll
  static void read() throws IOException {
    golden = read("samplers.json", SamplersFile.class);
    PointsFile points = read("cleaners.json", PointsFile.class);
    train = PointSets.of(points.x, points.y);
  }

  private static <T> T read(String name, Class<T> type) throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                SamplersGoldenTest.class.getResourceAsStream("/golden/sampling/" + name)),
            StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, type);
    }
  }

  @Test
  void cleanersKeepTheSameIndices() {
    SamplingStrategy majority = SamplingStrategy.majority();
    SamplingStrategy notMajority = SamplingStrategy.notMajority();
    SamplingStrategy all = SamplingStrategy.all();
    Map<String, Sampler> samplers = new LinkedHashMap<>();
    samplers.put("NearMiss(version=2)", NearMiss.of(2, SamplingStrategy.auto()));
    samplers.put("NearMiss(version=3)", NearMiss.of(3, SamplingStrategy.auto()));
    samplers.put("NearMiss(version=1, sampling_strategy='majority')", NearMiss.of(1, majority));
    samplers.put(
        "NearMiss(version=2, sampling_strategy={0: 70, 1: 41})",
        NearMiss.of(2, SamplingStrategy.counts(Map.of("N", 70, "V", 41))));
    samplers.put(
        "NearMiss(version=3, sampling_strategy={0: 12, 1: 20})",
        NearMiss.of(3, SamplingStrategy.counts(Map.of("N", 12, "V", 20))));
    samplers.put(
        "EditedNearestNeighbours(sampling_strategy='all')", EditedNearestNeighbours.of(all));
    samplers.put(
        "EditedNearestNeighbours(sampling_strategy='majority', n_neighbors=1)",
        EditedNearestNeighbours.of(majority).withNeighbours(1));
    samplers.put(
        "EditedNearestNeighbours(sampling_strategy='not majority', n_neighbors=7)",
        EditedNearestNeighbours.of(notMajority).withNeighbours(7));
    samplers.put(
        "EditedNearestNeighbours(sampling_strategy='all', kind_sel='mode', n_neighbors=4)",
        EditedNearestNeighbours.of(all).withAgreement(Agreement.MODE).withNeighbours(4));
    samplers.put(
        "EditedNearestNeighbours(sampling_strategy=[2], kind_sel='mode')",
        EditedNearestNeighbours.of(SamplingStrategy.counts(Map.of("A", 0)))
            .withAgreement(Agreement.MODE));
    samplers.put("TomekLinks(sampling_strategy='majority')", TomekLinks.of(majority));
    samplers.put("TomekLinks(sampling_strategy='not majority')", TomekLinks.of(notMajority));
    assertThat(samplers.keySet()).isEqualTo(golden.keptIndices.keySet());
    samplers.forEach(
        (name, sampler) -> {
          TrainingSet kept = sampler.sample(train);
          assertThat(IntStream.range(0, kept.size()).map(i -> row(kept.beatSample(i))))
              .as(name)
              .containsExactly(box(golden.keptIndices.get(name)));
        });
  }

  @Test
  void strategiesAskForTheSameCounts() {
    expectCounts("over", strategy -> RandomOverSampler.of(strategy, 1));
    expectCounts("over", strategy -> Smote.of(strategy, 1));
    expectCounts("over", strategy -> Smote.borderline(strategy, 1));
    expectCounts("under", strategy -> RandomUnderSampler.of(strategy, 1));
    expectCounts("under", strategy -> NearMiss.of(1, strategy));
  }

  private static void expectCounts(String way, Function<SamplingStrategy, Sampler> sampler) {
    Map<String, int @Nullable []> expected = Objects.requireNonNull(golden.counts.get(way));
    assertThat(expected.keySet()).isEqualTo(STRATEGIES.keySet());
    expected.forEach(
        (name, counts) -> {
          Sampler asked = sampler.apply(Objects.requireNonNull(STRATEGIES.get(name)));
          if (counts == null) {
            assertThatThrownBy(() -> asked.sample(train))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strategy '" + name + "'");
          } else {
            assertThat(asked.sample(train).classCounts()).as(name).isEqualTo(counts);
          }
        });
  }

  @Test
  void aCleanerRefusesTheSmallestClassAlone() {
    assertThatThrownBy(() -> TomekLinks.of(SamplingStrategy.minority()).sample(train))
        .hasMessageContaining("strategy 'minority'");
  }

  /** 100 or more draws from at most 33 rows: with this seed every one of them is met. */
  @Test
  void borderlineSmoteStartsFromTheSameExamples() {
    TrainingSet more = Smote.borderline(SamplingStrategy.auto(), 1).sample(train);
    Map<Integer, Set<Integer>> started = Map.of(1, new TreeSet<>(), 2, new TreeSet<>());
    for (int i = train.size(); i < more.size(); i++) {
      Objects.requireNonNull(started.get(more.label(i)))
          .add(row(more.get(i).origin().parents().get(0).beatSample()));
    }
    golden.inDanger.forEach(
        (label, rows) -> {
          Set<Integer> starts = Objects.requireNonNull(started.get(label));
          assertThat(List.of(box(rows))).as("class " + label).containsAll(starts);
          assertThat(starts).hasSizeGreaterThan(rows.length * 4 / 5);
        });
  }

  @Test
  void adasynAddsAsMany() {
    assertThat(Adasyn.of(SamplingStrategy.auto(), 1).sample(train).classCounts())
        .isEqualTo(golden.adasynCounts);
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    TrainingSet spoilt =
        train.append(new float[][] {{0, Float.NaN}}, new int[] {0}, new int[] {1}, "test");
    assertThatThrownBy(() -> TomekLinks.of(SamplingStrategy.auto()).sample(spoilt))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value 1 of example 250 is NaN");
  }

  private static int row(long beatSample) {
    return (int) (beatSample / 2);
  }

  private static Integer[] box(int @Nullable [] rows) {
    return Arrays.stream(Objects.requireNonNull(rows)).boxed().toArray(Integer[]::new);
  }
}
