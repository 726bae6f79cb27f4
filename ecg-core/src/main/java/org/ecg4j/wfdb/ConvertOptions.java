package org.ecg4j.wfdb;

import java.util.Objects;
import java.util.Optional;

/**
 * How a record becomes another one.
 *
 * @param read which stretch and which leads of the source are taken, and in which order
 * @param write the new record's format
 * @param name the new record's name; empty for the source's
 */
public record ConvertOptions(ReadOptions read, WriteOptions write, Optional<String> name) {

  /** Checks that nothing is missing. */
  public ConvertOptions {
    Objects.requireNonNull(read, "read");
    Objects.requireNonNull(write, "write");
    Objects.requireNonNull(name, "name");
  }

  /**
   * Everything, under the same name, in the smallest format that fits.
   *
   * @return the options
   */
  public static ConvertOptions defaults() {
    return new ConvertOptions(ReadOptions.defaults(), WriteOptions.defaults(), Optional.empty());
  }

  /**
   * The same with other parts of the source.
   *
   * @param newRead range, leads, annotators, strictness
   * @return a copy
   */
  public ConvertOptions withRead(ReadOptions newRead) {
    return new ConvertOptions(newRead, write, name);
  }

  /**
   * The same with another way of writing.
   *
   * @param newWrite format, segments, saturation
   * @return a copy
   */
  public ConvertOptions withWrite(WriteOptions newWrite) {
    return new ConvertOptions(read, newWrite, name);
  }

  /**
   * The same under another name.
   *
   * @param newName the new record's name
   * @return a copy
   */
  public ConvertOptions withName(String newName) {
    return new ConvertOptions(read, write, Optional.of(newName));
  }
}
