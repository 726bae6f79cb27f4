package org.ecg4j.plots;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecg4j.evaluation.Attribution;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;

/** Finds what a strip of a record holds. */
final class Strips {
  /** In the place of a beat's sample: the picture is about no single one. */
  static final long NO_BEAT = -1;

  private static final double STRIP_PIXELS_PER_MM = 4;
  // A window around a beat is shown as wide as about three seconds of a strip, or wider.
  private static final double WINDOW_WIDTH = 720;
  private static final double MOST_PIXELS_PER_MM = 10;

  private Strips() {}

  static Picture strip(EcgRecord record, StripOptions options) {
    double rateHz = record.samplingRateHz();
    long start = samples(options.start(), rateHz);
    if (start >= record.sampleCount()) {
      throw new IllegalArgumentException(
          "start "
              + options.start()
              + " lies behind the end of record "
              + record.name()
              + ", which lasts "
              + record.sampleCount() / rateHz
              + " s");
    }
    long end =
        Math.min(record.sampleCount(), start + Math.max(1, samples(options.length(), rateHz)));
    List<StripRow> rows = rows(record, voltages(record, options.leads()), start, end);
    List<StripMark> marks = marks(record, options.annotator(), start, end, NO_BEAT);
    String title =
        "Record "
            + record.name()
            + ", "
            + Times.clock(start / rateHz, 1)
            + " to "
            + Times.clock(end / rateHz, 1);
    return picture(record, title, rows, marks, start, end, STRIP_PIXELS_PER_MM, Optional.empty());
  }

  static Picture beat(EcgRecord record, long beatSample, Duration length) {
    if (beatSample < 0 || beatSample >= record.sampleCount()) {
      throw new IllegalArgumentException(
          "beat sample must be 0 to "
              + (record.sampleCount() - 1)
              + " in record "
              + record.name()
              + ", not "
              + beatSample);
    }
    StripOptions options = StripOptions.defaults().withLength(length);
    double rateHz = record.samplingRateHz();
    long count = Math.max(2, samples(options.length(), rateHz));
    long start = beatSample - count / 2;
    long end = start + count;
    List<StripMark> marks = marks(record, Optional.empty(), start, end, beatSample);
    if (marks.stream().noneMatch(StripMark::centre)) {
      marks = new ArrayList<>(marks);
      marks.add(new StripMark((beatSample - start) / rateHz, "", Optional.empty(), true));
    }
    String title =
        "Record "
            + record.name()
            + ", beat "
            + codeAt(record, beatSample).map(text -> text + " ").orElse("")
            + "at "
            + Times.clock(beatSample / rateHz, 2);
    List<StripRow> rows = rows(record, voltages(record, List.of()), start, end);
    return picture(record, title, rows, marks, start, end, zoom(count / rateHz), Optional.empty());
  }

  static Picture saliency(
      EcgRecord record, long startSample, long beatSample, List<Attribution> attributions) {
    if (attributions.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one attribution");
    }
    Attribution first = attributions.get(0);
    List<StripRow> rows = new ArrayList<>();
    long end = startSample + first.sampleCount();
    for (Attribution attribution : attributions) {
      if (attribution.sampleCount() != first.sampleCount()
          || !attribution.className().equals(first.className())) {
        throw new IllegalArgumentException(
            "attributions must be of one window and one class, not of "
                + first.sampleCount()
                + " samples for "
                + first.className()
                + " and "
                + attribution.sampleCount()
                + " samples for "
                + attribution.className());
      }
      for (String lead : attribution.leads()) {
        String label = lead + "  " + attribution.method();
        rows.add(StripRow.of(label, record.signal(lead), startSample, end));
      }
    }
    double rateHz = record.samplingRateHz();
    String title =
        "Record "
            + record.name()
            + " at "
            + Times.clock(Math.max(0, startSample) / rateHz, 1)
            + ": what spoke for "
            + first.className();
    return picture(
        record,
        title,
        rows,
        marks(record, Optional.empty(), startSample, end, beatSample),
        startSample,
        end,
        zoom(first.sampleCount() / rateHz),
        Optional.of(Heat.of(first.className(), attributions)));
  }

  private static Picture picture(
      EcgRecord record,
      String title,
      List<StripRow> rows,
      List<StripMark> marks,
      long start,
      long end,
      double pixelsPerMm,
      Optional<Heat> heat) {
    double rateHz = record.samplingRateHz();
    StripPainter painter =
        new StripPainter(
            title, rows, marks, start / rateHz, (end - start) / rateHz, pixelsPerMm, heat);
    String leads = rows.stream().map(row -> row.label).collect(Collectors.joining(", "));
    String beats =
        marks.stream()
            .filter(mark -> mark.beatClass().isPresent())
            .map(StripMark::text)
            .collect(Collectors.joining(" "));
    String description =
        "Electrocardiogram on paper of 25 mm/s and 10 mm/mV. Leads: "
            + leads
            + "."
            + (beats.isEmpty() ? "" : " Beats: " + beats + ".");
    return new Picture(title, description, painter.width(), painter.height(), painter);
  }

  private static double zoom(double seconds) {
    double fitting = WINDOW_WIDTH / (seconds * StripPainter.MM_PER_SECOND);
    return Math.min(MOST_PIXELS_PER_MM, Math.max(STRIP_PIXELS_PER_MM, Math.floor(fitting)));
  }

  private static List<Signal> voltages(EcgRecord record, List<String> leads) {
    List<Signal> signals =
        leads.isEmpty()
            ? record.signals().stream().filter(StripRow::isVoltage).toList()
            : leads.stream().map(record::signal).toList();
    if (signals.isEmpty()) {
      throw new IllegalArgumentException(
          "record " + record.name() + " has no lead that measures a voltage");
    }
    return signals;
  }

  /** Bounds are in frames of the record; a lead may have more samples a second. */
  private static List<StripRow> rows(EcgRecord record, List<Signal> signals, long start, long end) {
    return signals.stream()
        .map(
            signal -> {
              double samplesPerFrame = signal.info().samplingRateHz() / record.samplingRateHz();
              return StripRow.of(
                  signal.info().lead(),
                  signal,
                  Math.round(start * samplesPerFrame),
                  Math.round(end * samplesPerFrame));
            })
        .toList();
  }

  private static List<StripMark> marks(
      EcgRecord record, Optional<String> annotator, long start, long end, long centre) {
    return annotations(record, annotator).stream()
        .filter(annotation -> annotation.sample() >= start && annotation.sample() < end)
        .sorted(Comparator.comparingLong(Annotation::sample))
        .map(
            annotation ->
                StripMark.of(
                    annotation,
                    (annotation.sample() - start) / record.samplingRateHz(),
                    annotation.sample() == centre && annotation.code().isBeat()))
        .toList();
  }

  private static Optional<String> codeAt(EcgRecord record, long sample) {
    return annotations(record, Optional.empty()).stream()
        .filter(annotation -> annotation.sample() == sample && annotation.code().isBeat())
        .findFirst()
        .map(annotation -> annotation.code().mnemonic());
  }

  private static List<Annotation> annotations(EcgRecord record, Optional<String> annotator) {
    return annotator
        .or(() -> record.annotators().stream().findFirst())
        .map(record::annotations)
        .orElse(List.of());
  }

  private static long samples(Duration duration, double rateHz) {
    return Math.round((duration.getSeconds() + duration.getNano() / 1e9) * rateHz);
  }
}
