package org.ecg4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Part;
import org.ecg4j.models.Models;
import org.junit.jupiter.api.Test;

/** The stretches handed to an optimiser are the weights, each once, with its own gradient. */
class NetworkTrainerUpdateTest {
  @Test
  void eachWeightIsChangedOnceByItsOwnGradient() {
    InputSpec input = new InputSpec(360, List.of("MLII"), List.of(Part.signal(2, 1000)));
    try (Network network =
            Network.create(Models.dense().withDropout(0), input, 1, Device.cpu(), 3);
        BatchFeed feed = BatchFeed.of(network, new Rows(input), 1L << 20, 1);
        NetworkTrainer trainer = new NetworkTrainer(network)) {
      int size = network.weightCount();
      assertThat(size).isGreaterThan(100_000);
      float[] weights = network.trainable();
      float[] gradient = new float[size];
      int[] calls = new int[size];
      feed.begin(new int[] {0, 1, 2}, 3, 0, 0);
      trainer.forward(feed, 1, 0, 0);
      trainer.backward(new float[] {1, -2, 0.5f});
      double norm = trainer.gradientNorm();
      trainer.update(
          (some, change, first, count) -> {
            for (int i = 0; i < count; i++) {
              assertThat(some[i]).isEqualTo(weights[first + i]);
              gradient[first + i] = change[i];
              calls[first + i]++;
              some[i] -= change[i];
            }
          });
      int[] once = new int[size];
      Arrays.fill(once, 1);
      assertThat(calls).isEqualTo(once);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        weights[i] -= gradient[i];
        sum += (double) gradient[i] * gradient[i];
      }
      assertThat(Math.sqrt(sum)).isEqualTo(norm).isPositive();
      assertThat(network.trainable()).isEqualTo(weights);
    }
  }

  /** Three examples of a ramp each. */
  private record Rows(InputSpec spec) implements RowSource {
    @Override
    public int size() {
      return 3;
    }

    @Override
    public boolean isFixed() {
      return true;
    }

    @Override
    public Reader reader() {
      return (row, pass, target) -> {
        for (int i = 0; i < spec.size(); i++) {
          target[i] = (row + 1) * (i % 17 - 8) / 8f;
        }
      };
    }
  }
}
