package org.ecg4j.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ecg4j.signal.BaselineRemoval.Edge;
import org.junit.jupiter.api.Test;

/** {@link BaselineRemoval} against {@code scipy.signal.medfilt} and a sort of every window. */
class BaselineRemovalTest {
  private static final double[] X = Golden.signal();

  @Test
  void mediansEqualSciPy() {
    JsonObject reference = Golden.read("filters.json").getAsJsonObject("medfilt");
    for (int kernel : new int[] {73, 217}) {
      assertThat(BaselineRemoval.median(X, kernel, Edge.ZERO))
          .containsExactly(Golden.values(reference.get("kernel_" + kernel)));
    }
    for (JsonElement more : Golden.read("filters_more.json").getAsJsonArray("medfilt")) {
      assertThat(
              BaselineRemoval.median(
                  Arrays.copyOf(X, 240),
                  more.getAsJsonObject().get("kernel").getAsInt(),
                  Edge.ZERO))
          .containsExactly(Golden.values(more.getAsJsonObject().get("y")));
    }
  }

  @Test
  void windowsOf200And600MsAre73And217SamplesAt360Hz() {
    assertThat(BaselineRemoval.windowSamples(200, 360)).isEqualTo(73);
    assertThat(BaselineRemoval.windowSamples(600, 360)).isEqualTo(217);
    double[] expected =
        BaselineRemoval.median(BaselineRemoval.median(X, 73, Edge.ZERO), 217, Edge.ZERO);
    float[] baseline =
        BaselineRemoval.defaults().withEdge(Edge.ZERO).baseline(Samples.toFloat(X), 360);
    assertThat(Golden.error(Samples.toDouble(baseline), expected)).isLessThan(1e-6);
  }

  /** Ties, gaps and every edge, against sorting. */
  @Test
  void slidingMedianEqualsSorting() {
    SplittableRandom random = new SplittableRandom(5);
    for (int length : new int[] {1, 2, 3, 8, 31}) {
      SlidingMedian window = new SlidingMedian(length);
      double[] given = new double[400];
      for (int i = 0; i < given.length; i++) {
        given[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(12);
        window.add(given[i]);
        double[] known =
            Arrays.stream(given, Math.max(0, i + 1 - length), i + 1)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        double expected =
            known.length == 0
                ? Double.NaN
                : (known[(known.length - 1) / 2] + known[known.length / 2]) / 2;
        assertThat(window.median())
            .as("after %d of length %d", i, length)
            .isEqualTo(Double.valueOf(expected));
      }
    }
  }

  @Test
  void takesAStraightWanderOutAndLeavesTheBeats() {
    float[] wandering = new float[3600];
    for (int i = 0; i < wandering.length; i++) {
      wandering[i] = 0.0005f * i + (i % 300 < 20 ? 1 : 0);
    }
    float[] corrected = BaselineRemoval.defaults().remove(wandering, 360);
    // Away from the ends, where half a window is missing.
    for (int i = 300; i < 3300; i++) {
      assertThat(corrected[i]).isCloseTo(i % 300 < 20 ? 1 : 0, within(0.03f));
    }
  }

  @Test
  void streamEqualsTheWholeSignalButLater() {
    float[] x = Samples.toFloat(X);
    x[500] = Float.NaN;
    for (Edge edge : Edge.values()) {
      BaselineRemoval removal = BaselineRemoval.defaults().withEdge(edge);
      for (int count : new int[] {0, 1, 5, 40, 100, 150, 1440}) {
        float[] given = Arrays.copyOf(x, count);
        BaselineStream stream = removal.stream(360);
        assertThat(stream.delaySamples()).isEqualTo(36 + 108);
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
          float out = stream.next(given[i]);
          if (i < 144) {
            assertThat(out).isNaN();
          } else {
            result[i - 144] = out;
          }
        }
        float[] rest = stream.finish();
        assertThat(rest).hasSize(Math.min(count, 144));
        System.arraycopy(rest, 0, result, count - rest.length, rest.length);
        assertThat(result)
            .as("%s %d", edge, count)
            .containsExactly(removal.remove(given, 360), within(1e-6f));
        assertThatIllegalStateException().isThrownBy(() -> stream.next(0));
      }
    }
  }

  @Test
  void refusesAWindowOfNoLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaselineRemoval.defaults().withWindowsMs(0, 600))
        .withMessageContaining("0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BaselineRemoval.defaults().remove(new float[10], -1));
  }
}
