package org.ecg4j.wfdb;

import java.nio.file.Path;
import java.util.List;

/**
 * What writing a record did.
 *
 * @param files the files that were written, the header last
 * @param saturatedSamples how many samples of each lead were out of the format's range and were
 *     replaced by its nearest value
 */
public record WriteReport(List<Path> files, List<Long> saturatedSamples) {

  /** Copies the lists. */
  public WriteReport {
    files = List.copyOf(files);
    saturatedSamples = List.copyOf(saturatedSamples);
  }

  /**
   * Whether every sample was written as it is.
   *
   * @return true when nothing was saturated
   */
  public boolean isExact() {
    return saturatedSamples.stream().allMatch(count -> count == 0);
  }
}
