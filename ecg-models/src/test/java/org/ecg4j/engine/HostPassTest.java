package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.AverageSpec;
import org.ecg4j.models.CnnSpec;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.DenseLayer;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Models;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.Pooling;
import org.ecg4j.models.Readout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plain Java pass against PyTorch's own outputs, and against LibTorch for larger networks. */
class HostPassTest {
  private static final InputSpec SPECTROGRAM =
      NetworkCases.input(Part.spectrogram("spectrogram", 1, 33, 46));

  static List<NetworkCases.Case> goldenCases() {
    return NetworkCases.all();
  }

  /** Networks whose rows are long enough for every form of the products. */
  static Stream<NetworkCases.Case> largeCases() {
    List<NetworkCases.Case> cases = new ArrayList<>();
    for (CourseNetwork network : CourseNetwork.values()) {
      cases.add(large("course " + network, Models.courseNotebook(network), SPECTROGRAM, 1));
    }
    cases.add(large("bilstm", Models.biLstm().withReadout(Readout.ATTENTION), SPECTROGRAM, 5));
    cases.add(large("two layers", Models.biLstm().withLayers(3), SPECTROGRAM, 1));
    cases.add(large("gru before", gru(GruCell.RESET_BEFORE), SPECTROGRAM, 1));
    cases.add(large("gru after", gru(GruCell.RESET_AFTER), SPECTROGRAM, 1));
    cases.add(large("alexnet", Models.alexNet(), SPECTROGRAM, 5));
    cases.add(large("resnet", Models.resNet1d(), NetworkCases.input(Part.signal(2, 360)), 5));
    cases.add(large("cnngru", Models.cnnGru(), NetworkCases.input(Part.signal(2, 200)), 5));
    CnnSpec wide =
        new CnnSpec(
            List.of(17, 130),
            7,
            Pooling.average(3),
            true,
            Activation.LEAKY_RELU,
            List.of(new DenseLayer(33, Activation.TANH), new DenseLayer(9, Activation.ELU)),
            0.3);
    cases.add(large("wide cnn", wide, SPECTROGRAM, 1));
    PlannedSpec average =
        new AverageSpec(List.of(Models.cnn(), Models.biLstm()), List.of(List.of(0), List.of(0)));
    cases.add(large("average", average, SPECTROGRAM, 1));
    return cases.stream();
  }

  private static PlannedSpec gru(GruCell cell) {
    return Models.gru().withLayers(2).withCell(cell).withReadout(Readout.LAST_STEP);
  }

  private static NetworkCases.Case large(
      String name, PlannedSpec spec, InputSpec input, int outputs) {
    return new NetworkCases.Case(name, spec, input, outputs);
  }

  @ParameterizedTest
  @MethodSource("goldenCases")
  void agreesWithPyTorch(NetworkCases.Case network) throws IOException {
    TorchRuntime.start();
    Map<String, float[]> golden = new HashMap<>();
    try (NDManager manager = NDManager.newBaseManager("PyTorch");
        InputStream in =
            HostPassTest.class.getResourceAsStream("/golden/torch/net_" + network + ".npz")) {
      for (NDArray array : NDList.decode(manager, in)) {
        golden.put(array.getName(), array.toFloatArray());
      }
    }
    Map<String, float[]> weights = new HashMap<>();
    golden.forEach(
        (name, values) -> {
          if (name.startsWith("w.")) {
            weights.put(name.substring(2), values);
          }
        });
    golden.forEach(
        (name, values) -> {
          if (name.startsWith("r.")) {
            weights.put(name.substring(2), values); // the statistics at the time of y_eval
          }
        });
    HostPass pass = new HostPass(network.spec().plan(network.input(), network.outputs()), weights);
    float[] expected = golden.get("y_eval");
    int rows = expected.length / network.outputs();
    int width = network.input().size();
    float[] logits = new float[expected.length];
    for (int row = 0; row < rows; row++) {
      float[] example = new float[width];
      int at = 0;
      for (Part part : network.input().parts()) {
        System.arraycopy(
            golden.get("x." + part.name()), row * part.size(), example, at, part.size());
        at += part.size();
      }
      pass.logits(example, 0, logits, row * network.outputs());
    }
    assertClose(logits, expected);
  }

  @ParameterizedTest
  @MethodSource("largeCases")
  void agreesWithLibTorch(NetworkCases.Case network) {
    try (Network net = network(network)) {
      float[] values = values(2 * network.input().size(), 1);
      float[] logits = new float[2 * network.outputs()];
      HostPass pass = pass(network, net);
      pass.logits(values, 0, logits, 0);
      pass.logits(values, network.input().size(), logits, network.outputs());
      assertThat(logits[0]).isNotEqualTo(logits[network.outputs()]);
      assertClose(logits, net.engineLogits(values, 2));
    }
  }

  @Test
  void severalThreadsGetTheSame() throws Exception {
    NetworkCases.Case network = largeCases().findFirst().orElseThrow();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Network net = network(network)) {
      int width = network.input().size();
      float[] values = values(40 * width, 2);
      float[] expected = new float[40];
      for (int row = 0; row < 40; row++) {
        expected[row] =
            net.logits(Arrays.copyOfRange(values, row * width, (row + 1) * width), 1)[0];
      }
      List<Future<float[]>> answers = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        answers.add(
            threads.submit(
                () -> {
                  float[] own = new float[40];
                  for (int row = 0; row < 40; row += 2) {
                    float[] two = Arrays.copyOfRange(values, row * width, (row + 2) * width);
                    System.arraycopy(net.logits(two, 2), 0, own, row, 2);
                  }
                  return own;
                }));
      }
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).containsExactly(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void followsItsWeights() {
    NetworkCases.Case network = large("cnn", Models.cnn().withBatchNorm(true), SPECTROGRAM, 1);
    try (Network net = network(network)) {
      float[] values = values(network.input().size(), 3);
      float before = net.logits(values, 1)[0];
      float[] weights = net.trainable();
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= 1.1f;
      }
      net.setTrainable(weights);
      float after = net.logits(values, 1)[0];
      assertThat(after).isNotCloseTo(before, within(1e-4f));
      assertClose(net.logits(values, 1), net.engineLogits(values, 1));
      float[] statistics = net.buffers();
      Arrays.fill(statistics, 0.7f);
      net.setBuffers(statistics);
      assertThat(net.logits(values, 1)[0]).isNotCloseTo(after, within(1e-4f));
      assertClose(net.logits(values, 1), net.engineLogits(values, 1));
    }
  }

  @Test
  void hyperbolicTangentIsThatOfTheJdk() {
    float[] values = new float[40_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i - 20_000) * 1e-3f;
    }
    float[] tanh = values.clone();
    HostFunctions.tanh(tanh);
    for (int i = 0; i < values.length; i++) {
      double exact = Math.tanh(values[i]);
      assertThat((double) tanh[i]).isCloseTo(exact, within(5e-7 * Math.abs(exact)));
    }
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f};
    HostFunctions.tanh(special);
    assertThat(special[0]).isNaN();
    assertThat(special[1]).isCloseTo(1, within(1e-6f));
    assertThat(special[2]).isCloseTo(-1, within(1e-6f));
    assertThat(special[3]).isZero();
  }

  @Test
  void longConvolutionsAreLeftToLibTorch() {
    InputSpec longSignal = NetworkCases.input(Part.signal(1, 1440));
    assertThat(FewRows.isFaster(Models.cnn().plan(SPECTROGRAM, 1))).isTrue();
    assertThat(FewRows.isFaster(Models.cnn().plan(longSignal, 1))).isFalse();
    assertThat(FewRows.isFaster(Models.biLstm().plan(longSignal, 1))).isFalse();
    assertThat(FewRows.isFaster(Models.gru().plan(longSignal, 1))).isTrue();
  }

  /** A network whose weights, biases and running statistics are all told apart. */
  private static Network network(NetworkCases.Case network) {
    Network net =
        Network.create(network.spec(), network.input(), network.outputs(), Device.cpu(), 3);
    SplittableRandom random = new SplittableRandom(4);
    float[] statistics = net.buffers();
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = 0.1f + 0.2f * (float) random.nextDouble();
    }
    net.setBuffers(statistics);
    float[] weights = net.trainable();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= 1 + (float) random.nextDouble();
    }
    net.setTrainable(weights);
    return net;
  }

  private static HostPass pass(NetworkCases.Case network, Network net) {
    Map<String, float[]> weights = new HashMap<>();
    net.namedWeights().forEach(array -> weights.put(array.name(), array.values()));
    return new HostPass(network.spec().plan(network.input(), network.outputs()), weights);
  }

  private static float[] values(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (4 * random.nextDouble() - 2);
    }
    return values;
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("logit " + i)
          .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
