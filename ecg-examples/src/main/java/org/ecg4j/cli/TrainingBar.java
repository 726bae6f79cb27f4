package org.ecg4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Shows a training: a bar for the batches of each epoch, and a line for each epoch that is done.
 */
final class TrainingBar implements TrainingListener, AutoCloseable {
  private final PrintWriter out;
  private @Nullable ProgressBars bar;
  private int epochs;

  TrainingBar(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void onStart(Plan plan) {
    epochs = plan.epochs();
    out.printf(
        Locale.ROOT,
        "            %,d weights, %,d examples to learn from, %,d to watch by%n",
        plan.weights(),
        plan.examples(),
        plan.validationExamples());
    out.println("            epoch    train loss  accuracy    validation loss  accuracy     time");
    out.flush();
  }

  @Override
  public void onBatch(Progress progress) {
    if (bar == null) {
      bar = ProgressBars.of("Epoch " + progress.epoch() + "/" + epochs, progress.batchesPerEpoch());
    }
    bar.to(progress.batch(), progress.batchesPerEpoch());
    bar.note(String.format(Locale.ROOT, "loss %.4f", progress.loss()));
  }

  @Override
  public void onEpoch(TrainingHistory.Epoch epoch) {
    close();
    out.printf(
        Locale.ROOT,
        "            %5d  %12.4f  %7.2f %%  %17s  %9s  %6.1f s%n",
        epoch.number(),
        epoch.trainLoss(),
        100 * epoch.trainAccuracy(),
        number("%.4f", epoch.validationLoss()),
        number("%.2f %%", 100 * epoch.validationAccuracy()),
        epoch.seconds());
    out.flush();
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
