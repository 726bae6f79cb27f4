package org.ecg4j.benchmarks.paired;

import java.io.IOException;
import java.util.Arrays;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Matrix;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Device;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.TorchRuntime;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.models.Models;

/** Answers of a course network to examples given as arrays, batch after batch. */
final class InferStep implements Step {
  private static final int ROWS_IN_BATCHES = 8192;
  private static final int SINGLE_ROWS = 1024;

  private final Network network;
  private final float[][] batches;
  private final int batch;

  InferStep(CourseData data, CourseNetwork kind, int batch, int threads, boolean tuned)
      throws IOException {
    TorchRuntime.start();
    if (tuned) {
      TorchRuntime.tuneAllocator();
    }
    TorchRuntime.useThreads(threads);
    TrainingSet rows = data.spectrograms();
    InputSpec input = rows.inputSpec();
    Matrix values = rows.toMatrix();
    this.batch = batch;
    this.batches = new float[(batch == 1 ? SINGLE_ROWS : ROWS_IN_BATCHES) / batch][];
    int length = batch * input.size();
    Arrays.setAll(batches, i -> Arrays.copyOfRange(values.x(), i * length, (i + 1) * length));
    this.network =
        Network.create(Models.courseNotebook(kind), input, 1, Device.cpu(), CourseData.SEED);
  }

  @Override
  public Outcome run() throws IOException {
    float[] logits = new float[batches.length * batch];
    var timed =
        Step.time(
            () -> {
              for (int i = 0; i < batches.length; i++) {
                float[] some = network.logits(batches[i], batch);
                System.arraycopy(some, 0, logits, i * batch, batch);
              }
              return logits;
            });
    return new Outcome(timed.seconds(), Digest.of(logits, logits.length));
  }
}
