package org.ecg4j.wfdb;

/** Which values a CSV file holds. */
public enum CsvValues {
  /** In the leads' units; {@code NaN} for missing samples. */
  PHYSICAL,
  /** As the converter gave them, missing samples as their code. */
  DIGITAL
}
