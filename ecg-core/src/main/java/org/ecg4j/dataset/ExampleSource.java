package org.ecg4j.dataset;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Where the values of examples come from: windows cut on demand, transforms of them, caches,
 * synthetic values.
 */
interface ExampleSource {

  /** The form of the values. */
  InputSpec spec();

  /** A reader for one thread. */
  Cursor cursor();

  /** Reads one example at a time. */
  @FunctionalInterface
  interface Cursor {
    void read(int row, float[] target, int offset);
  }

  /** A transform of another source's examples, computed each time they are read. */
  static ExampleSource mapped(ExampleSource source, ExampleTransform transform, Rows rows) {
    InputSpec input = source.spec();
    InputSpec output = transform.outputSpec(input);
    return of(
        output,
        () -> {
          Cursor from = source.cursor();
          ExampleTransform.Kernel kernel = transform.bind(input);
          float[] values = new float[input.size()];
          return (row, target, offset) -> {
            from.read(row, values, 0);
            kernel.apply(values, 0, target, offset, rows.track(row), rows.beat(row));
          };
        });
  }

  /** Some of another source's examples, in a new order. */
  static ExampleSource selected(ExampleSource source, int[] rows) {
    return of(
        source.spec(),
        () -> {
          Cursor from = source.cursor();
          return (row, target, offset) -> from.read(rows[row], target, offset);
        });
  }

  /** Another source's examples, then synthetic ones whose values are given. */
  static ExampleSource appended(ExampleSource source, int size, float[][] synthetic) {
    return of(
        source.spec(),
        () -> {
          Cursor from = source.cursor();
          return (row, target, offset) -> {
            if (row < size) {
              from.read(row, target, offset);
            } else {
              float[] values = synthetic[row - size];
              System.arraycopy(values, 0, target, offset, values.length);
            }
          };
        });
  }

  /** Values computed once and kept on the heap, one array for each block of examples. */
  static ExampleSource inMemory(InputSpec spec, float[][] blocks, int rowsPerBlock) {
    int width = spec.size();
    return of(
        spec,
        () ->
            (row, target, offset) ->
                System.arraycopy(
                    blocks[row / rowsPerBlock], row % rowsPerBlock * width, target, offset, width));
  }

  /** A source of a form that makes cursors so. */
  static ExampleSource of(InputSpec spec, Supplier<Cursor> cursors) {
    return new ExampleSource() {
      @Override
      public InputSpec spec() {
        return spec;
      }

      @Override
      public Cursor cursor() {
        return cursors.get();
      }
    };
  }

  /** Rows of one block of a cache, so that no array passes 256 MB. */
  static int rowsPerBlock(int width) {
    return Math.max(1, (1 << 26) / Math.max(1, width));
  }

  /** Empty blocks for a number of rows. */
  static float[][] blocks(int rowCount, int width) {
    int perBlock = rowsPerBlock(width);
    float[][] blocks = new float[(rowCount + perBlock - 1) / perBlock][];
    Arrays.setAll(
        blocks,
        block ->
            new float
                [Math.toIntExact((long) Math.min(perBlock, rowCount - block * perBlock) * width)]);
    return blocks;
  }
}
