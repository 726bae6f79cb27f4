package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
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
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<double[]> read =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(line -> Arrays.stream(line.split(" ")).mapToDouble(Double::valueOf).toArray())
            .toList();
    assertThat(process.waitFor()).isZero();
    double[] early = read.get(0);
    double[] late = read.get(1);
    String figures = Arrays.toString(early) + " then " + Arrays.toString(late);
    assertThat(late[0]).as("beats, of %s", figures).isGreaterThan(3.5 * early[0]);
    assertThat(late[1]).as("megabytes of heap, of %s", figures).isLessThan(early[1] + 0.25);
    assertThat(late[2]).as("megabytes resident, of %s", figures).isLessThan(early[2] * 1.03);
  }

  /** Prints beats, megabytes of heap and resident megabytes at two points of a signal. */
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
      for (int i = 0; i < 3; i++) {
        System.gc();
        Thread.sleep(50); // direct buffers are freed by a thread of the JVM after a collection
      }
      Runtime runtime = Runtime.getRuntime();
      double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
      Function trim = NativeLibrary.getInstance("c").getFunction("malloc_trim");
      trim.invokeInt(new Object[] {0L});
      double residentKb =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .sum();
      System.out.printf(Locale.ROOT, "%d %.2f %.2f%n", beats, heap, residentKb / 1024);
    }
  }
}
