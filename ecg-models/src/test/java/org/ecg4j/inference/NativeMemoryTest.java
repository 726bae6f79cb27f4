package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Resident memory after many trainings and predictions, in a process whose heap is all touched at
 * its start and whose Java code has run before, so that what changes is native.
 */
class NativeMemoryTest {

  @Test
  void trainingsAndPredictionsLeaveNothingBehind() throws Exception {
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
    List<Double> megabytes =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(Double::valueOf)
            .toList();
    assertThat(process.waitFor()).isZero();
    assertThat(megabytes.get(1))
        .as("after 50 trainings, of %s", megabytes)
        .isLessThan(megabytes.get(0) * 1.05);
    assertThat(megabytes.get(3))
        .as("after 20,000 predictions, of %s", megabytes)
        .isLessThan(megabytes.get(2) * 1.02);
  }

  /** Prints megabytes after 5 and 50 trainings and after 1,000 and 20,000 predictions. */
  static final class ChildMain {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      TrainingSet set = SyntheticExamples.training(64, 2, 0, 1);
      TrainingOptions options =
          TrainingOptions.defaults()
              .withEpochs(1)
              .withBatchSize(16)
              .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
      // The JVM's own code and classes grow by some megabytes over the first hundred trainings,
      // whatever is trained.
      for (int i = 0; i < 120; i++) {
        EcgTrainer.train(Models.biLstm().withHiddenUnits(8), set, options).close();
      }
      var wide = Models.biLstm().withHiddenUnits(256); // a megabyte or two would show
      // Blocks that malloc cannot give back for the moment come and go with single trainings, a
      // leak stays: the least of five
      // readings from the 50th training on.
      double later = Double.POSITIVE_INFINITY;
      for (int i = 1; i <= 54; i++) {
        EcgTrainer.train(wide, set, options).close();
        if (i == 5) {
          print(residentMegabytes());
        } else if (i >= 50) {
          later = Math.min(later, residentMegabytes());
        }
      }
      print(later);
      try (EcgClassifier classifier =
          EcgClassifier.of(EcgTrainer.train(Models.biLstm().withHiddenUnits(8), set, options))) {
        float[] window = new float[SyntheticExamples.SPEC.size()];
        for (int i = 1; i <= 20_000; i++) {
          window[i % window.length] = i % 7;
          classifier.predict(window);
          if (i == 1000 || i == 20_000) {
            print(residentMegabytes());
          }
        }
      }
    }

    /**
     * The least of several readings: direct buffers are freed by a thread of the JVM some time
     * after a collection, and what malloc keeps for later is not in use.
     */
    private static double residentMegabytes() throws IOException, InterruptedException {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 8; i++) {
        System.gc();
        Thread.sleep(50);
        NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0L});
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
          if (line.startsWith("VmRSS")) {
            least = Math.min(least, Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024);
          }
        }
      }
      return least;
    }

    private static void print(double megabytes) {
      System.out.printf(Locale.ROOT, "%.2f%n", megabytes);
    }
  }
}
