package org.ecg4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.TrainingSet;
import org.junit.jupiter.api.Test;

/** The indices that imbalanced-learn 0.10 keeps; golden/sampling/make_golden.py made them. */
class CleanersGoldenTest {
  /** The fields of the file, as Gson fills them. */
  private static final class Golden {
    private final double[][] x = {};
    private final int[] y = {};

    @SerializedName("kept_indices")
    private final Map<String, int[]> keptIndices = Map.of();
  }

  private static Golden golden() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                CleanersGoldenTest.class.getResourceAsStream("/golden/sampling/cleaners.json")),
            StandardCharsets.UTF_8)) {
      return new Gson().fromJson(reader, Golden.class);
    }
  }

  private static void expectKept(String name, Sampler sampler) throws IOException {
    Golden golden = golden();
    TrainingSet cleaned = sampler.sample(PointSets.of(golden.x, golden.y));
    int[] kept = new int[cleaned.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (int) (cleaned.beatSample(i) / 2);
    }
    assertThat(kept).as(name).isEqualTo(Objects.requireNonNull(golden.keptIndices.get(name)));
  }

  @Test
  void tomekLinks() throws IOException {
    expectKept("TomekLinks()", TomekLinks.of(SamplingStrategy.auto()));
    expectKept("TomekLinks(sampling_strategy='all')", TomekLinks.of(SamplingStrategy.all()));
  }

  @Test
  void editedNearestNeighbours() throws IOException {
    expectKept("EditedNearestNeighbours()", EditedNearestNeighbours.of(SamplingStrategy.auto()));
    expectKept(
        "EditedNearestNeighbours(kind_sel='mode', n_neighbors=5)",
        EditedNearestNeighbours.of(SamplingStrategy.auto())
            .withAgreement(EditedNearestNeighbours.Agreement.MODE)
            .withNeighbours(5));
  }

  @Test
  void nearMiss() throws IOException {
    expectKept("NearMiss(version=1)", NearMiss.of(1, SamplingStrategy.auto()));
  }
}
