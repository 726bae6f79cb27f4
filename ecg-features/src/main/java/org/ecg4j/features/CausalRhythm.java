package org.ecg4j.features;

import java.util.Arrays;

/**
 * {@link RrFeatures} in the causal form, beat by beat in bounded memory. Intervals are whole
 * samples, so the median of all so far comes from counts of each length and is exact.
 */
final class CausalRhythm {
  /** A longer interval is a gap in the signal. */
  private static final double LONGEST_INTERVAL_S = 10;

  private final RrFeatures features;
  private final double samplingRateHz;
  private final int longest;
  // The last intervals in seconds, in a ring.
  private final double[] last;
  // How often each length in samples came; grows to the longest one seen.
  private int[] counts = new int[1];
  private long known;
  private long lastBeat = -1;

  CausalRhythm(RrFeatures features, double samplingRateHz) {
    this.features = features;
    this.samplingRateHz = samplingRateHz;
    longest = (int) (LONGEST_INTERVAL_S * samplingRateHz);
    last = new double[features.localBeats()];
  }

  /** Takes the next beat and writes its features. */
  void next(long beatSample, float[] out, int offset) {
    long interval = lastBeat < 0 ? Long.MAX_VALUE : Math.max(1, beatSample - lastBeat);
    lastBeat = beatSample;
    boolean exists = interval <= longest;
    if (exists) {
      last[(int) (known % last.length)] = interval / samplingRateHz;
      count((int) interval);
      known++;
    }
    double usual = known == 0 ? RrFeatures.UNKNOWN_INTERVAL_S : median();
    double[] local = lastInOrder();
    double localMedian = local.length == 0 ? usual : Medians.of(local);
    double previous = exists ? interval / samplingRateHz : usual;
    features.write(
        out,
        offset,
        RrFeatures.spread(local) / localMedian,
        previous,
        previous / localMedian,
        previous / usual,
        usual);
  }

  private void count(int interval) {
    if (interval >= counts.length) {
      counts = Arrays.copyOf(counts, Math.min(longest, 2 * interval) + 1);
    }
    counts[interval]++;
  }

  private double[] lastInOrder() {
    int size = (int) Math.min(known, last.length);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = last[(int) ((known - size + i) % last.length)];
    }
    return values;
  }

  private double median() {
    return (rank((known - 1) / 2) + rank(known / 2)) / 2;
  }

  /** The interval that has a number of others below it, in seconds. */
  private double rank(long below) {
    long seen = 0;
    int interval = 0;
    while (seen + counts[interval] <= below) {
      seen += counts[interval++];
    }
    return interval / samplingRateHz;
  }
}
