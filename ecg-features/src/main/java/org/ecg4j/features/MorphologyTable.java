package org.ecg4j.features;

import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.segment.BeatTrack;

/**
 * {@link MorphologyFeatures} of all beats of a record. The first pass measures each beat by itself,
 * the second compares it with all of the record's.
 */
final class MorphologyTable {
  private static final int TEMPLATE_BEATS = 301;
  private static final int SPANS = BeatMeasures.SPANS;

  private final MorphologyFeatures options;
  private final BeatTrack track;
  private final int leads;
  private final int beats;
  private final BeatMeasures measures;
  private final int width;
  private final float[] table;
  // What the second pass compares: spans[beat * SPANS + level], windows[lead][beat * length + i].
  private final float[] spans;
  private final float[][] windows;

  MorphologyTable(MorphologyFeatures options, BeatTrack track) {
    this.options = options;
    this.track = track;
    leads = track.leadCount();
    beats = track.beatCount();
    measures = new BeatMeasures(options, leads, track.samplingRateHz());
    width = measures.width();
    table = new float[Math.multiplyExact(beats, width)];
    spans = new float[beats * SPANS];
    windows = new float[leads][beats * measures.windowLength()];
  }

  float[] compute() {
    float[][] record = measures.filtered(track, track.startSample(), track.endSample());
    for (int beat = 0; beat < beats; beat++) {
      int at = Math.toIntExact(track.beatSample(beat) - track.startSample());
      measures.measure(record, at, table, beat * width, spans, windows, beat);
    }
    if (beats > 0 && measures.comparesWindows()) {
      compareWindows();
    }
    if (beats > 0 && options.groups().contains(Group.RELATIVE_WIDTHS)) {
      compareWidths(measures.offset(Group.RELATIVE_WIDTHS));
    }
    return table;
  }

  private void compareWidths(int offset) {
    for (int level = 0; level < SPANS; level++) {
      double median = BeatMeasures.median(spans, level, SPANS, beats);
      for (int beat = 0; beat < beats; beat++) {
        table[beat * width + offset + level] = (float) (spans[beat * SPANS + level] - median);
      }
    }
  }

  private void compareWindows() {
    float[][] templates = new float[leads][];
    for (int lead = 0; lead < leads; lead++) {
      templates[lead] = template(lead);
    }
    if (options.groups().contains(Group.SHAPE)) {
      for (int lead = 0; lead < leads; lead++) {
        int offset = measures.offset(Group.SHAPE) + lead * BeatShape.SHAPE.size();
        compareShapes(lead, offset, templates[lead]);
      }
    }
    if (options.groups().contains(Group.MEDIAN_BEAT)) {
      int offset = measures.offset(Group.MEDIAN_BEAT);
      for (int beat = 0; beat < beats; beat++) {
        measures.measureMedianBeat(templates, table, beat * width + offset);
      }
    }
  }

  private void compareShapes(int lead, int offset, float[] template) {
    double median = BeatMeasures.median(table, offset, width, beats);
    int length = measures.windowLength();
    for (int beat = 0; beat < beats; beat++) {
      measures.compareShape(
          table, beat * width + offset, median, windows[lead], beat * length, template);
    }
  }

  /** The median beat: sample by sample, over at most {@link #TEMPLATE_BEATS} beats. */
  private float[] template(int lead) {
    int length = measures.windowLength();
    int step = (beats + TEMPLATE_BEATS - 1) / TEMPLATE_BEATS;
    int used = (beats + step - 1) / step;
    float[] template = new float[length];
    for (int i = 0; i < length; i++) {
      template[i] = (float) BeatMeasures.median(windows[lead], i, step * length, used);
    }
    return template;
  }
}
