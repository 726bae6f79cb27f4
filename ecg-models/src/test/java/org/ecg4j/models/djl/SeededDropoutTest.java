package org.ecg4j.models.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Models;
import org.ecg4j.models.NetworkCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeededDropoutTest {
  private static final int SIZE = 100_003;

  @AfterEach
  void clear() {
    DropoutKey.clear();
  }

  private static float[] mask(long seed, long epoch, long batch, int layer, double rate) {
    DropoutKey.set(seed, epoch, batch);
    float[] values = new float[SIZE];
    SeededDropout.fill(FloatBuffer.wrap(values), SIZE, DropoutKey.forLayer(layer), rate);
    return values;
  }

  @Test
  void dropsTheAskedShareAndKeepsTheMean() {
    for (double rate : new double[] {0.1, 0.5, 0.8}) {
      float[] mask = mask(1, 2, 3, 4, rate);
      int dropped = 0;
      for (float value : mask) {
        assertThat(value == 0 || value == (float) (1 / (1 - rate))).isTrue();
        dropped += value == 0 ? 1 : 0;
      }
      // Five standard deviations of a binomial share.
      double tolerance = 5 * Math.sqrt(rate * (1 - rate) / SIZE);
      assertThat(dropped / (double) SIZE).isCloseTo(rate, within(tolerance));
    }
  }

  @Test
  void neighboursAndMasksOfOtherKeysAreIndependent() {
    float[] mask = mask(1, 2, 3, 4, 0.5);
    float[][] others = {
      mask(2, 2, 3, 4, 0.5),
      mask(1, 3, 3, 4, 0.5),
      mask(1, 2, 4, 4, 0.5),
      mask(1, 2, 3, 5, 0.5),
      mask(1, 3, 2, 4, 0.5)
    };
    double tolerance = 5 * Math.sqrt(0.25 / SIZE);
    for (float[] other : others) {
      int both = 0;
      for (int i = 0; i < SIZE; i++) {
        both += mask[i] == other[i] ? 1 : 0;
      }
      assertThat(both / (double) SIZE).isCloseTo(0.5, within(tolerance));
    }
    for (int lag = 1; lag <= 8; lag++) {
      int same = 0;
      for (int i = lag; i < SIZE; i++) {
        same += mask[i] == mask[i - lag] ? 1 : 0;
      }
      assertThat(same / (double) (SIZE - lag)).isCloseTo(0.5, within(tolerance));
    }
    assertThat(mask(1, 2, 3, 4, 0.5)).isEqualTo(mask);
  }

  @Test
  void outputAndGradientCarryTheSameMask() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray input = manager.ones(new Shape(5, 7));
      input.setRequiresGradient(true);
      DropoutKey.set(9, 0, 0);
      NDArray output;
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        output = new SeededDropout(0.5, 1).apply(input);
        collector.backward(output.sum());
      }
      float[] values = output.toFloatArray();
      assertThat(values).containsOnly(0f, 2f).contains(0f, 2f);
      assertThat(input.getGradient().toFloatArray()).isEqualTo(values);
    }
  }

  @Test
  void networksDropInTrainingOnly() {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Block plain = block(manager, 0);
      Block dropping = block(manager, 0.5);
      NDList input = new NDList(manager.ones(new Shape(2, 1, 5, 12)));
      float[] expected = Networks.forward(plain, input, false).toFloatArray();
      assertThat(Networks.forward(dropping, input, false).toFloatArray()).isEqualTo(expected);
      DropoutKey.set(1, 0, 0);
      float[] first = Networks.forward(dropping, input, true).toFloatArray();
      assertThat(first).isNotEqualTo(expected);
      assertThat(Networks.forward(dropping, input, true).toFloatArray()).isEqualTo(first);
      DropoutKey.set(1, 0, 1);
      assertThat(Networks.forward(dropping, input, true).toFloatArray()).isNotEqualTo(first);
      DropoutKey.clear();
      assertThatThrownBy(() -> Networks.forward(dropping, input, true))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("DropoutKey.set");
    }
  }

  /** Two recurrent layers, so that there is dropout between them too. */
  private static Block block(NDManager manager, double rate) {
    Block block =
        Networks.build(
            Models.biLstm().withLayers(2).withHiddenUnits(4).withDropout(rate),
            NetworkCases.input(Part.spectrogram("spectrogram", 1, 5, 12)),
            1);
    Networks.initialize(block, manager, 7);
    return block;
  }
}
