package org.ecg4j.features;

import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.segment.BeatTrack;

/**
 * {@link MorphologyFeatures} in the causal form, beat by beat in bounded memory: each beat is
 * measured in the seconds before it and compared with the last beats, itself included.
 */
final class CausalMorphology {
  /** How much signal before a beat is filtered with it. */
  static final double SECONDS_BEFORE = 6;

  private static final int BEATS = 32;
  private static final int SPANS = BeatMeasures.SPANS;

  private final MorphologyFeatures options;
  private final int leads;
  private final BeatMeasures measures;
  private final long samplesBefore;
  // Of the last beats, each in a ring: spans[place * SPANS + level], windows[lead][place * length].
  private final float[] spans = new float[BEATS * SPANS];
  private final float[][] windows;
  private final float[][] widths;
  private long taken;

  CausalMorphology(MorphologyFeatures options, int leads, double samplingRateHz) {
    this.options = options;
    this.leads = leads;
    measures = new BeatMeasures(options, leads, samplingRateHz);
    samplesBefore = Math.round(SECONDS_BEFORE * samplingRateHz);
    windows = new float[leads][BEATS * measures.windowLength()];
    widths = new float[leads][BEATS];
  }

  /** The samples that are read after the beat's own. */
  int samplesAfter() {
    return measures.samplesAfter();
  }

  /** Takes the next beat and writes its features. */
  void next(BeatTrack track, long sample, float[] out, int offset) {
    long start = Math.max(track.startSample(), sample - samplesBefore);
    long end = Math.min(track.endSample(), sample + samplesAfter() + 1);
    int place = (int) (taken % BEATS);
    taken++;
    measures.measure(
        measures.filtered(track, start, end),
        (int) (sample - start),
        out,
        offset,
        spans,
        windows,
        place);
    int known = (int) Math.min(taken, BEATS);
    if (measures.comparesWindows()) {
      compareWindows(place, known, out, offset);
    }
    if (options.groups().contains(Group.RELATIVE_WIDTHS)) {
      int at = offset + measures.offset(Group.RELATIVE_WIDTHS);
      for (int level = 0; level < SPANS; level++) {
        double median = BeatMeasures.median(spans, level, SPANS, known);
        out[at + level] = (float) (spans[place * SPANS + level] - median);
      }
    }
  }

  private void compareWindows(int place, int known, float[] out, int offset) {
    float[][] templates = new float[leads][];
    for (int lead = 0; lead < leads; lead++) {
      templates[lead] = template(lead, known);
    }
    if (options.groups().contains(Group.SHAPE)) {
      for (int lead = 0; lead < leads; lead++) {
        int at = offset + measures.offset(Group.SHAPE) + lead * BeatShape.SHAPE.size();
        compareShape(lead, place, known, out, at, templates[lead]);
      }
    }
    if (options.groups().contains(Group.MEDIAN_BEAT)) {
      measures.measureMedianBeat(templates, out, offset + measures.offset(Group.MEDIAN_BEAT));
    }
  }

  private float[] template(int lead, int known) {
    int length = measures.windowLength();
    float[] template = new float[length];
    for (int i = 0; i < length; i++) {
      template[i] = (float) BeatMeasures.median(windows[lead], i, length, known);
    }
    return template;
  }

  private void compareShape(int lead, int place, int known, float[] out, int at, float[] template) {
    widths[lead][place] = out[at];
    double median = BeatMeasures.median(widths[lead], 0, 1, known);
    int window = place * measures.windowLength();
    measures.compareShape(out, at, median, windows[lead], window, template);
  }
}
