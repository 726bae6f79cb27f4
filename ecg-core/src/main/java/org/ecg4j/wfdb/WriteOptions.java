package org.ecg4j.wfdb;

import java.util.Objects;
import java.util.Optional;

/**
 * How a record is written.
 *
 * @param format the signal format; empty for the smallest of 212, 16, 24 and 32 that fits
 */
public record WriteOptions(Optional<SignalFormat> format) {

  /** Checks that nothing is missing. */
  public WriteOptions {
    Objects.requireNonNull(format, "format");
  }

  /**
   * Format 212 where every sample fits into 12 bits, else the smallest of 16, 24 and 32 that holds
   * them.
   *
   * @return the options
   */
  public static WriteOptions defaults() {
    return new WriteOptions(Optional.empty());
  }

  /**
   * The same with a fixed signal format.
   *
   * @param newFormat the format of every signal
   * @return a copy
   */
  public WriteOptions withFormat(SignalFormat newFormat) {
    return new WriteOptions(Optional.of(newFormat));
  }
}
