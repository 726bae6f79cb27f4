package org.ecg4j.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelSpecTest {

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsItsOptionsBack(NetworkCases.Case network) {
    ModelSpec spec = network.spec();
    assertThat(ModelSpec.restore(spec.kind(), spec.options())).isEqualTo(spec);
  }

  @Test
  void optionsAreText() {
    assertThat(Models.cnn().options())
        .containsExactly(
            Map.entry("channels", "32,64"),
            Map.entry("kernel", "3"),
            Map.entry("pooling", "max:2"),
            Map.entry("batchNorm", "false"),
            Map.entry("activation", "relu"),
            Map.entry("dense", "128:relu"),
            Map.entry("dropout", "0.0"));
  }

  @Test
  void restoreNamesWhatIsWrong() {
    Map<String, String> options = new HashMap<>(Models.gru().options());
    assertThatThrownBy(() -> ModelSpec.restore("transformer", options))
        .hasMessageContaining("transformer")
        .hasMessageContaining("resnet1d");
    options.put("cell", "reset_never");
    assertThatThrownBy(() -> ModelSpec.restore("gru", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cell")
        .hasMessageContaining("reset_never");
    options.remove("cell");
    assertThatThrownBy(() -> ModelSpec.restore("gru", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gru network needs the option cell");
    options.put("cell", "fused");
    options.put("heads", "8");
    assertThatThrownBy(() -> ModelSpec.restore("gru", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a gru network has no option [heads]");
    options.remove("heads");
    options.put("layers", "-1");
    assertThatThrownBy(() -> ModelSpec.restore("gru", options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers must be at least 1, not -1");
  }

  @Test
  void refusesInputsThatAreTooShortNamingBothShapes() {
    assertThatThrownBy(
            () -> Models.cnn().check(NetworkCases.input(Part.spectrogram("stft", 1, 33, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stft (lead 1, frequency 33, time 3)")
        .hasMessageContaining("needs at least 2 time steps, but gets shape [64, 1]");
    assertThatThrownBy(() -> Models.alexNet().check(NetworkCases.input(Part.signal(2, 20))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alexnet cannot take [signal (lead 2, time 20)]")
        .hasMessageContaining("needs at least 3 time steps");
  }

  @Test
  void refusesPartsThatDoNotFitTogether() {
    assertThatThrownBy(
            () ->
                Models.cnn()
                    .check(
                        NetworkCases.input(
                            Part.signal(1, 1440), Part.spectrogram("stft", 1, 33, 46))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("equal time axes")
        .hasMessageContaining("time 1440")
        .hasMessageContaining("time 46");
    assertThatThrownBy(() -> Models.resNet1d().check(NetworkCases.input(Part.features("rr", 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rr (feature 4)");
    assertThatThrownBy(() -> Models.fusion().check(NetworkCases.input(Part.signal(1, 1440))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one part (feature)")
        .hasMessageContaining("signal (lead 1, time 1440)");
    assertThatThrownBy(
            () ->
                Models.biLstm()
                    .withAxis(SequenceAxis.FREQUENCY)
                    .check(NetworkCases.input(Part.signal(1, 1440))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to walk along the frequencies");
    Part sideways = new Part("sideways", List.of(Axis.TIME, Axis.LEAD), List.of(1440, 2));
    assertThatThrownBy(() -> Models.cnn().check(NetworkCases.input(sideways)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sideways (time 1440, lead 2)");
  }

  @Test
  void acceptsTheCourseShapes() {
    for (Part part :
        List.of(Part.spectrogram("stft", 1, 33, 46), Part.signal(1, 1440), Part.signal(2, 1440))) {
      for (ModelSpec spec :
          List.of(
              Models.biLstm(),
              Models.gru(),
              Models.cnn(),
              Models.alexNet(),
              Models.alexNet().withForm(AlexNetSpec.Form.COMPACT),
              Models.resNet1d(),
              Models.cnnGru())) {
        spec.check(NetworkCases.input(part));
      }
    }
  }

  @Test
  void specsRefuseNonsense() {
    assertThatThrownBy(() -> Models.biLstm().withDropout(1))
        .hasMessage("dropout must be from 0 to below 1, not 1.0");
    assertThatThrownBy(() -> Models.cnn().withKernel(4))
        .hasMessage("kernel must be odd and positive, not 4");
    assertThatThrownBy(() -> Models.cnn().withChannels(List.of()))
        .hasMessage("channels must be positive numbers, at least one, not []");
    assertThatThrownBy(() -> Models.alexNet().withWidth(64))
        .hasMessage("width must be a multiple of 3, not 64");
  }

  @Test
  void planPrintsLayersAndCounts() {
    String table =
        Models.courseNotebook(CourseNetwork.CNN)
            .plan(NetworkCases.input(Part.spectrogram("stft", 1, 33, 46)), 1)
            .toString();
    assertThat(table.lines())
        .anySatisfy(line -> assertThat(line).startsWith("conv2").endsWith("6,208"))
        .anySatisfy(line -> assertThat(line).startsWith("total").endsWith("99,777"));
  }
}
