package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.ecg4j.models.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Single layers and short chains of them against {@code golden/torch/make_golden.py}. */
class LayerTorchTest {

  static Stream<Arguments> chains() {
    Layer relu = new Layer.Activate(Activation.RELU);
    Layer pool2 = new Layer.Pool(Pooling.Kind.MAX, 2, 2);
    Layer pool3 = new Layer.Pool(Pooling.Kind.MAX, 3, 2);
    return Stream.of(
        Arguments.of("lstm_uni", List.of(new Layer.Lstm(4, 1, false, 0))),
        Arguments.of("lstm_bi", List.of(new Layer.Lstm(4, 1, true, 0))),
        Arguments.of("lstm_bi_square", List.of(new Layer.Lstm(4, 1, true, 0))),
        Arguments.of("lstm_bi_2layers", List.of(new Layer.Lstm(4, 2, true, 0))),
        Arguments.of("gru_uni", List.of(new Layer.Gru(4, 1, false, 0, GruCell.FUSED))),
        Arguments.of("gru_uni", List.of(new Layer.Gru(4, 1, false, 0, GruCell.RESET_AFTER))),
        Arguments.of("gru_2layers", List.of(new Layer.Gru(4, 2, false, 0, GruCell.FUSED))),
        Arguments.of("gru_2layers", List.of(new Layer.Gru(4, 2, false, 0, GruCell.RESET_AFTER))),
        Arguments.of("gru_bi_2layers", List.of(new Layer.Gru(4, 2, true, 0, GruCell.FUSED))),
        Arguments.of("gru_bi_2layers", List.of(new Layer.Gru(4, 2, true, 0, GruCell.RESET_AFTER))),
        Arguments.of(
            "cnn",
            List.of(
                new Layer.Conv1d(8, 3, 1, 1, true),
                relu,
                pool2,
                new Layer.Conv1d(12, 3, 1, 1, true),
                relu,
                pool2,
                new Layer.Flatten(),
                new Layer.Dense(16),
                relu,
                new Layer.Dense(1))),
        Arguments.of(
            "alexnet_compact",
            List.of(
                new Layer.Conv1d(6, 11, 4, 2, true),
                relu,
                pool3,
                new Layer.Conv1d(10, 5, 1, 2, true),
                relu,
                pool3,
                new Layer.Conv1d(12, 3, 1, 1, true),
                relu,
                new Layer.Flatten(),
                new Layer.Dense(1))),
        Arguments.of(
            "conv_bn_relu_train",
            List.of(new Layer.Conv1d(4, 5, 1, 2, true), new Layer.BatchNorm(), relu)));
  }

  @ParameterizedTest
  @MethodSource("chains")
  void agreesWithTorch(String name, List<Layer> layers) {
    try (TorchCase torch = new TorchCase(name)) {
      NDArray input = torch.get("x").duplicate();
      NetworkBlock block = chain(input, layers);
      torch.loadInOrder(block);
      Map<String, String> names = new HashMap<>();
      List<String> trained =
          block.plan().weights().stream()
              .filter(weight -> weight.trained())
              .map(weight -> weight.name())
              .toList();
      for (int i = 0; i < trained.size(); i++) {
        names.put(trained.get(i), torch.weightNames().get(i));
      }
      if (name.startsWith("conv_bn")) {
        // Batch normalisation takes a channel's mean away, and with it what the bias did.
        names.put("layer0.bias", TorchCase.ZERO);
      }
      torch.checkForwardAndBackward(block, new NDList(input), names);
      TorchCase.assertClose("gx", input.getGradient(), torch.get("gx"));
      if (name.startsWith("conv_bn")) {
        for (String statistic : List.of("running_mean", "running_var")) {
          TorchCase.assertClose(
              statistic,
              block.getDirectParameters().get("layer1." + statistic).getArray(),
              torch.get(statistic));
        }
        TorchCase.assertClose("y_eval", block.run(new NDList(input), false), torch.get("y_eval"));
      }
    }
  }

  private static NetworkBlock chain(NDArray input, List<Layer> layers) {
    int rows = (int) input.getShape().get(1);
    int columns = (int) input.getShape().get(2);
    Part part = new Part("x", List.of(Axis.LEAD, Axis.TIME), List.of(rows, columns));
    NetworkPlan.Builder plan = NetworkPlan.builder("chain", NetworkCases.input(part));
    int value = 0;
    for (int i = 0; i < layers.size(); i++) {
      value = plan.add("layer" + i, layers.get(i), value);
    }
    return new NetworkBlock(plan.build());
  }

  @Test
  void ownCellAgreesWithTheEnginesOnRandomWeights() {
    List<float[]> results = new ArrayList<>();
    for (GruCell cell : new GruCell[] {GruCell.FUSED, GruCell.RESET_AFTER}) {
      try (TorchCase torch = new TorchCase("gru_uni")) {
        NDArray input = torch.manager().arange(2 * 9 * 3f).sin().reshape(2, 9, 3);
        NetworkBlock block = chain(input, List.of(new Layer.Gru(16, 2, true, 0, cell)));
        Networks.initialize(block, torch.manager(), 77);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray output = block.run(new NDList(input), true);
          results.add(output.toFloatArray());
          collector.backward(output.square().sum());
        }
        NDArray gradient =
            block.getDirectParameters().get("layer0.weight_hh_l0_reverse").getArray().getGradient();
        results.add(gradient.toFloatArray());
      }
    }
    assertThat(results.get(2)).containsExactly(results.get(0), offset(1e-6f));
    assertThat(results.get(3)).containsExactly(results.get(1), offset(1e-5f));
  }
}
