package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.AverageSpec;
import org.ecg4j.models.CnnGruSpec;
import org.ecg4j.models.FusionSpec;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.GruSpec;
import org.ecg4j.models.Layer;
import org.ecg4j.models.Models;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.Pooling;
import org.ecg4j.models.Readout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training with GRUs in plain Java against training with LibTorch's, whose gradients come from its
 * automatic differentiation.
 */
class GruTrainingTest {
  private static final long SEED = 11;
  private static final InputSpec SEQUENCE =
      NetworkCases.input(Part.spectrogram("spectrogram", 1, 5, 12));
  private static final InputSpec LONG = NetworkCases.input(Part.signal(46, 33));
  private static final InputSpec SIGNAL = NetworkCases.input(Part.signal(2, 40));
  private static final InputSpec JOINED =
      NetworkCases.input(Part.signal(2, 40), Part.features("rr", 4), Part.features("shape", 3));

  private int threads;

  @BeforeEach
  void rememberThreads() {
    threads = TorchRuntime.threads();
  }

  @AfterEach
  void restoreThreads() {
    TorchRuntime.useThreads(threads);
  }

  /** A network and a number of examples. */
  record Case(String name, PlannedSpec spec, InputSpec input, int rows) {
    @Override
    public String toString() {
      return name + " x " + rows;
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (GruCell cell : GruCell.values()) {
      for (int layers = 1; layers <= 3; layers++) {
        for (boolean both : new boolean[] {false, true}) {
          for (Readout readout : List.of(Readout.LAST_STEP, Readout.FLATTEN)) {
            for (int rows : new int[] {1, 3, 5, 32}) {
              GruSpec spec =
                  Models.gru()
                      .withHiddenUnits(7)
                      .withCell(cell)
                      .withLayers(layers)
                      .withBidirectional(both)
                      .withReadout(readout)
                      .withDropout(layers > 1 && rows > 3 ? 0.4 : 0);
              String name = cell + " " + layers + (both ? " both " : " one ") + readout;
              cases.add(new Case(name, spec, SEQUENCE, rows));
            }
          }
        }
      }
    }
    cases.addAll(behindOthers());
    return cases.stream();
  }

  /** GRUs that gradients go through to layers before them. */
  static List<Case> behindOthers() {
    List<Case> cases = new ArrayList<>();
    CnnGruSpec convolved = new CnnGruSpec(List.of(4, 6), 3, Pooling.max(2), 2, 5, 0.3);
    cases.add(new Case("behind a convolution", convolved, SIGNAL, 5));
    cases.add(new Case("in a fusion", new FusionSpec(convolved, List.of(5), 6, 0.3), JOINED, 5));
    GruSpec gru = Models.gru().withHiddenUnits(6);
    GruSpec other = gru.withCell(GruCell.RESET_BEFORE).withReadout(Readout.ATTENTION);
    List<List<Integer>> both = List.of(List.of(0), List.of(0));
    cases.add(new Case("two beside", new AverageSpec(List.of(gru, other), both), SEQUENCE, 4));
    cases.add(new Case("one over the other", new Chain(), SIGNAL, 9));
    cases.add(new Case("course", course(), LONG, 37));
    return cases;
  }

  private static GruSpec course() {
    return Models.gru()
        .withLayers(2)
        .withHiddenUnits(128)
        .withBidirectional(false)
        .withReadout(Readout.LAST_STEP);
  }

  /** A convolution, and over it a GRU, beside it, and a second GRU over all of that. */
  private static final class Chain implements PlannedSpec {
    @Override
    public String kind() {
      return "chain";
    }

    @Override
    public Map<String, String> options() {
      return Map.of();
    }

    @Override
    public int body(NetworkPlan.Builder plan, List<Integer> parts) {
      int convolved = plan.add("conv", new Layer.Conv1d(4, 3, 1, 1, true), parts.get(0));
      int steps = plan.add(new Layer.Permute(List.of(1, 0)), convolved);
      int first = plan.add("one", new Layer.Gru(4, 1, false, 0, GruCell.FUSED), steps);
      int joined = plan.add(new Layer.Concat(1), first, steps);
      int second = plan.add("two", new Layer.Gru(3, 2, true, 0.2, GruCell.FUSED), joined);
      return plan.add(new Layer.Flatten(), second);
    }
  }

  /** What a training step gives: logits, then all gradients. */
  private static float[][] step(Case network, boolean plainJava) {
    int outputs = 2;
    try (Network net =
            Network.create(network.spec(), network.input(), outputs, Device.cpu(), SEED);
        NetworkTrainer trainer =
            plainJava
                ? new NetworkTrainer(net)
                : new NetworkTrainer(net, new GruTape(Map.of(), net.weights()));
        BatchFeed feed = BatchFeed.of(net, rows(network), 0, 1)) {
      feed.begin(IntStream.range(0, network.rows()).toArray(), network.rows(), 0, 0);
      float[] logits = trainer.forward(feed, SEED, 3, 1);
      float[] gradient = values(logits.length, 5);
      trainer.backward(gradient);
      float[] gradients = new float[net.weightCount()];
      trainer.update(
          (weights, own, first, count) -> System.arraycopy(own, 0, gradients, first, count));
      return new float[][] {logits, gradients};
    }
  }

  private static RowSource rows(Case network) {
    int width = network.input().size();
    float[] values = values(network.rows() * width, 7);
    return new RowSource() {
      @Override
      public InputSpec spec() {
        return network.input();
      }

      @Override
      public int size() {
        return network.rows();
      }

      @Override
      public boolean isFixed() {
        return true;
      }

      @Override
      public Reader reader() {
        return (row, pass, target) -> System.arraycopy(values, row * width, target, 0, width);
      }
    };
  }

  private static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithLibTorch(Case network) {
    float[][] own = step(network, true);
    float[][] expected = step(network, false);
    assertClose("logits", own[0], expected[0]);
    assertClose("gradients", own[1], expected[1]);
    double largest = 0;
    for (float gradient : expected[1]) {
      largest = Math.max(largest, Math.abs(gradient));
    }
    assertThat(largest).as("a gradient worth comparing").isGreaterThan(0.1);
  }

  static List<Case> grus() {
    GruSpec deep = course().withHiddenUnits(24).withLayers(3).withDropout(0.3);
    return List.of(
        new Case("course", course(), LONG, 70),
        new Case("deep", deep.withBidirectional(true).withReadout(Readout.MEAN), LONG, 70),
        new Case("before", deep.withCell(GruCell.RESET_BEFORE), LONG, 70));
  }

  @ParameterizedTest
  @MethodSource("grus")
  void bitsDoNotDependOnThreads(Case network) {
    TorchRuntime.useThreads(1);
    float[][] one = step(network, true);
    for (int many : new int[] {2, 3}) {
      TorchRuntime.useThreads(many);
      float[][] shared = step(network, true);
      assertThat(shared[0]).isEqualTo(one[0]);
      assertThat(shared[1]).isEqualTo(one[1]);
    }
  }

  @Test
  void answersOfABatchAgreeWithLibTorch() {
    cases()
        .filter(network -> network.rows() == 32 || network.rows() == 37)
        .forEach(
            network -> {
              try (Network net =
                  Network.create(network.spec(), network.input(), 2, Device.cpu(), SEED)) {
                for (int rows : new int[] {37, 5, 16, 37}) {
                  float[] values = values(rows * network.input().size(), rows);
                  assertClose(
                      network + ", logits",
                      net.logits(values, rows),
                      net.engineLogits(values, rows));
                }
                float[] weights = net.trainable();
                for (int i = 0; i < weights.length; i++) {
                  weights[i] *= 1.5f;
                }
                net.setTrainable(weights);
                float[] values = values(8 * network.input().size(), 1);
                assertClose(
                    network + " after a change",
                    net.logits(values, 8),
                    net.engineLogits(values, 8));
              }
            });
  }

  @Test
  void wideOnesAreLeftToLibTorch() {
    for (int hidden : new int[] {256, 257}) {
      GruSpec spec = course().withHiddenUnits(hidden);
      try (Network net = Network.create(spec, LONG, 1, Device.cpu(), SEED)) {
        assertThat(GruNode.of(spec, LONG, 1, net.weights())).hasSize(hidden == 256 ? 1 : 0);
      }
    }
  }

  @Test
  void batchesTooLargeForTheHeapAreLeftToLibTorch() {
    GruForm form = new GruForm(100_000, 10, 256, 2, 2, false, 0);
    assertThat(GruNode.fitsHeap(form.kept(1000))).isFalse();
    assertThat(GruNode.fitsHeap(new GruForm(33, 46, 128, 2, 1, false, 0).kept(256))).isTrue();
  }

  private static void assertClose(String what, float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as(what + " " + i)
          .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
