package org.ecg4j.dataset;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.LeadSelection;
import org.ecg4j.segment.WindowOptions;

/**
 * What is made of a database's records.
 *
 * @param labels which beats become examples and what they are called
 * @param window how much signal around each
 * @param leads of which leads
 * @param annotator the suffix of the annotation files, such as {@code atr}; for EDF files too, see
 *     {@link EcgDataset#load(java.util.List, DatasetOptions)}
 * @param samplingRateHz the rate that all records are brought to; empty for the rate they have,
 *     which must then be the same
 * @param subjects from a record's name to the person it is of, for records that are not persons of
 *     their own
 * @param memoryMapped whether samples of WFDB records stay in the files, for databases larger than
 *     the heap
 */
public record DatasetOptions(
    LabelScheme labels,
    WindowOptions window,
    LeadSelection leads,
    String annotator,
    OptionalDouble samplingRateHz,
    Map<String, String> subjects,
    boolean memoryMapped) {

  /** Checks that nothing is missing and copies the map. */
  public DatasetOptions {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(leads, "leads");
    Objects.requireNonNull(annotator, "annotator");
    Objects.requireNonNull(samplingRateHz, "samplingRateHz");
    subjects = Map.copyOf(subjects);
  }

  /**
   * Every beat of the full list, normal or abnormal by the centre beat, two seconds either side,
   * lead MLII or else the first, physical units, annotations {@code atr}. Records 201 and 202 of
   * MIT-BIH count as one person.
   *
   * @return the options of {@link EcgDataset#load(java.nio.file.Path)}
   */
  public static DatasetOptions defaults() {
    return new DatasetOptions(
        LabelScheme.normalAbnormal(),
        WindowOptions.defaults(),
        LeadSelection.preferring("MLII"),
        "atr",
        OptionalDouble.empty(),
        MitBih.SUBJECTS,
        false);
  }

  /**
   * The same with other labels.
   *
   * @param newLabels the scheme
   * @return a copy
   */
  public DatasetOptions withLabels(LabelScheme newLabels) {
    return new DatasetOptions(
        newLabels, window, leads, annotator, samplingRateHz, subjects, memoryMapped);
  }

  /**
   * The same with other windows.
   *
   * @param newWindow how windows are cut
   * @return a copy
   */
  public DatasetOptions withWindow(WindowOptions newWindow) {
    return new DatasetOptions(
        labels, newWindow, leads, annotator, samplingRateHz, subjects, memoryMapped);
  }

  /**
   * The same with other leads.
   *
   * @param newLeads which leads
   * @return a copy
   */
  public DatasetOptions withLeads(LeadSelection newLeads) {
    return new DatasetOptions(
        labels, window, newLeads, annotator, samplingRateHz, subjects, memoryMapped);
  }

  /**
   * The same with another annotator.
   *
   * @param newAnnotator the suffix of the annotation files
   * @return a copy
   */
  public DatasetOptions withAnnotator(String newAnnotator) {
    return new DatasetOptions(
        labels, window, leads, newAnnotator, samplingRateHz, subjects, memoryMapped);
  }

  /**
   * The same with records brought to a common rate.
   *
   * @param newSamplingRateHz samples a second
   * @return a copy
   */
  public DatasetOptions withSamplingRateHz(double newSamplingRateHz) {
    return new DatasetOptions(
        labels,
        window,
        leads,
        annotator,
        OptionalDouble.of(newSamplingRateHz),
        subjects,
        memoryMapped);
  }

  /**
   * The same with other knowledge of who is who.
   *
   * @param newSubjects from a record's name to its subject; records not named are persons of their
   *     own
   * @return a copy
   */
  public DatasetOptions withSubjects(Map<String, String> newSubjects) {
    return new DatasetOptions(
        labels, window, leads, annotator, samplingRateHz, newSubjects, memoryMapped);
  }

  /**
   * The same with samples left in the files or read into memory.
   *
   * @param newMemoryMapped true to leave them in the files
   * @return a copy
   */
  public DatasetOptions withMemoryMapped(boolean newMemoryMapped) {
    return new DatasetOptions(
        labels, window, leads, annotator, samplingRateHz, subjects, newMemoryMapped);
  }
}
