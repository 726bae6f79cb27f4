package org.ecg4j.features;

import java.util.Collections;
import org.ecg4j.features.MorphologyFeatures.Group;
import org.ecg4j.segment.BeatTrack;
import org.ecg4j.signal.BiquadFilter;

/**
 * The part of {@link MorphologyFeatures} that looks at one beat by itself: it filters signal and
 * takes the measures. Scratch memory makes an instance one thread's own.
 */
final class BeatMeasures {
  /** How many spans the relative widths compare. */
  static final int SPANS = BeatShape.RELATIVE_WIDTHS.size();

  private final MorphologyFeatures options;
  private final int leads;
  private final BiquadFilter filter;
  private final BeatShape shape;
  private final float[] speedValues = new float[BeatShape.SPEED.size()];

  BeatMeasures(MorphologyFeatures options, int leads, double samplingRateHz) {
    this.options = options;
    this.leads = leads;
    filter = BiquadFilter.butterworthBandPass(2, options.lowHz(), options.highHz(), samplingRateHz);
    shape = new BeatShape(samplingRateHz);
  }

  /** The number of features. */
  int width() {
    return options.names(Collections.nCopies(leads, "")).size();
  }

  /** The length of a beat that is compared with others; 0 when none is. */
  int windowLength() {
    return comparesWindows() ? shape.windowLength() : 0;
  }

  /** Whether windows of beats are kept to make a median beat of them. */
  boolean comparesWindows() {
    return options.groups().contains(Group.SHAPE) || options.groups().contains(Group.MEDIAN_BEAT);
  }

  /** The samples that the causal form reads after the beat's own. */
  int samplesAfter() {
    return shape.samples(MorphologyFeatures.LOOK_AHEAD_MS);
  }

  /** A stretch of all leads, band-passed; a lead or stretch too short to filter is flat. */
  float[][] filtered(BeatTrack track, long start, long end) {
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

  /**
   * Measures one beat of filtered leads.
   *
   * @param signal the leads
   * @param at the beat in them
   * @param row receives the features that need no other beat
   * @param rowOffset where they go
   * @param spans receives what relative widths compare, {@link #SPANS} values from {@code beat}
   *     times that
   * @param windows for each lead receives what shapes compare, {@link #windowLength} values from
   *     {@code beat} times that
   * @param beat the beat's place in them
   */
  void measure(
      float[][] signal,
      int at,
      float[] row,
      int rowOffset,
      float[] spans,
      float[][] windows,
      int beat) {
    int to = rowOffset;
    shape.speed(signal, 0, leads, at, speedValues, 0);
    for (int level = 0; level < SPANS; level++) {
      spans[beat * SPANS + level] = speedValues[BeatShape.span(level)];
    }
    for (int lead = 0; lead < leads && comparesWindows(); lead++) {
      shape.window(signal[lead], at, windows[lead], beat * shape.windowLength());
    }
    for (Group group : options.groups()) {
      switch (group) {
        case SHAPE -> {
          for (int lead = 0; lead < leads; lead++) {
            shape.shape(signal, lead, at, row, to);
            to += BeatShape.SHAPE.size();
          }
        }
        case SPEED -> {
          System.arraycopy(speedValues, 0, row, to, speedValues.length);
          to += speedValues.length;
          if (leads > 1) {
            shape.speed(signal, 0, 1, at, row, to);
            to += speedValues.length;
          }
        }
        case WAVES -> {
          for (int lead = 0; lead < leads; lead++) {
            shape.waves(signal[lead], at, row, to);
            to += BeatShape.WAVES.size();
          }
        }
        case RELATIVE_WIDTHS -> to += SPANS;
        case MEDIAN_BEAT -> to += BeatShape.SPEED.size() * (leads > 1 ? 2 : 1);
      }
    }
  }

  /** Where the features of a group begin among all; there must be such a group. */
  int offset(Group wanted) {
    int offset = 0;
    for (Group group : options.groups()) {
      if (group == wanted) {
        return offset;
      }
      offset +=
          switch (group) {
            case SHAPE -> BeatShape.SHAPE.size() * leads;
            case SPEED, MEDIAN_BEAT -> BeatShape.SPEED.size() * (leads > 1 ? 2 : 1);
            case WAVES -> BeatShape.WAVES.size() * leads;
            case RELATIVE_WIDTHS -> SPANS;
          };
    }
    throw new IllegalArgumentException("no group " + wanted + " in " + options.groups());
  }

  /** Writes the two measures of a shape that other beats have a part in. */
  void compareShape(
      float[] table, int at, double medianWidth, float[] windows, int window, float[] template) {
    table[at + 1] = (float) (medianWidth > 0 ? table[at] / medianWidth : 1);
    table[at + 6] = (float) correlation(windows, window, template, shape.likenessStart());
  }

  /** Writes the measures of the median beat. */
  void measureMedianBeat(float[][] templates, float[] row, int at) {
    shape.speedOfWindow(templates, leads, row, at);
    if (leads > 1) {
      shape.speedOfWindow(templates, 1, row, at + BeatShape.SPEED.size());
    }
  }

  private static double correlation(float[] values, int offset, float[] template, int start) {
    int n = template.length - start;
    double meanA = 0;
    double meanB = 0;
    for (int i = start; i < template.length; i++) {
      meanA += values[offset + i] / n;
      meanB += template[i] / n;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = start; i < template.length; i++) {
      double a = values[offset + i] - meanA;
      double b = template[i] - meanB;
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  }

  /** The median of a measure over some beats, each a stride apart. */
  static double median(float[] values, int offset, int stride, int count) {
    double[] column = new double[count];
    for (int i = 0; i < count; i++) {
      column[i] = values[offset + i * stride];
    }
    return Medians.of(column);
  }
}
