package org.ecg4j.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.features.Stft;
import org.ecg4j.features.StftOptions;
import org.ecg4j.models.AverageSpec;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Models;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.PlannedSpec;
import org.ecg4j.models.djl.Networks;
import org.ecg4j.testing.TestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exported files in ONNX Runtime against the same networks in LibTorch. */
class OnnxExporterTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  static List<NetworkCases.Case> cases() {
    List<NetworkCases.Case> cases = new ArrayList<>(NetworkCases.all());
    cases.addAll(fullSized());
    return cases;
  }

  /** The defaults and the course networks over the spectrogram of a beat. */
  static List<NetworkCases.Case> fullSized() {
    Part spectrogram = Part.spectrogram("spectrogram", 1, 33, 46);
    InputSpec plain = NetworkCases.input(spectrogram);
    List<NetworkCases.Case> cases = new ArrayList<>();
    cases.add(new NetworkCases.Case("full bilstm", Models.biLstm(), plain, 1));
    cases.add(new NetworkCases.Case("full gru", Models.gru(), plain, 5));
    cases.add(
        new NetworkCases.Case(
            "full own gru", Models.gru().withCell(GruCell.RESET_BEFORE), plain, 1));
    cases.add(new NetworkCases.Case("full cnn", Models.cnn(), plain, 1));
    cases.add(new NetworkCases.Case("full alexnet", Models.alexNet(), plain, 5));
    cases.add(new NetworkCases.Case("full resnet1d", Models.resNet1d(), plain, 1));
    cases.add(new NetworkCases.Case("full cnngru", Models.cnnGru(), plain, 5));
    cases.add(
        new NetworkCases.Case(
            "full fusion",
            Models.fusion(),
            NetworkCases.input(spectrogram, Part.features("rr", 4)),
            1));
    cases.add(
        new NetworkCases.Case(
            "full average",
            new AverageSpec(
                List.of(Models.cnn(), Models.biLstm(), Models.dense()),
                List.of(List.of(0), List.of(0), List.of(1))),
            NetworkCases.input(spectrogram, Part.features("rr", 4)),
            3));
    for (CourseNetwork network : CourseNetwork.values()) {
      PlannedSpec spec = Models.courseNotebook(network);
      cases.add(new NetworkCases.Case("course " + network, spec, plain, 1));
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithLibTorch(NetworkCases.Case network) throws IOException, OrtException {
    SplittableRandom random = new SplittableRandom(11);
    check(network, (batch, part) -> values(batch * part.size(), random));
  }

  @Test
  @Tag("mitdb")
  void agreesWithLibTorchOnRealBeats() throws IOException, OrtException {
    List<Path> records = Stream.of("100", "119", "208").map(TestData.mitdb()::resolve).toList();
    EcgDataset beats =
        EcgDataset.load(records, DatasetOptions.defaults()).map(Stft.of(StftOptions.defaults()));
    SplittableRandom random = new SplittableRandom(11);
    for (NetworkCases.Case network : fullSized()) {
      check(
          network,
          (batch, part) ->
              part.name().equals("spectrogram")
                  ? spectrograms(beats, batch)
                  : values(batch * part.size(), random));
    }
  }

  /** Spectrograms of beats spread over the records. */
  private static float[] spectrograms(EcgDataset beats, int batch) {
    int[] indices = new int[batch];
    for (int i = 0; i < batch; i++) {
      indices[i] = (int) ((i + 0.5) * beats.size() / batch);
    }
    FloatBuffer target = FloatBuffer.allocate(batch * beats.inputSpec().size());
    beats.gather(indices, target);
    return target.array();
  }

  /** Exports a network and compares its logits at batch 1 and 32. */
  private void check(NetworkCases.Case network, BiFunction<Integer, Part, float[]> source)
      throws IOException, OrtException {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block block = block(network, manager, new SplittableRandom(12));
      Path file = folder.resolve("network.onnx");
      NetworkPlan plan = network.spec().plan(network.input(), network.outputs());
      OnnxExporter.write(plan, Networks.values(block), Map.of("classes", "N,V"), file);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = singleThreaded();
          OrtSession session = environment.createSession(file.toString(), options)) {
        assertThat(session.getMetadata().getCustomMetadata()).containsEntry("classes", "N,V");
        for (int batch : new int[] {1, 32}) {
          Map<String, OnnxTensor> inputs = new HashMap<>();
          NDList arrays = new NDList();
          for (Part part : network.input().parts()) {
            float[] values = source.apply(batch, part);
            long[] shape = shape(batch, part);
            arrays.add(manager.create(values, new Shape(shape)));
            inputs.put(
                part.name(), OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape));
          }
          NDArray expected = Networks.forward(block, arrays, false);
          try (OrtSession.Result result = session.run(inputs)) {
            OnnxTensor logits = (OnnxTensor) result.get("logits").orElseThrow();
            assertThat(logits.getInfo().getShape()).containsExactly(batch, network.outputs());
            assertClose(network, logits.getFloatBuffer().array(), expected.toFloatArray());
          }
          inputs.values().forEach(OnnxTensor::close);
        }
      }
    }
  }

  private static OrtSession.SessionOptions singleThreaded() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    return options;
  }

  /** A network whose every array, running statistics included, differs from its start. */
  private static Block block(
      NetworkCases.Case network, NDManager manager, SplittableRandom random) {
    Block block = Networks.build(network.spec(), network.input(), network.outputs());
    Networks.initialize(block, manager, 3);
    for (Pair<String, Parameter> pair : Networks.parameters(block)) {
      if (pair.getKey().contains("bn") || pair.getKey().contains("downsample.1")) {
        float[] values = values((int) pair.getValue().getShape().size(), random);
        for (int i = 0; i < values.length; i++) {
          values[i] = 1.1f + values[i];
        }
        Networks.bind(pair.getValue(), manager.create(values, pair.getValue().getShape()));
      }
    }
    return block;
  }

  /** Between -1 and 1. */
  private static float[] values(int count, SplittableRandom random) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }

  private static long[] shape(int batch, Part part) {
    long[] shape = new long[part.shape().size() + 1];
    shape[0] = batch;
    for (int i = 1; i < shape.length; i++) {
      shape[i] = part.shape().get(i - 1);
    }
    return shape;
  }

  private static void assertClose(NetworkCases.Case network, float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double allowed = TOLERANCE * Math.max(1, Math.abs(expected[i]));
      assertThat((double) Math.abs(actual[i] - expected[i]))
          .as("%s, logit %d: ONNX Runtime %s, LibTorch %s", network, i, actual[i], expected[i])
          .isLessThanOrEqualTo(allowed);
    }
  }

  @Test
  void missingWeightsAreNamedAndLeaveNoFile() throws IOException {
    NetworkPlan plan =
        Models.biLstm().plan(NetworkCases.input(Part.spectrogram("stft", 1, 5, 12)), 1);
    Path file = folder.resolve("incomplete.onnx");
    assertThatThrownBy(() -> OnnxExporter.write(plan, Map.of(), Map.of(), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lstm.weight_ih_l0 of shape [256, 5] needs 1280 values");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
