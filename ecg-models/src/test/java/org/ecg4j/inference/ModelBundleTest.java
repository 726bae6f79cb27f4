package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.NamedArray;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {
  @TempDir static Path folder;
  private static Path file;
  private static float[] predictions;
  private static final Examples TEST = SyntheticExamples.dataset(40, 2, 100, 2);

  @BeforeAll
  static void save() throws IOException {
    file = folder.resolve("model.ecgm");
    TrainingOptions options =
        TrainingOptions.defaults()
            .withEpochs(1)
            .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
    try (TrainedModel model =
        EcgTrainer.train(
            Models.biLstm().withHiddenUnits(4),
            SyntheticExamples.training(200, 2, 0, 1),
            options)) {
      predictions = model.predict(TEST);
      model.save(file);
    }
  }

  @Test
  void loadsToTheSameModel() throws IOException {
    try (TrainedModel loaded = TrainedModel.load(file)) {
      assertThat(loaded.predict(TEST)).isEqualTo(predictions);
      assertThat(loaded.info().lineage().subjects()).containsExactly("p0", "p1", "p2", "p3");
      assertThat(loaded.info().lineage().history().epochs()).hasSize(1);
      assertThat(loaded.info().lineage().provenance().asMap().get("record p2"))
          .matches("SHA-256 [0-9a-f]{64}");
      Path again = folder.resolve("again.ecgm");
      loaded.save(again);
      assertThat(again).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void predictsTheSameInAFreshProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PredictMain.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(printed).isEqualTo(PredictMain.text(predictions));
  }

  /** Loads a model and prints the bits of its predictions. */
  static final class PredictMain {
    public static void main(String[] arguments) throws IOException {
      try (TrainedModel model = TrainedModel.load(Path.of(arguments[0]))) {
        System.out.println(text(model.predict(TEST)));
      }
    }

    static String text(float[] values) {
      return String.join(
          " ",
          java.util.stream.IntStream.range(0, values.length)
              .mapToObj(i -> HexFormat.of().toHexDigits(Float.floatToIntBits(values[i])))
              .toList());
    }
  }

  @Test
  void weightsGoOutAndComeBack() throws IOException {
    Path npz = folder.resolve("weights.npz");
    Path safetensors = folder.resolve("weights.safetensors");
    try (TrainedModel loaded = TrainedModel.load(file)) {
      Npz.write(npz, loaded.weights());
      Safetensors.write(safetensors, loaded.weights());
      List<NamedArray> zeros =
          loaded.weights().stream()
              .map(w -> new NamedArray(w.name(), w.shape(), new float[w.size()]))
              .toList();
      try (TrainedModel blank = loaded.withWeights(zeros);
          TrainedModel fromNpz = blank.withWeights(Npz.read(npz));
          TrainedModel fromSafetensors = blank.withWeights(Safetensors.read(safetensors))) {
        assertThat(blank.predict(TEST)).containsOnly(0.5f);
        assertThat(fromNpz.predict(TEST)).isEqualTo(predictions);
        assertThat(fromSafetensors.predict(TEST)).isEqualTo(predictions);
        assertThatThrownBy(() -> blank.withWeights(zeros.subList(1, zeros.size())))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(zeros.get(0).name());
      }
    }
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItWasCut() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path cut = folder.resolve("cut.ecgm");
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TrainedModel.load(cut)).isInstanceOf(ModelFormatException.class);
    }
  }

  @Test
  void anAlteredByteIsRefusedOrOfNoConsequence() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path altered = folder.resolve("altered.ecgm");
    int refused = 0;
    int tried = 0;
    for (int at = 5; at < whole.length; at += 211) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x10;
      Files.write(altered, bytes);
      tried++;
      try (TrainedModel model = TrainedModel.load(altered)) {
        // A clock or a flag of the zip file itself.
        assertThat(model.predict(TEST)).isEqualTo(predictions);
      } catch (ModelFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(tried * 8 / 10);
  }

  @Test
  void otherVersionsKindsAndNetworksAreRefused() throws IOException {
    SealedZip zip = SealedZip.read(file, ModelBundle.KIND, ModelBundle.VERSION);
    Path other = folder.resolve("other.ecgm");
    SealedZip.write(other, ModelBundle.KIND, 3, zip.contentText(), zip.parts());
    assertThatThrownBy(() -> TrainedModel.load(other))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("version 3")
        .hasMessageContaining("other.ecgm");
    SealedZip.write(other, "ecg4j-checkpoint", 1, zip.contentText(), zip.parts());
    assertThatThrownBy(() -> TrainedModel.load(other))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("ecg4j-checkpoint");
    String wider = zip.contentText().replace("\"hiddenUnits\":\"4\"", "\"hiddenUnits\":\"5\"");
    assertThat(wider).isNotEqualTo(zip.contentText());
    SealedZip.write(other, ModelBundle.KIND, 1, wider, zip.parts());
    assertThatThrownBy(() -> TrainedModel.load(other))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("weights are not those of its network");
    Files.write(other, "not a zip".getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(() -> TrainedModel.load(other)).isInstanceOf(ModelFormatException.class);
    assertThat(new ByteArrayInputStream(zip.parts().get(ModelBundle.CARD)).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .contains("# ECG4J model", "p0, p1, p2, p3", "class0, class1");
    assertThat(List.copyOf(zip.parts().keySet()))
        .containsExactly("weights.safetensors", "transforms.safetensors", "model-card.md");
  }
}
