package org.ecg4j.wfdb;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.Diagnostic;
import org.ecg4j.record.Diagnostic.Code;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/** Puts one record together from its header, signal and annotation files. */
final class RecordLoader {
  private static final String DEFAULT_ANNOTATOR = "atr";

  private final SourceFolder folder;
  private final String name;
  private final ReadOptions options;
  private final Defects defects;

  RecordLoader(SourceFolder folder, String name, ReadOptions options) {
    this.folder = folder;
    this.name = name;
    this.options = options;
    this.defects = new Defects(options.strictness());
  }

  WfdbHeader header() throws IOException {
    return new HeaderFiles(folder, options.anyFileName()).read(name, defects);
  }

  /** The signals behind a header, to be closed by the caller. */
  RecordSignals signals(WfdbHeader header) throws IOException {
    return header.isMultiSegment()
        ? new SegmentReader(
            new HeaderFiles(folder, options.anyFileName()), header, options, defects)
        : new SignalReader(folder, header, options, defects);
  }

  EcgRecord load() throws IOException {
    WfdbHeader header = header();
    long frames;
    long start;
    long end;
    EcgRecord record;
    try (RecordSignals reader = signals(header)) {
      frames = reader.frames();
      start = options.range().startSample();
      end = options.range().endWithin(frames);
      record = record(header, reader, indices(reader), start, end);
    }
    for (String annotator : annotators()) {
      List<Annotation> annotations = annotations(annotator, header, start, end, frames);
      record = record.withAnnotations(annotator, annotations);
    }
    return record.withDiagnostics(defects.found());
  }

  /** A stretch of the record without annotations. */
  EcgRecord record(WfdbHeader header, RecordSignals reader, int[] indices, long start, long end)
      throws IOException {
    List<Signal> signals = reader.read(start, end, indices);
    if (options.oneTimeBase()) {
      signals = signals.stream().map(s -> FrameAverage.of(s, header.record())).toList();
    }
    return EcgRecord.of(excerpt(header.record(), start, end), signals);
  }

  ReadOptions options() {
    return options;
  }

  List<Diagnostic> diagnostics() {
    return defects.found();
  }

  /** The positions of the wanted leads. */
  int[] indices(RecordSignals reader) {
    return options.leads().resolve(name, reader.infos().stream().map(SignalInfo::lead).toList());
  }

  /** The header of a stretch of a record: its clock starts later. */
  static RecordHeader excerpt(RecordHeader whole, long start, long end) {
    Optional<LocalTime> time = whole.baseTime();
    Optional<LocalDate> date = whole.baseDate();
    if (start > 0 && time.isPresent()) {
      Duration late = Duration.ofNanos(Math.round(start / whole.samplingRateHz() * 1e9));
      LocalDateTime begin = date.orElse(LocalDate.EPOCH).atTime(time.get()).plus(late);
      time = Optional.of(begin.toLocalTime());
      date = date.isPresent() ? Optional.of(begin.toLocalDate()) : date;
    }
    return new RecordHeader(
        whole.name(), whole.samplingRateHz(), end - start, time, date, whole.comments());
  }

  private List<String> annotators() throws IOException {
    if (options.annotators().isPresent()) {
      return options.annotators().get();
    }
    try {
      folder.open(name + "." + DEFAULT_ANNOTATOR).close();
      return List.of(DEFAULT_ANNOTATOR);
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private List<Annotation> annotations(
      String annotator, WfdbHeader header, long start, long end, long frames) throws IOException {
    AnnotationSet set = readAnnotations(folder, name, annotator, defects);
    List<Annotation> all = set.atRate(header.record().samplingRateHz());
    long outside = all.stream().filter(a -> a.sample() < 0 || a.sample() >= frames).count();
    if (outside > 0 && frames > 0) {
      defects.repairable(
          Diagnostic.ofFile(
              Code.ANNOTATION_RANGE,
              name + "." + annotator,
              "annotations within the record's " + frames + " samples",
              outside + " outside"));
    }
    if (start == 0 && end == frames) {
      return all;
    }
    return all.stream()
        .filter(a -> a.sample() >= start && a.sample() < end)
        .map(a -> a.withSample(a.sample() - start))
        .toList();
  }

  static AnnotationSet readAnnotations(
      SourceFolder folder, String name, String annotator, Defects defects) throws IOException {
    if (!FileNames.isSafe(annotator)) {
      throw new IllegalArgumentException("not an annotator's name: '" + annotator + "'");
    }
    String file = name + "." + annotator;
    try (Source source = folder.open(file)) {
      return AnnotationReader.read(SourceBytes.readAll(source, file), file, defects);
    }
  }
}
