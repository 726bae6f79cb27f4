package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * A stream takes no more memory after an hour of signal than after a quarter of it; {@code
 * LiveStreams day 24} of ecg-benchmarks shows the same for a day.
 */
class StreamMemoryTest {
  private static final int MINUTES = 60;
  private static final int FIRST_READING = 15;

  @Test
  void anHourLeavesNothingBehind() throws Exception {
    List<double[]> read = ChildMemory.figuresOf(ChildMain.class);
    double[] early = read.get(0);
    double[] late = read.get(1);
    String figures = Arrays.toString(early) + " then " + Arrays.toString(late);
    assertThat(late[0]).as("beats, of %s", figures).isGreaterThan(3.5 * early[0]);
    assertThat(late[1]).as("megabytes of heap, of %s", figures).isLessThan(early[1] + 0.25);
    assertThat(late[2]).as("megabytes resident, of %s", figures).isLessThan(early[2] * 1.03);
    assertThat(late[3]).as("native megabytes in use, of %s", figures).isLessThan(early[3] * 1.03);
  }

  /** Prints beats and megabytes of heap, resident and in use at two points of a signal. */
  static final class ChildMain {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      float[] minute = StreamModels.interleaved(StreamModels.patient(60, 8), List.of("MLII"));
      long[] beats = new long[1];
      try (EcgClassifier classifier = EcgClassifier.of(StreamModels.spectrogram())) {
        StreamingClassifier stream = StreamingClassifier.of(classifier, beat -> beats[0]++);
        for (int m = 1; m <= MINUTES; m++) {
          for (int at = 0; at < minute.length; at += 90) {
            stream.accept(minute, at, 90);
          }
          if (m == FIRST_READING || m == MINUTES) {
            print(beats[0]);
          }
        }
      }
    }

    private static void print(long beats) throws IOException, InterruptedException {
      ChildMemory memory = ChildMemory.now();
      Runtime runtime = Runtime.getRuntime();
      double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
      System.out.printf(
          Locale.ROOT, "%d %.2f %.2f %.2f%n", beats, heap, memory.resident(), memory.inUse());
    }
  }
}
