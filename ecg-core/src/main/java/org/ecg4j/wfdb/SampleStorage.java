package org.ecg4j.wfdb;

/** Where a record's samples are kept after reading. */
public enum SampleStorage {
  /** Decoded into arrays: fast; needs two bytes of heap a sample, four for more than 16 bits. */
  HEAP,
  /**
   * Left in the memory-mapped signal files and decoded when they are asked for: a database larger
   * than the heap can be open at once. Formats that must be decoded from their start (8 and FLAC)
   * are kept on the heap all the same.
   */
  MAPPED
}
