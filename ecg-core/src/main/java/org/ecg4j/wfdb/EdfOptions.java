package org.ecg4j.wfdb;

import java.util.List;
import java.util.Objects;

/**
 * What is read of an EDF file.
 *
 * @param range the frames that are read; annotations are then counted from its start
 * @param leads the leads that are read; they decide the length of a frame
 * @param strictness what happens to defects
 */
public record EdfOptions(SampleRange range, LeadSelection leads, Strictness strictness) {

  /** Checks that nothing is missing. */
  public EdfOptions {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(leads, "leads");
    Objects.requireNonNull(strictness, "strictness");
  }

  /**
   * All leads from start to end, strictly.
   *
   * @return the options
   */
  public static EdfOptions defaults() {
    return new EdfOptions(SampleRange.all(), LeadSelection.all(), Strictness.STRICT);
  }

  /**
   * The same for a stretch of the record.
   *
   * @param startSample the first frame, inclusive
   * @param endSample the frame after the last one
   * @return a copy
   */
  public EdfOptions withRange(long startSample, long endSample) {
    return new EdfOptions(new SampleRange(startSample, endSample), leads, strictness);
  }

  /**
   * The same for some leads, in this order.
   *
   * @param names lead names
   * @return a copy
   */
  public EdfOptions withLeads(String... names) {
    return new EdfOptions(range, new LeadSelection(List.of(names), List.of()), strictness);
  }

  /**
   * The same with another treatment of defects.
   *
   * @param newStrictness strict or lenient
   * @return a copy
   */
  public EdfOptions withStrictness(Strictness newStrictness) {
    return new EdfOptions(range, leads, newStrictness);
  }
}
