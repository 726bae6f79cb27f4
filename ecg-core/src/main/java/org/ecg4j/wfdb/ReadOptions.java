package org.ecg4j.wfdb;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is read of a record, and how.
 *
 * @param range the frames that are read; annotations are then counted from its start
 * @param leads the leads that are read
 * @param annotators whose annotations are read; empty for {@code atr} where there is such a file
 * @param strictness what happens to defects
 * @param storage where samples are kept
 * @param oneTimeBase whether leads with several samples a frame are averaged to one a frame, so
 *     that all leads have the record's rate
 * @param anyFileName whether file names in headers may lead out of the record's folder
 */
public record ReadOptions(
    SampleRange range,
    LeadSelection leads,
    Optional<List<String>> annotators,
    Strictness strictness,
    SampleStorage storage,
    boolean oneTimeBase,
    boolean anyFileName) {

  /** Checks that nothing is missing. */
  public ReadOptions {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(leads, "leads");
    annotators = annotators.map(List::copyOf);
    Objects.requireNonNull(strictness, "strictness");
    Objects.requireNonNull(storage, "storage");
  }

  /**
   * Everything of the record, strictly, on the heap; annotations of {@code atr} where there are
   * any.
   *
   * @return the options
   */
  public static ReadOptions defaults() {
    return new ReadOptions(
        SampleRange.all(),
        LeadSelection.all(),
        Optional.empty(),
        Strictness.STRICT,
        SampleStorage.HEAP,
        false,
        false);
  }

  /**
   * The same for a stretch of the record.
   *
   * @param startSample the first frame, inclusive
   * @param endSample the frame after the last one
   * @return a copy
   */
  public ReadOptions withRange(long startSample, long endSample) {
    return new ReadOptions(
        new SampleRange(startSample, endSample),
        leads,
        annotators,
        strictness,
        storage,
        oneTimeBase,
        anyFileName);
  }

  /**
   * The same for some leads, in this order.
   *
   * @param names lead names
   * @return a copy
   */
  public ReadOptions withLeads(String... names) {
    return withLeads(new LeadSelection(List.of(names), List.of()));
  }

  /**
   * The same for some leads, in this order.
   *
   * @param indices positions in the record, counted from 0
   * @return a copy
   */
  public ReadOptions withLeadIndices(int... indices) {
    return withLeads(new LeadSelection(List.of(), Arrays.stream(indices).boxed().toList()));
  }

  private ReadOptions withLeads(LeadSelection selection) {
    return new ReadOptions(
        range, selection, annotators, strictness, storage, oneTimeBase, anyFileName);
  }

  /**
   * The same with the annotations of some annotators, whose files must be there.
   *
   * @param names the files' suffixes, such as {@code atr}; none to read no annotations
   * @return a copy
   */
  public ReadOptions withAnnotators(String... names) {
    return new ReadOptions(
        range, leads, Optional.of(List.of(names)), strictness, storage, oneTimeBase, anyFileName);
  }

  /**
   * The same with another treatment of defects.
   *
   * @param newStrictness strict or lenient
   * @return a copy
   */
  public ReadOptions withStrictness(Strictness newStrictness) {
    return new ReadOptions(
        range, leads, annotators, newStrictness, storage, oneTimeBase, anyFileName);
  }

  /**
   * The same with samples kept elsewhere.
   *
   * @param newStorage heap or mapped
   * @return a copy
   */
  public ReadOptions withStorage(SampleStorage newStorage) {
    return new ReadOptions(
        range, leads, annotators, strictness, newStorage, oneTimeBase, anyFileName);
  }

  /**
   * The same with all leads at the record's rate or each at its own.
   *
   * @param newOneTimeBase true for one sample a frame
   * @return a copy
   */
  public ReadOptions withOneTimeBase(boolean newOneTimeBase) {
    return new ReadOptions(
        range, leads, annotators, strictness, storage, newOneTimeBase, anyFileName);
  }

  /**
   * The same with file names in headers trusted or not. Trust only headers that you wrote.
   *
   * @param newAnyFileName true to follow absolute names and other folders
   * @return a copy
   */
  public ReadOptions withAnyFileName(boolean newAnyFileName) {
    return new ReadOptions(
        range, leads, annotators, strictness, storage, oneTimeBase, newAnyFileName);
  }
}
