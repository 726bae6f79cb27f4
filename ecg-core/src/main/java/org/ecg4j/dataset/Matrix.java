package org.ecg4j.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Examples as plain arrays: X of shape (rows, columns) and y of shape (rows). Value (i, j) of X is
 * at {@code i * columns + j}.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final float[] x;
  private final int[] y;

  /** Adopts the arrays. */
  Matrix(int rows, int columns, float[] x, int[] y) {
    this.rows = rows;
    this.columns = columns;
    this.x = x;
    this.y = y;
  }

  /**
   * The number of examples, N.
   *
   * @return rows
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of values of each example, D.
   *
   * @return columns
   */
  public int columns() {
    return columns;
  }

  /**
   * The values, row by row. The array itself, not a copy, since it can be large: do not change it.
   *
   * @return N x D values
   */
  public float[] x() {
    return x;
  }

  /**
   * The labels. The array itself, not a copy: do not change it.
   *
   * @return N indices of classes
   */
  public int[] y() {
    return y;
  }

  /**
   * Writes {@code X.npy} (float32) and {@code y.npy} (int32), each through a temporary file that is
   * moved into place.
   *
   * @param folder where they go; made when it is not there
   * @throws IOException when writing fails; no half-written file is left under either name
   */
  public void writeNpy(Path folder) throws IOException {
    Files.createDirectories(folder);
    Npy.writeFloats(folder.resolve("X.npy"), rows, columns, x);
    Npy.writeInts(folder.resolve("y.npy"), y);
  }
}
