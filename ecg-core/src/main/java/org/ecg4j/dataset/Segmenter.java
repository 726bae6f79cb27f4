package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.segment.LabelScheme;
import org.ecg4j.segment.WindowCutter;

/** Finds the beats of records and labels those that become examples. */
final class Segmenter {
  private final DatasetOptions options;

  Segmenter(DatasetOptions options) {
    this.options = options;
  }

  /**
   * The beats of a record and the leads that are wanted of it; the rest of the record is let go.
   */
  RecordTrack track(EcgRecord record) {
    List<Signal> leads = options.leads().of(record);
    for (Signal lead : leads) {
      if (lead.info().samplingRateHz() != record.samplingRateHz()) {
        throw new IllegalArgumentException(
            "record "
                + record.name()
                + ": lead "
                + lead.info().lead()
                + " has "
                + lead.info().samplingRateHz()
                + " Hz, the record "
                + record.samplingRateHz()
                + " Hz; read it on one time base");
      }
    }
    List<Annotation> beats =
        record.annotations(options.annotator()).stream().filter(a -> a.code().isBeat()).toList();
    return new RecordTrack(
        record.name(),
        options.subjects().getOrDefault(record.name(), record.name()),
        record.samplingRateHz(),
        leads,
        record.sampleCount(),
        beats.stream().mapToLong(Annotation::sample).toArray(),
        beats.stream().map(Annotation::code).toArray(AnnotationCode[]::new));
  }

  /** The dataset of some tracks, which must have one rate. */
  EcgDataset dataset(List<RecordTrack> tracks, Provenance provenance) {
    if (tracks.isEmpty()) {
      throw new IllegalArgumentException("a dataset needs at least one record");
    }
    double rateHz = tracks.get(0).samplingRateHz();
    for (RecordTrack track : tracks) {
      if (track.samplingRateHz() != rateHz) {
        throw new IllegalArgumentException(
            "record "
                + track.recordName()
                + " has "
                + track.samplingRateHz()
                + " Hz, record "
                + tracks.get(0).recordName()
                + " "
                + rateHz
                + " Hz; choose a common rate with DatasetOptions.withSamplingRateHz");
      }
    }
    int before = options.window().before().samples(rateHz);
    int after = options.window().after().samples(rateHz);
    Columns columns = new Columns();
    for (int t = 0; t < tracks.size(); t++) {
      label(tracks.get(t), t, before, after, columns);
    }
    Rows rows =
        new Rows(
            List.copyOf(tracks),
            options.labels().classNames(),
            columns.track(),
            columns.beat(),
            columns.label(),
            null,
            null);
    InputSpec spec = InputSpec.ofSignal(rateHz, leadNames(tracks), before + after);
    ExampleSource windows = new WindowSource(rows, options.window(), spec);
    Pipeline pipeline = Pipeline.of(spec, options.window());
    return new EcgDataset(rows, windows, windows, pipeline, provenance);
  }

  private void label(RecordTrack track, int trackIndex, int before, int after, Columns columns) {
    WindowCutter windows = WindowCutter.of(options.window(), track.samplingRateHz());
    for (int beat = 0; beat < track.beatCount(); beat++) {
      long start = track.beatSample(beat) - before;
      long end = track.beatSample(beat) + after;
      int label = options.labels().classOf(track.code(beat));
      if (label == LabelScheme.DROPPED
          || !windows.covers(track.beatSample(beat), track.endSample())) {
        continue;
      }
      if (options.labels().anyInWindow()) {
        label = highest(track, beat, label, start, end);
      }
      columns.add(trackIndex, beat, label);
    }
  }

  private int highest(RecordTrack track, int beat, int own, long start, long end) {
    int label = own;
    for (int b = beat - 1; b >= 0 && track.beatSample(b) >= start; b--) {
      label = Math.max(label, options.labels().classOf(track.code(b)));
    }
    for (int b = beat + 1; b < track.beatCount() && track.beatSample(b) < end; b++) {
      label = Math.max(label, options.labels().classOf(track.code(b)));
    }
    return label;
  }

  /** The names that most records agree on; a name for each position. */
  private List<String> leadNames(List<RecordTrack> tracks) {
    List<String> names = new ArrayList<>();
    for (int lead = 0; lead < options.leads().count(); lead++) {
      int position = lead;
      List<String> all = tracks.stream().map(track -> track.leadNames().get(position)).toList();
      names.add(
          all.stream()
              .max(
                  Comparator.comparingInt((String name) -> Collections.frequency(all, name))
                      .thenComparing(name -> -all.indexOf(name)))
              .orElseThrow());
    }
    return names;
  }

  /** Growing columns of ints. */
  private static final class Columns {
    private int[] track = new int[1024];
    private int[] beat = new int[1024];
    private int[] label = new int[1024];
    private int size;

    void add(int newTrack, int newBeat, int newLabel) {
      if (size == track.length) {
        track = Arrays.copyOf(track, 2 * size);
        beat = Arrays.copyOf(beat, 2 * size);
        label = Arrays.copyOf(label, 2 * size);
      }
      track[size] = newTrack;
      beat[size] = newBeat;
      label[size++] = newLabel;
    }

    int[] track() {
      return Arrays.copyOf(track, size);
    }

    int[] beat() {
      return Arrays.copyOf(beat, size);
    }

    int[] label() {
      return Arrays.copyOf(label, size);
    }
  }
}
