package org.ecg4j.wfdb;

/** Where a record's samples are kept after reading. */
public enum SampleStorage {
  /** Decoded into arrays: fast; needs two bytes of heap a sample, four for more than 16 bits. */
  HEAP,
  /**
   * Left in the memory-mapped signal files and decoded when they are asked for: a database larger
   * than the heap can be open at once. FLAC is decoded frame by frame; format 8, whose samples are
   * differences from the record's start, is kept on the heap all the same.
   */
  MAPPED
}
