package org.ecg4j.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.evaluation.TrainingHistory;

/**
 * Writes one line for each epoch to a CSV file, which is whole at any moment. A training that goes
 * on from a checkpoint keeps the lines of the epochs before it.
 */
public final class CsvLog implements TrainingListener {
  private static final String HEADER =
      "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,validation_metric,"
          + "learning_rate,seconds";

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  private CsvLog(Path file) {
    this.file = file;
  }

  /**
   * A log.
   *
   * @param file where; its folder is made when it is not there
   * @return the listener, for one training
   */
  public static CsvLog to(Path file) {
    return new CsvLog(file);
  }

  @Override
  public void onStart(Plan plan) {
    lines.clear();
    lines.add(HEADER);
    try {
      if (plan.firstEpoch() > 1 && Files.exists(file)) {
        List<String> before = Files.readAllLines(file);
        lines.addAll(before.subList(1, Math.min(before.size(), plan.firstEpoch())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write();
  }

  @Override
  public void onEpoch(TrainingHistory.Epoch epoch) {
    lines.add(
        epoch.number()
            + ","
            + text(epoch.trainLoss())
            + ","
            + text(epoch.trainAccuracy())
            + ","
            + text(epoch.validationLoss())
            + ","
            + text(epoch.validationAccuracy())
            + ","
            + text(epoch.validationMetric())
            + ","
            + text(epoch.learningRate())
            + ","
            + text(epoch.seconds()));
    write();
  }

  /** An empty field for NaN. */
  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private void write() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
