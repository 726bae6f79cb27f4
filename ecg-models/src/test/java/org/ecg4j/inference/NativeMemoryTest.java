package org.ecg4j.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ecg4j.dataset.SyntheticExamples;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.models.Models;
import org.ecg4j.training.EcgTrainer;
import org.ecg4j.training.RuntimeOptions;
import org.ecg4j.training.TrainingOptions;
import org.junit.jupiter.api.Test;

/** Native memory after many trainings and predictions; each point is read in the same way. */
class NativeMemoryTest {

  @Test
  void trainingsAndPredictionsLeaveNothingBehind() throws Exception {
    List<double[]> read = ChildMemory.figuresOf(ChildMain.class);
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
    private final ChildMemory[] readings = new ChildMemory[COUNT];

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
        readings[reading] = ChildMemory.now();
        if (reading == COUNT - 1) {
          System.out.printf(
              Locale.ROOT,
              "%.2f %.2f%n",
              median(ChildMemory::inUse),
              median(ChildMemory::resident));
        }
      }
    }

    private double median(ToDoubleFunction<ChildMemory> figure) {
      return Arrays.stream(readings).mapToDouble(figure).sorted().toArray()[COUNT / 2];
    }
  }
}
