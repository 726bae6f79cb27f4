package org.ecg4j.wfdb;

import java.util.List;
import org.ecg4j.record.Diagnostic;

/**
 * What a check of records found.
 *
 * @param recordCount how many records were checked
 * @param fileCount how many files were compared with their listed SHA-256 sums
 * @param problems what breaks a format's rules or does not agree
 * @param remarks what is legal but worth knowing, such as a signal without calibration
 */
public record Verification(
    int recordCount, int fileCount, List<Diagnostic> problems, List<Diagnostic> remarks) {

  /** Copies the lists. */
  public Verification {
    problems = List.copyOf(problems);
    remarks = List.copyOf(remarks);
  }

  /**
   * Whether nothing is wrong.
   *
   * @return true without problems
   */
  public boolean isClean() {
    return problems.isEmpty();
  }
}
