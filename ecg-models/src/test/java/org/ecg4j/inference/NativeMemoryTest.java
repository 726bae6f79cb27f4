package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 * Native memory after many trainings and predictions, in a process whose heap is all touched at its
 * start, so that what changes is native. Each point is read in the same way, twice over: what
 * malloc has handed out and not got back, which a leak cannot hide from, and the resident memory,
 * which holds besides it what malloc keeps for later, stacks of ended threads and the JVM's code.
 */
class NativeMemoryTest {

  @Test
  void trainingsAndPredictionsLeaveNothingBehind() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux's /proc");
    Assumptions.assumeTrue(hasMallinfo2(), "needs mallinfo2 of glibc 2.33 or newer");
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
    staysWithin(1.05, "after 50 trainings", read.get(0), read.get(1));
    staysWithin(1.02, "after 20,000 predictions", read.get(2), read.get(3));
  }

  private static void staysWithin(double bound, String what, double[] before, double[] after) {
    String figures =
        what
            + ", megabytes in use and resident: "
            + Arrays.toString(before)
            + " then "
            + Arrays.toString(after);
    System.out.println(figures);
    assertThat(after[0]).as("in use %s", figures).isLessThan(before[0] * bound);
    assertThat(after[1]).as("resident %s", figures).isLessThan(before[1] * bound);
  }

  private static boolean hasMallinfo2() {
    try {
      return NativeLibrary.getInstance("c").getFunction("mallinfo2") != null;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** What glibc's {@code mallinfo2} gives. */
  @Structure.FieldOrder({
    "arena",
    "ordblks",
    "smblks",
    "hblks",
    "hblkhd",
    "usmblks",
    "fsmblks",
    "uordblks",
    "fordblks",
    "keepcost"
  })
  public static final class MallocInfo extends Structure implements Structure.ByValue {
    public long arena;
    public long ordblks;
    public long smblks;
    public long hblks;
    public long hblkhd;
    public long usmblks;
    public long fsmblks;
    public long uordblks;
    public long fordblks;
    public long keepcost;

    /** Bytes handed out, from arenas and as maps of their own. */
    long inUse() {
      return uordblks + hblkhd;
    }
  }

  /** Prints megabytes around trainings 5 and 50 and around predictions 1,000 and 20,000. */
  static final class ChildMain {
    public static void main(String[] arguments) throws IOException, InterruptedException {
      TrainingSet set = SyntheticExamples.training(64, 2, 0, 1);
      TrainingOptions options =
          TrainingOptions.defaults()
              .withEpochs(1)
              .withBatchSize(16)
              .withRuntime(RuntimeOptions.defaults().withDevice(Device.cpu()).withThreads(1));
      // The JVM compiles its own code over the first trainings, whatever is trained.
      for (int i = 0; i < 60; i++) {
        EcgTrainer.train(Models.biLstm().withHiddenUnits(8), set, options).close();
      }
      var wide = Models.biLstm().withHiddenUnits(256); // 2 MB of weights
      Readings trainings = new Readings(5, 50);
      for (int i = 1; i <= trainings.last(); i++) {
        EcgTrainer.train(wide, set, options).close();
        trainings.after(i);
      }
      try (EcgClassifier classifier =
          EcgClassifier.of(EcgTrainer.train(Models.biLstm().withHiddenUnits(8), set, options))) {
        float[] window = new float[SyntheticExamples.SPEC.size()];
        Readings predictions = new Readings(1000, 20_000);
        for (int i = 1; i <= predictions.last(); i++) {
          window[i % window.length] = i % 7;
          classifier.predict(window);
          predictions.after(i);
        }
      }
    }
  }

  /** Reads the memory around two points of a repeated job and prints the medians at each. */
  private static final class Readings {
    private static final int COUNT = 5;
    private final int early;
    private final int late;
    private final double[][] readings = new double[COUNT][];

    Readings(int early, int late) {
      this.early = early;
      this.late = late;
    }

    /** How often the job is to be done. */
    int last() {
      return late + COUNT / 2;
    }

    void after(int job) throws IOException, InterruptedException {
      int reading = job - (job <= early + COUNT / 2 ? early : late) + COUNT / 2;
      if (reading >= 0) {
        readings[reading] = megabytes();
        if (reading == COUNT - 1) {
          System.out.printf(Locale.ROOT, "%.2f %.2f%n", median(0), median(1));
        }
      }
    }

    private double median(int column) {
      return Arrays.stream(readings)
          .mapToDouble(reading -> reading[column])
          .sorted()
          .toArray()[COUNT / 2];
    }

    /**
     * In use and resident, once what was closed is freed and what malloc can give back is given.
     */
    private static double[] megabytes() throws IOException, InterruptedException {
      for (int i = 0; i < 2; i++) {
        System.gc();
        Thread.sleep(50); // direct buffers are freed by a thread of the JVM after a collection
      }
      NativeLibrary c = NativeLibrary.getInstance("c");
      c.getFunction("malloc_trim").invokeInt(new Object[] {0L});
      Function mallinfo2 = c.getFunction("mallinfo2");
      double inUse = ((MallocInfo) mallinfo2.invoke(MallocInfo.class, new Object[0])).inUse();
      double residentKb =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmRSS"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
              .sum();
      return new double[] {inUse / (1 << 20), residentKb / 1024};
    }
  }
}
