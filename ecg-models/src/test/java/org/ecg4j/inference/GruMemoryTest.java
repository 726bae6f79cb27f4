package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.engine.BatchFeed;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.NetworkTrainer;
import org.ecg4j.engine.RowSource;
import org.ecg4j.models.CnnGruSpec;
import org.ecg4j.models.Pooling;
import org.junit.jupiter.api.Test;

/** Memory after many steps of a network whose GRUs are computed in Java behind a convolution. */
class GruMemoryTest {

  @Test
  void stepsLeaveNothingBehind() throws Exception {
    List<double[]> read = ChildMemory.figuresOf(ChildMain.class);
    double[] early = read.get(0);
    double[] late = read.get(1);
    String figures = Arrays.toString(early) + " then " + Arrays.toString(late);
    assertThat(late[0]).as("megabytes of heap, of %s", figures).isLessThan(early[0] + 0.25);
    assertThat(late[1]).as("native megabytes in use, of %s", figures).isLessThan(early[1] * 1.02);
    assertThat(late[2]).as("megabytes resident, of %s", figures).isLessThan(early[2] * 1.05);
  }

  /** Prints megabytes of heap, in use and resident at two points of a training. */
  static final class ChildMain {
    private static final int ROWS = 48;
    private static final int BATCH = 20;
    private static final int EARLY = 60;
    private static final int LATE = 460;

    public static void main(String[] arguments) throws IOException, InterruptedException {
      var set = SyntheticExamples.training(ROWS, 2, 0, 1);
      CnnGruSpec spec = new CnnGruSpec(List.of(8), 3, Pooling.max(2), 2, 24, 0.2);
      float[] rows = new float[ROWS * SyntheticExamples.SPEC.size()];
      int[] order = IntStream.range(0, ROWS).toArray();
      try (Network network = Network.create(spec, SyntheticExamples.SPEC, 1, Device.cpu(), 1);
          NetworkTrainer trainer = new NetworkTrainer(network);
          BatchFeed feed = BatchFeed.of(network, RowSource.of(set), 1 << 20, 1)) {
        for (int pass = 1; pass <= LATE; pass++) {
          feed.begin(order, BATCH, 0, pass);
          for (int batch = 0; batch * BATCH < ROWS; batch++) {
            float[] logits = trainer.forward(feed, 1, pass, batch);
            trainer.backward(logits);
            trainer.update((weights, gradient, first, count) -> {});
          }
          network.logits(rows, ROWS);
          if (pass == EARLY || pass == LATE) {
            print();
          }
        }
      }
    }

    private static void print() throws IOException, InterruptedException {
      ChildMemory memory = ChildMemory.now();
      Runtime runtime = Runtime.getRuntime();
      double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
      System.out.printf(Locale.ROOT, "%.2f %.2f %.2f%n", heap, memory.inUse(), memory.resident());
    }
  }
}
