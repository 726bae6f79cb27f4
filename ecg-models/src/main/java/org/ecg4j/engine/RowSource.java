package org.ecg4j.engine;

import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;

/** Rows of floats that batches are made of. */
public interface RowSource {

  /**
   * The form of a row.
   *
   * @return parts and shapes
   */
  InputSpec spec();

  /**
   * The number of rows.
   *
   * @return rows
   */
  int size();

  /**
   * Whether a row is the same each time it is read; augmented rows are not.
   *
   * @return true when rows may be kept
   */
  boolean isFixed();

  /**
   * A reader for one thread.
   *
   * @return the reader
   */
  Reader reader();

  /** Reads rows. */
  @FunctionalInterface
  interface Reader {

    /**
     * Copies a row.
     *
     * @param row which
     * @param pass how often all rows were gone through before: the epoch, counted from 0
     * @param target receives the values from its index 0; modified
     */
    void read(int row, int pass, float[] target);
  }

  /**
   * The values of examples.
   *
   * @param examples the examples
   * @return a source of their rows
   */
  static RowSource of(Examples examples) {
    return new RowSource() {
      @Override
      public InputSpec spec() {
        return examples.inputSpec();
      }

      @Override
      public int size() {
        return examples.size();
      }

      @Override
      public boolean isFixed() {
        return true;
      }

      @Override
      public Reader reader() {
        var reader = examples.reader();
        return (row, pass, target) -> reader.read(row, target, 0);
      }
    };
  }
}
