package org.ecg4j.dataset;

/** Reads examples' values into a caller's array, for one thread. */
@FunctionalInterface
public interface ExampleReader {

  /**
   * Copies the values of one example.
   *
   * @param index the example
   * @param target receives them; modified
   * @param offset where the first value goes
   * @throws IndexOutOfBoundsException when there is no such example or the target is too small
   */
  void read(int index, float[] target, int offset);
}
