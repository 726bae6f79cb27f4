package org.ecg4j.physionet;

/** Which files of a database are downloaded. */
public enum DownloadSelection {
  /**
   * What belongs to a record that {@code RECORDS} lists: files of its name with a suffix, its
   * segments, and all below a listed folder.
   */
  RECORDS,
  /** Every file that {@code SHA256SUMS.txt} lists, documentation and pictures included. */
  EVERYTHING
}
