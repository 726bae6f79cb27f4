package org.ecg4j.features;

import java.util.Arrays;
import java.util.Collections;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.segment.BeatTrack;
import org.ecg4j.signal.BiquadFilter;

/**
 * {@link MorphologyFeatures} of all beats of a record. The first pass measures each beat by itself,
 * the second compares it with the record's others, or, causally, with the last ones.
 */
final class MorphologyTable {
  private static final int CAUSAL_BEATS = 32;
  private static final double CAUSAL_SECONDS = 6;
  private static final int TEMPLATE_BEATS = 301;
  private static final int SPANS = BeatShape.RELATIVE_WIDTHS.size();

  private final MorphologyFeatures options;
  private final BeatTrack track;
  private final int leads;
  private final int beats;
  private final BiquadFilter filter;
  private final BeatShape shape;
  private final int width;
  private final float[] table;
  // What the second pass compares: spans[beat * SPANS + level], windows[lead][beat * length + i].
  private final float[] spans;
  private final float[][] windows;
  private final float[] speedValues = new float[BeatShape.SPEED.size()];

  MorphologyTable(MorphologyFeatures options, BeatTrack track) {
    this.options = options;
    this.track = track;
    leads = track.leadCount();
    beats = track.beatCount();
    filter =
        BiquadFilter.butterworthBandPass(
            2, options.lowHz(), options.highHz(), track.samplingRateHz());
    shape = new BeatShape(track.samplingRateHz());
    width = options.names(Collections.nCopies(leads, "")).size();
    table = new float[Math.multiplyExact(beats, width)];
    spans = new float[beats * SPANS];
    windows =
        new float[leads][options.groups().contains(Group.SHAPE) ? beats * shape.windowLength() : 0];
  }

  float[] compute() {
    if (options.causal()) {
      for (int beat = 0; beat < beats; beat++) {
        long sample = track.beatSample(beat);
        long start =
            Math.max(
                track.startSample(), sample - Math.round(CAUSAL_SECONDS * track.samplingRateHz()));
        long end =
            Math.min(
                track.endSample(), sample + shape.samples(MorphologyFeatures.LOOK_AHEAD_MS) + 1);
        measure(beat, filtered(start, end), (int) (sample - start));
      }
    } else {
      float[][] record = filtered(track.startSample(), track.endSample());
      for (int beat = 0; beat < beats; beat++) {
        measure(beat, record, Math.toIntExact(track.beatSample(beat) - track.startSample()));
      }
    }
    compare();
    return table;
  }

  /** A stretch of all leads, band-passed; a lead or stretch too short to filter is flat. */
  private float[][] filtered(long start, long end) {
    int count = Math.toIntExact(Math.max(1, end - start));
    float[][] result = new float[leads][count];
    if (end - start <= filter.edgeSamples()) {
      return result;
    }
    for (int lead = 0; lead < leads; lead++) {
      track.readLead(lead, start, count, result[lead], 0);
      float[] filtered = filter.zeroPhase(result[lead]);
      double squares = 0;
      for (int i = 0; i < count; i++) {
        // What is missing has no shape; the band has no mean.
        filtered[i] = Float.isNaN(filtered[i]) ? 0 : filtered[i];
        squares += (double) filtered[i] * filtered[i];
      }
      double deviation = Math.sqrt(squares / count);
      if (options.normalized() && deviation > 1e-9) {
        for (int i = 0; i < count; i++) {
          filtered[i] /= (float) deviation;
        }
      }
      result[lead] = filtered;
    }
    return result;
  }

  private void measure(int beat, float[][] signal, int at) {
    int to = beat * width;
    shape.speed(signal, 0, leads, at, speedValues, 0);
    for (int level = 0; level < SPANS; level++) {
      spans[beat * SPANS + level] = speedValues[BeatShape.span(level)];
    }
    for (Group group : options.groups()) {
      switch (group) {
        case SHAPE -> {
          for (int lead = 0; lead < leads; lead++) {
            shape.shape(signal, lead, at, table, to);
            shape.window(signal[lead], at, windows[lead], beat * shape.windowLength());
            to += BeatShape.SHAPE.size();
          }
        }
        case SPEED -> {
          System.arraycopy(speedValues, 0, table, to, speedValues.length);
          to += speedValues.length;
          if (leads > 1) {
            shape.speed(signal, 0, 1, at, table, to);
            to += speedValues.length;
          }
        }
        case WAVES -> {
          for (int lead = 0; lead < leads; lead++) {
            shape.waves(signal[lead], at, table, to);
            to += BeatShape.WAVES.size();
          }
        }
        case RELATIVE_WIDTHS -> to += SPANS;
      }
    }
  }

  private void compare() {
    int offset = 0;
    for (Group group : options.groups()) {
      switch (group) {
        case SHAPE -> {
          for (int lead = 0; lead < leads; lead++) {
            compareShapes(lead, offset);
            offset += BeatShape.SHAPE.size();
          }
        }
        case SPEED -> offset += BeatShape.SPEED.size() * (leads > 1 ? 2 : 1);
        case WAVES -> offset += BeatShape.WAVES.size() * leads;
        case RELATIVE_WIDTHS -> {
          for (int level = 0; level < SPANS; level++) {
            double[] medians = medians(spans, SPANS, level);
            for (int beat = 0; beat < beats; beat++) {
              table[beat * width + offset + level] =
                  (float) (spans[beat * SPANS + level] - medians[beat]);
            }
          }
          offset += SPANS;
        }
      }
    }
  }

  private void compareShapes(int lead, int offset) {
    double[] medians = medians(table, width, offset);
    int length = shape.windowLength();
    float[] template = options.causal() || beats == 0 ? new float[0] : template(lead, 0, beats);
    for (int beat = 0; beat < beats; beat++) {
      int at = beat * width + offset;
      table[at + 1] = (float) (medians[beat] > 0 ? table[at] / medians[beat] : 1);
      if (options.causal()) {
        template = template(lead, Math.max(0, beat + 1 - CAUSAL_BEATS), beat + 1);
      }
      table[at + 6] = (float) correlation(windows[lead], beat * length, template);
    }
  }

  /** For each beat the median of a measure over the record or, causally, over the last beats. */
  private double[] medians(float[] values, int stride, int offset) {
    double[] column = new double[beats];
    Arrays.setAll(column, beat -> values[beat * stride + offset]);
    double[] medians = new double[beats];
    if (!options.causal() && beats > 0) {
      Arrays.fill(medians, Medians.of(column));
    }
    for (int beat = 0; options.causal() && beat < beats; beat++) {
      int first = Math.max(0, beat + 1 - CAUSAL_BEATS);
      medians[beat] = Medians.of(Arrays.copyOfRange(column, first, beat + 1));
    }
    return medians;
  }

  /** The median beat: sample by sample, over at most {@link #TEMPLATE_BEATS} beats of a range. */
  private float[] template(int lead, int firstBeat, int endBeat) {
    int length = shape.windowLength();
    int step = (endBeat - firstBeat + TEMPLATE_BEATS - 1) / TEMPLATE_BEATS;
    double[] values = new double[(endBeat - firstBeat + step - 1) / step];
    float[] template = new float[length];
    for (int i = 0; i < length; i++) {
      for (int v = 0; v < values.length; v++) {
        values[v] = windows[lead][(firstBeat + v * step) * length + i];
      }
      template[i] = (float) Medians.of(values);
    }
    return template;
  }

  private static double correlation(float[] values, int offset, float[] template) {
    int n = template.length;
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < n; i++) {
      meanA += values[offset + i] / n;
      meanB += template[i] / n;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < n; i++) {
      double a = values[offset + i] - meanA;
      double b = template[i] - meanB;
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }
}
