package org.ecg4j.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** One ECG recording: its signals and the annotations that came with it. Immutable. */
public final class EcgRecord {
  private final RecordHeader header;
  private final List<Signal> signals;
  private final Map<String, List<Annotation>> annotations;
  private final List<Diagnostic> diagnostics;

  private EcgRecord(
      RecordHeader header,
      List<Signal> signals,
      Map<String, List<Annotation>> annotations,
      List<Diagnostic> diagnostics) {
    this.header = Objects.requireNonNull(header, "header");
    this.signals = List.copyOf(signals);
    this.annotations = annotations;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * A record without annotations.
   *
   * @param header its header
   * @param signals its leads
   * @return the record
   */
  public static EcgRecord of(RecordHeader header, List<Signal> signals) {
    return new EcgRecord(header, signals, Map.of(), List.of());
  }

  /**
   * The same with one more set of annotations, in order of time; a set of the same annotator is
   * replaced.
   *
   * @param annotator who made them: the file's suffix, such as {@code atr}
   * @param newAnnotations the annotations
   * @return a copy that shares the samples
   */
  public EcgRecord withAnnotations(String annotator, List<Annotation> newAnnotations) {
    Map<String, List<Annotation>> all = new LinkedHashMap<>(annotations);
    all.put(annotator, List.copyOf(newAnnotations));
    return new EcgRecord(header, signals, all, diagnostics);
  }

  /**
   * The same under another header, such as one with another name.
   *
   * @param newHeader of the same rate and length
   * @return a copy that shares the samples
   */
  public EcgRecord withHeader(RecordHeader newHeader) {
    if (newHeader.samplingRateHz() != samplingRateHz()
        || newHeader.sampleCount() != sampleCount()) {
      throw new IllegalArgumentException(
          "the header must have the record's rate and length, "
              + samplingRateHz()
              + " Hz and "
              + sampleCount()
              + " samples");
    }
    return new EcgRecord(newHeader, signals, annotations, diagnostics);
  }

  /**
   * The same with another list of what was noticed while it was read.
   *
   * @param newDiagnostics repairs and remarks
   * @return a copy that shares the samples
   */
  public EcgRecord withDiagnostics(List<Diagnostic> newDiagnostics) {
    return new EcgRecord(header, signals, annotations, newDiagnostics);
  }

  /**
   * What the header says.
   *
   * @return the header
   */
  public RecordHeader header() {
    return header;
  }

  /**
   * The record's name, such as {@code 100}.
   *
   * @return the name
   */
  public String name() {
    return header.name();
  }

  /**
   * Frames a second: the rate that annotations count in.
   *
   * @return the rate in hertz
   */
  public double samplingRateHz() {
    return header.samplingRateHz();
  }

  /**
   * The length in frames, the unit that annotations count in.
   *
   * @return the number of frames
   */
  public long sampleCount() {
    return header.sampleCount();
  }

  /**
   * All leads in the record's order.
   *
   * @return the signals
   */
  public List<Signal> signals() {
    return signals;
  }

  /**
   * The names of all leads in the record's order.
   *
   * @return the names
   */
  public List<String> leads() {
    return signals.stream().map(signal -> signal.info().lead()).toList();
  }

  /**
   * The first lead of a name.
   *
   * @param lead the name
   * @return the signal, or empty when the record has no such lead
   */
  public Optional<Signal> find(String lead) {
    return signals.stream().filter(signal -> signal.info().lead().equals(lead)).findFirst();
  }

  /**
   * The first lead of a name.
   *
   * @param lead the name
   * @return the signal
   * @throws IllegalArgumentException when the record has no such lead; the message names those it
   *     has
   */
  public Signal signal(String lead) {
    return find(lead)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "record "
                        + name()
                        + " has no lead "
                        + lead
                        + "; it has "
                        + String.join(", ", leads())));
  }

  /**
   * The annotations of one annotator, in order of time.
   *
   * @param annotator such as {@code atr}
   * @return the annotations
   * @throws IllegalArgumentException when none of that annotator were loaded; the message names
   *     those that were
   */
  public List<Annotation> annotations(String annotator) {
    List<Annotation> found = annotations.get(annotator);
    if (found == null) {
      throw new IllegalArgumentException(
          "record "
              + name()
              + " was loaded without annotations '"
              + annotator
              + "'; it has "
              + annotations.keySet().stream().collect(Collectors.joining(", ", "[", "]")));
    }
    return found;
  }

  /**
   * What was noticed while the record was read: every repair of a lenient reader, and what is legal
   * but worth knowing, such as an uncalibrated signal.
   *
   * @return empty when there is nothing to say
   */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * The annotators whose annotations were loaded.
   *
   * @return their names
   */
  public List<String> annotators() {
    return List.copyOf(annotations.keySet());
  }

  @Override
  public String toString() {
    return "record "
        + name()
        + ": "
        + leads()
        + ", "
        + sampleCount()
        + " samples at "
        + samplingRateHz()
        + " Hz";
  }
}
