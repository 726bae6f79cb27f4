package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.List;
import java.util.stream.Collectors;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.models.NetworkCases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every network against the same network in Python torch, with torch's weights loaded by name. */
class NetworkTorchTest {

  static List<NetworkCases.Case> cases() {
    return NetworkCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithTorch(NetworkCases.Case network) {
    try (TorchCase torch = new TorchCase("net_" + network.name())) {
      Block block = Networks.build(network.spec(), network.input(), network.outputs());
      torch.loadByName(block);
      NDList inputs = new NDList();
      for (InputSpec.Part part : network.input().parts()) {
        inputs.add(torch.get("x." + part.name()).duplicate());
      }
      torch.checkForwardAndBackward(
          block,
          inputs,
          torch.weightNames().stream().collect(Collectors.toMap(name -> name, name -> name)));
      for (int i = 0; i < inputs.size(); i++) {
        String name = "gx." + network.input().parts().get(i).name();
        TorchCase.assertClose(name, inputs.get(i).getGradient(), torch.get(name));
      }
      for (Pair<String, Parameter> pair : Networks.parameters(block)) {
        if (!pair.getValue().requiresGradient()) {
          TorchCase.assertClose(
              pair.getKey(), pair.getValue().getArray(), torch.get("r." + pair.getKey()));
        }
      }
      NDArray evaluated = Networks.forward(block, inputs, false);
      assertThat(evaluated.getShape()).isEqualTo(torch.get("y_eval").getShape());
      TorchCase.assertClose("y_eval", evaluated, torch.get("y_eval"));
    }
  }
}
