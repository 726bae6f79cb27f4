package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Activation;
import org.ecg4j.models.GruCell;
import org.ecg4j.models.Layer;
import org.ecg4j.models.NetworkCases;
import org.ecg4j.models.NetworkPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A recurrent layer of which only the last step is read leaves work out; a layer that changes
 * nothing between the two prevents that, and the answers must be the same.
 */
class LastStepTest {
  private static final InputSpec INPUT = NetworkCases.input(Part.signal(5, 12));

  static Stream<Layer> layers() {
    return Stream.of(
        new Layer.Lstm(4, 1, true, 0),
        new Layer.Lstm(4, 3, true, 0.3),
        new Layer.Lstm(4, 2, false, 0.3),
        new Layer.Gru(4, 2, true, 0, GruCell.FUSED),
        new Layer.Gru(4, 2, true, 0.3, GruCell.RESET_BEFORE));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void isWhatAllStepsEndWith(Layer layer) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NetworkBlock few = new NetworkBlock(plan(layer, false));
      NetworkBlock all = new NetworkBlock(plan(layer, true));
      Networks.initialize(few, manager, 3);
      Networks.initialize(all, manager, 3);
      NDArray input = manager.randomNormal(new Shape(7, 5, 12));
      for (boolean training : new boolean[] {false, true}) {
        assertThat(answers(few, input, training))
            .hasSize(7 * 2)
            .containsExactly(answers(all, input, training), within(1e-6f));
      }
    }
  }

  private static NetworkPlan plan(Layer layer, boolean apart) {
    NetworkPlan.Builder plan = NetworkPlan.builder("test", INPUT);
    int steps = plan.add(new Layer.Permute(List.of(1, 0)), 0);
    int states = plan.add("rnn", layer, steps);
    int read = apart ? plan.add(new Layer.Activate(Activation.IDENTITY), states) : states;
    plan.add("output", new Layer.Dense(2), plan.add(new Layer.LastStep(), read));
    return plan.build();
  }

  private static float[] answers(NetworkBlock block, NDArray input, boolean training) {
    DropoutKey.set(1, 2, 3);
    try {
      return block.run(new NDList(input), training).toFloatArray();
    } finally {
      DropoutKey.clear();
    }
  }
}
