package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.BiLstmSpec;
import org.ecg4j.models.ModelSpec;
import org.ecg4j.models.Models;
import org.ecg4j.models.Readout;
import org.ecg4j.models.SequenceAxis;
import org.junit.jupiter.api.Test;

/** The BiLSTM against Python torch, with torch's weights. */
class BiLstmTorchTest {
  private static final InputSpec SPECTROGRAM =
      new InputSpec(
          360, List.of("MLII"), List.of(InputSpec.Part.spectrogram("spectrogram", 1, 33, 46)));

  @Test
  void flattenedOverTimeAgreesWithTorch() {
    check("bilstm_flatten_linear", Models.biLstm().withHiddenUnits(8), true);
  }

  @Test
  void lastStepOverFrequencyAgreesWithTorch() {
    BiLstmSpec spec =
        Models.biLstm()
            .withHiddenUnits(8)
            .withReadout(Readout.LAST_STEP)
            .withAxis(SequenceAxis.FREQUENCY);
    check("bilstm_last_linear", spec, false);
  }

  private static void check(String name, BiLstmSpec spec, boolean timeFirst) {
    try (TorchCase torch = new TorchCase(name)) {
      Block block = Networks.build(spec, SPECTROGRAM, 1);
      torch.loadInOrder(block);
      NDArray x = torch.get("x");
      NDArray input = (timeFirst ? x.transpose(0, 2, 1) : x).reshape(2, 1, 33, 46).duplicate();
      Map<String, String> torchNames = new HashMap<>();
      for (int i = 0; i < torch.weightNames().size(); i++) {
        torchNames.put(Networks.parameters(block).keyAt(i), torch.weightNames().get(i));
      }
      torch.checkForwardAndBackward(block, new NDList(input), torchNames);
      NDArray gradient = input.getGradient().reshape(2, 33, 46);
      TorchCase.assertClose(
          "gx", timeFirst ? gradient.transpose(0, 2, 1) : gradient, torch.get("gx"));
    }
  }

  @Test
  void parametersHaveTorchNames() {
    Block block = Networks.build(Models.biLstm(), SPECTROGRAM, 1);
    assertThat(Networks.parameters(block).keys())
        .containsExactly(
            "lstm.weight_ih_l0",
            "lstm.weight_hh_l0",
            "lstm.bias_ih_l0",
            "lstm.bias_hh_l0",
            "lstm.weight_ih_l0_reverse",
            "lstm.weight_hh_l0_reverse",
            "lstm.bias_ih_l0_reverse",
            "lstm.bias_hh_l0_reverse",
            "output.weight",
            "output.bias");
  }

  @Test
  void refusesFeaturesNamingThem() {
    InputSpec features =
        new InputSpec(360, List.of("MLII"), List.of(InputSpec.Part.features("rr", 4)));
    assertThatThrownBy(() -> Models.biLstm().check(features))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(lead, frequency, time)")
        .hasMessageContaining("rr (feature 4)");
  }

  @Test
  void readsItsOptionsBack() {
    BiLstmSpec spec = Models.biLstm().withLayers(2).withDropout(0.3).withReadout(Readout.ATTENTION);
    assertThat(ModelSpec.restore(spec.kind(), spec.options())).isEqualTo(spec);
  }
}
