package org.ecg4j.features;

import java.util.Arrays;
import java.util.List;

/**
 * Measures one beat on filtered leads. Samples beyond the ends of a lead repeat its end. Scratch
 * memory makes an instance one thread's own.
 */
final class BeatShape {
  static final List<String> SHAPE =
      List.of(
          "width_ms",
          "width_to_median",
          "r_amplitude",
          "steepest_rise_per_s",
          "steepest_fall_per_s",
          "area",
          "correlation");
  static final List<String> SPEED =
      List.of(
          "speed_peak",
          "span7_ms",
          "above7",
          "span12_ms",
          "above12",
          "span20_ms",
          "above20",
          "span35_ms",
          "above35",
          "span50_ms",
          "above50",
          "speed_centre_ms",
          "speed_spread_ms");
  static final List<String> WAVES =
      List.of(
          "mean_magnitude",
          "mean",
          "highest",
          "lowest",
          "highest_at_ms",
          "lowest_at_ms",
          "t_wave",
          "t_opposes_qrs",
          "p_spread",
          "after_qrs",
          "magnitude_to_height",
          "near_highest",
          "near_lowest");
  static final List<String> RELATIVE_WIDTHS =
      List.of("rel_span7_ms", "rel_span12_ms", "rel_span20_ms", "rel_span35_ms", "rel_span50_ms");

  private static final double[] LEVELS = {0.07, 0.12, 0.20, 0.35, 0.50};
  private static final int QRS_WIDTH_LEVEL = 2;
  private static final int WINDOW_BEFORE_MS = 200;

  private final double msPerSample;
  private final int before;
  private final int after;
  private final int smoothing;
  private final double[] raw;
  private final double[] speed;
  private final float[] speedValues = new float[SPEED.size()];

  BeatShape(double samplingRateHz) {
    msPerSample = 1000 / samplingRateHz;
    before = samples(167);
    after = samples(200);
    smoothing = samples(14) / 2;
    raw = new double[before + after + 1 + 2 * smoothing];
    speed = new double[before + after + 1];
  }

  int samples(double ms) {
    return (int) Math.round(ms / msPerSample);
  }

  /** Where the five spans are among the values of {@link #speed}. */
  static int span(int level) {
    return 1 + 2 * level;
  }

  /** The measures of {@link #SPEED}, of the leads from {@code firstLead} up to {@code endLead}. */
  void speed(float[][] leads, int firstLead, int endLead, int beat, float[] out, int at) {
    for (int i = 0; i < raw.length; i++) {
      int t = beat - before - smoothing + i;
      raw[i] = 0;
      for (int lead = firstLead; lead < endLead; lead++) {
        raw[i] += Math.abs(value(leads[lead], t + 1) - value(leads[lead], t));
      }
    }
    double peak = 0;
    for (int i = 0; i < speed.length; i++) {
      double sum = 0;
      for (int j = 0; j <= 2 * smoothing; j++) {
        sum += raw[i + j];
      }
      speed[i] = sum / (2 * smoothing + 1);
      peak = Math.max(peak, speed[i]);
    }
    // For each sample the signal's way in a second.
    out[at] = (float) (peak * 1000 / msPerSample);
    for (int level = 0; level < LEVELS.length; level++) {
      double threshold = LEVELS[level] * peak;
      int first = -1;
      int last = -1;
      int above = 0;
      for (int i = 0; i < speed.length; i++) {
        if (speed[i] > threshold) {
          first = first < 0 ? i : first;
          last = i;
          above++;
        }
      }
      out[at + span(level)] = (float) ((last - first) * msPerSample);
      out[at + span(level) + 1] = (float) above / speed.length;
    }
    double weight = 0;
    double moment = 0;
    double square = 0;
    for (int i = 0; i < speed.length; i++) {
      double ms = (i - before) * msPerSample;
      weight += speed[i];
      moment += speed[i] * ms;
      square += speed[i] * ms * ms;
    }
    double centre = weight == 0 ? 0 : moment / weight;
    double spread = weight == 0 ? 0 : Math.sqrt(Math.max(0, square / weight - centre * centre));
    out[at + SPEED.size() - 2] = (float) centre;
    out[at + SPEED.size() - 1] = (float) spread;
  }

  /** The measures of {@link #WAVES}. */
  void waves(float[] lead, int beat, float[] out, int at) {
    double level = levelBeforeP(lead, beat);
    double magnitude = 0;
    double sum = 0;
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    int highestAt = 0;
    int lowestAt = 0;
    for (int i = -before; i <= after; i++) {
      double v = value(lead, beat + i) - level;
      magnitude += Math.abs(v);
      sum += v;
      if (v > highest) {
        highest = v;
        highestAt = i;
      }
      if (v < lowest) {
        lowest = v;
        lowestAt = i;
      }
    }
    int count = before + after + 1;
    double height = highest - lowest;
    int nearHighest = 0;
    int nearLowest = 0;
    for (int i = -before; i <= after; i++) {
      double v = value(lead, beat + i) - level;
      nearHighest += v > highest / 2 ? 1 : 0;
      nearLowest += v < lowest / 2 ? 1 : 0;
    }
    double t = largest(lead, beat + samples(139), beat + samples(417), level);
    out[at] = (float) (magnitude / count);
    out[at + 1] = (float) (sum / count);
    out[at + 2] = (float) highest;
    out[at + 3] = (float) lowest;
    out[at + 4] = (float) (highestAt * msPerSample);
    out[at + 5] = (float) (lowestAt * msPerSample);
    out[at + 6] = (float) t;
    out[at + 7] = (float) -(Math.signum(t) * Math.signum(sum));
    out[at + 8] = (float) spread(lead, beat - samples(250), beat - samples(83));
    out[at + 9] = (float) (mean(lead, beat + samples(70), beat + samples(110)) - level);
    out[at + 10] = (float) (height == 0 ? 0 : magnitude / count / height);
    out[at + 11] = (float) nearHighest / count;
    out[at + 12] = (float) nearLowest / count;
  }

  /** The measures of {@link #SHAPE} that need no other beat; the others are left alone. */
  void shape(float[][] leads, int lead, int beat, float[] out, int at) {
    float[] x = leads[lead];
    speed(leads, lead, lead + 1, beat, speedValues, 0);
    double level = levelBeforeP(x, beat);
    double rise = 0;
    double fall = 0;
    double area = 0;
    for (int i = beat - samples(100); i <= beat + samples(100); i++) {
      double step = value(x, i + 1) - value(x, i);
      rise = Math.max(rise, step);
      fall = Math.min(fall, step);
      area += Math.abs(value(x, i) - level) * msPerSample / 1000;
    }
    out[at] = speedValues[span(QRS_WIDTH_LEVEL)];
    out[at + 2] = (float) largest(x, beat - samples(60), beat + samples(60), level);
    out[at + 3] = (float) (rise * 1000 / msPerSample);
    out[at + 4] = (float) (fall * 1000 / msPerSample);
    out[at + 5] = (float) area;
  }

  /** The signal from {@value #WINDOW_BEFORE_MS} ms before to 300 ms after the beat. */
  int windowLength() {
    return samples(WINDOW_BEFORE_MS) + samples(300) + 1;
  }

  void window(float[] lead, int beat, float[] out, int at) {
    int first = beat - samples(WINDOW_BEFORE_MS);
    for (int i = 0; i < windowLength(); i++) {
      out[at + i] = (float) value(lead, first + i);
    }
  }

  /** Where likeness begins in a window, 150 ms before the beat. */
  int likenessStart() {
    return samples(WINDOW_BEFORE_MS) - samples(150);
  }

  /** The measures of {@link #SPEED} of windows, one for each lead, with the beat in them. */
  void speedOfWindow(float[][] windows, int endLead, float[] out, int at) {
    speed(windows, 0, endLead, samples(WINDOW_BEFORE_MS), out, at);
  }

  private double levelBeforeP(float[] lead, int beat) {
    int first = beat - samples(306);
    double[] values = new double[samples(306) - samples(250) + 1];
    Arrays.setAll(values, i -> value(lead, first + i));
    return Medians.of(values);
  }

  private static double value(float[] lead, int at) {
    return lead[Math.max(0, Math.min(lead.length - 1, at))];
  }

  /** The value farthest from the level, less the level. */
  private static double largest(float[] lead, int from, int to, double level) {
    double largest = 0;
    for (int i = from; i <= to; i++) {
      double v = value(lead, i) - level;
      if (Math.abs(v) > Math.abs(largest)) {
        largest = v;
      }
    }
    return largest;
  }

  private static double mean(float[] lead, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += value(lead, i);
    }
    return sum / (to - from + 1);
  }

  private static double spread(float[] lead, int from, int to) {
    double mean = mean(lead, from, to);
    double squares = 0;
    for (int i = from; i <= to; i++) {
      squares += (value(lead, i) - mean) * (value(lead, i) - mean);
    }
    return Math.sqrt(squares / (to - from + 1));
  }
}
