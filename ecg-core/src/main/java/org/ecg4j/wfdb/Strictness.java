package org.ecg4j.wfdb;

/** What a reader does with a defect. */
public enum Strictness {
  /** The first defect throws {@link WfdbFormatException}. */
  STRICT,
  /** Defects that have a known repair are repaired and listed with the record. */
  LENIENT
}
