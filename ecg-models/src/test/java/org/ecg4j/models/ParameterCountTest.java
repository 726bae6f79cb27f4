package org.ecg4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.junit.jupiter.api.Test;

/** Parameter counts and output shapes of the full-sized networks, as PyTorch counts them. */
class ParameterCountTest {
  private static final Part SPECTROGRAM = Part.spectrogram("spectrogram", 1, 33, 46);

  @Test
  void countsAgreeWithTorch() throws IOException {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("spectrogram", SPECTROGRAM);
    parts.put("signal", Part.signal(1, 1440));
    parts.put("two leads", Part.spectrogram("spectrogram", 2, 33, 46));
    Map<String, PlannedSpec> specs = new LinkedHashMap<>();
    specs.put("bilstm", Models.biLstm());
    specs.put("gru", Models.gru());
    specs.put("cnn", Models.cnn());
    specs.put("resnet1d", Models.resNet1d());
    specs.put("cnngru", Models.cnnGru());
    specs.put("alexnet", Models.alexNet());
    specs.put("alexnet 4096", Models.alexNet().withDenseUnits(4096));
    specs.put("alexnet compact", Models.alexNet().withForm(AlexNetSpec.Form.COMPACT));
    specs.put("fusion", Models.fusion());
    Map<String, Long> counts = new TreeMap<>();
    specs.forEach(
        (kind, spec) ->
            parts.forEach(
                (shape, part) -> {
                  for (int outputs : new int[] {1, 5}) {
                    NetworkPlan plan = spec.plan(input(spec, part), outputs);
                    counts.put(kind + " / " + shape + " / " + outputs, plan.parameterCount());
                    assertThat(plan.nodes().get(plan.nodes().size() - 1).shape())
                        .containsExactly(outputs);
                  }
                }));
    for (CourseNetwork network : CourseNetwork.values()) {
      NetworkPlan plan = Models.courseNotebook(network).plan(NetworkCases.input(SPECTROGRAM), 1);
      counts.put(
          "course " + network.name().toLowerCase(java.util.Locale.ROOT), plan.parameterCount());
    }
    assertThat(counts).isEqualTo(torchCounts());
  }

  private static InputSpec input(ModelSpec spec, Part part) {
    return spec instanceof FusionSpec
        ? NetworkCases.input(part, Part.features("rr", 4))
        : NetworkCases.input(part);
  }

  private static Map<String, Long> torchCounts() throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (Reader reader =
        new InputStreamReader(
            ParameterCountTest.class.getResourceAsStream("/golden/torch/networks.json"),
            StandardCharsets.UTF_8)) {
      JsonObject json = JsonParser.parseReader(reader).getAsJsonObject();
      json.getAsJsonObject("parameters")
          .entrySet()
          .forEach(entry -> counts.put(entry.getKey(), entry.getValue().getAsLong()));
    }
    return counts;
  }

  @Test
  void courseNotebookHasThePublishedCounts() {
    assertThat(
            List.of(CourseNetwork.values()).stream()
                .map(Models::courseNotebook)
                .map(spec -> spec.plan(NetworkCases.input(SPECTROGRAM), 1).parameterCount()))
        .containsExactly(57_473L, 99_777L, 453_761L, 166_785L);
  }
}
