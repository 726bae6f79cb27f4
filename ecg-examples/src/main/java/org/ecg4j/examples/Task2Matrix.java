package org.ecg4j.examples;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.ecg4j.dataset.DatasetOptions;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Matrix;
import org.ecg4j.segment.LabelScheme;

/**
 * Task 2: a matrix X with one row for each beat, the two seconds before it and the two after, and
 * the labels y, 0 for normal and 1 for abnormal. NumPy reads both files.
 *
 * <pre>{@code
 * X: 2,685 x 1,440
 * y: 2,685
 * abnormal: 462
 * }</pre>
 *
 * <p>All of MIT-BIH makes an X of 492 MB. Networks do not need it: they read windows from the
 * records as they go.
 */
public final class Task2Matrix {
  private Task2Matrix() {}

  /**
   * Runs the example.
   *
   * @param args the database and the output folder, both optional
   * @throws IOException when a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Folders folders = Folders.of(args);
    EcgDataset beats =
        EcgDataset.load(folders.data(), DatasetOptions.defaults().withLabels(LabelScheme.course()));

    Matrix matrix = beats.toMatrix();
    matrix.writeNpy(folders.output());

    System.out.printf(Locale.ROOT, "X: %,d x %,d%n", matrix.rows(), matrix.columns());
    System.out.printf(Locale.ROOT, "y: %,d%n", matrix.y().length);
    long abnormal = Arrays.stream(matrix.y()).filter(label -> label == 1).count();
    System.out.printf(Locale.ROOT, "abnormal: %,d%n", abnormal);
  }
}
