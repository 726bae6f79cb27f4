package org.ecg4j.detect;

import java.util.Arrays;
import org.ecg4j.signal.BiquadFilter;
import org.ecg4j.signal.FilterStream;

/**
 * One lead: its filters, the last two seconds of its signals, and what has been learned of its
 * beats and its noise. Nothing here grows with time.
 */
final class Lead {
  /** The envelope covers this much signal. */
  static final double ENVELOPE_SECONDS = 0.08;

  /** How far before a candidate the background is looked at. */
  static final double BACKGROUND_SECONDS = 1.0;

  private static final double HIGH_PASS_HZ = 5;
  private static final double LOW_PASS_HZ = 22;
  private static final double KEPT_SECONDS = 2.2;
  private static final double POINT_SECONDS = 0.008;
  private static final double PEAK_SEARCH_SECONDS = 0.02;
  private static final int BACKGROUND_POINTS = 32;
  private static final int BACKGROUND_RANK = 12;
  private static final double LIKENESS_GAIN = 0.15;
  // A lead whose envelope stays below this share of a beat's is taken for disconnected.
  private static final double SILENT = 0.05;
  // Nothing beside another lead, enough to go on alone.
  private static final double SILENT_TRUST = 1e-9;
  private static final double DRIFT_BLOCK_SECONDS = 0.04;
  private static final int DRIFT_BLOCKS = 5;

  private final double samplingRateHz;
  private final FilterStream bandPass;
  private final int window;
  private final int mask;
  private final float[] raw;
  private final float[] filtered;
  private final float[] envelope;
  private final double[] background = new double[BACKGROUND_POINTS];
  private double energy;
  private double offset;
  private double lastValid;
  private boolean bridging = true;

  private final TemplateBank templates = new TemplateBank();
  private final RecentMedian beatLevel = new RecentMedian();
  private final RecentMedian noiseLevel = new RecentMedian();
  private double likeness;
  private double lastSlope;
  private double backgroundLevel;
  private boolean silent;

  Lead(double samplingRateHz) {
    this.samplingRateHz = samplingRateHz;
    bandPass =
        BiquadFilter.butterworthHighPass(2, HIGH_PASS_HZ, samplingRateHz)
            .then(BiquadFilter.butterworthLowPass(2, LOW_PASS_HZ, samplingRateHz))
            .stream();
    window = envelopeWindow(samplingRateHz);
    int capacity = Integer.highestOneBit((int) (KEPT_SECONDS * samplingRateHz)) << 1;
    mask = capacity - 1;
    raw = new float[capacity];
    filtered = new float[capacity];
    envelope = new float[capacity];
    reset();
  }

  /** The samples that the envelope covers. */
  static int envelopeWindow(double samplingRateHz) {
    return (int) Math.round(ENVELOPE_SECONDS * samplingRateHz);
  }

  void reset() {
    Arrays.fill(raw, 0);
    Arrays.fill(filtered, 0);
    Arrays.fill(envelope, 0);
    bandPass.reset();
    energy = 0;
    offset = 0;
    lastValid = 0;
    bridging = true;
    templates.clear();
    beatLevel.clear();
    noiseLevel.clear();
    likeness = 0.5;
    lastSlope = 0;
    backgroundLevel = 0;
    silent = false;
  }

  /** Filters one sample and returns the envelope. A sample that is not finite counts as missing. */
  double push(float value, long sample) {
    int index = (int) sample & mask;
    raw[index] = value;
    double level;
    if (Math.abs(value) <= Float.MAX_VALUE) {
      if (bridging) {
        // Signal starts or comes back: hide the step, which would look like a beat.
        offset = value - lastValid;
        bridging = false;
      }
      level = value - offset;
      lastValid = level;
    } else {
      bridging = true;
      level = lastValid;
    }
    float output = (float) bandPass.next(level);
    double leaving = filtered[(int) (sample - window) & mask];
    filtered[index] = output;
    if (index == 0) {
      energy = energyOfWindow(sample);
    } else {
      energy = Math.max(0, energy + (double) output * output - leaving * leaving);
    }
    float magnitude = (float) Math.sqrt(energy / window);
    envelope[index] = magnitude;
    return magnitude;
  }

  // Summed afresh now and then, so that rounding errors do not pile up.
  private double energyOfWindow(long sample) {
    double sum = 0;
    for (int k = 0; k < window; k++) {
      double value = filtered[(int) (sample - k) & mask];
      sum += value * value;
    }
    return sum;
  }

  /** Fills in what this lead says of a candidate; needs about 120 ms of signal after it. */
  void measure(long centre, Candidate.LeadMeasure measure) {
    double pointSamples = POINT_SECONDS * samplingRateHz;
    int half = TemplateBank.CANDIDATE_POINTS / 2;
    double[] shape = measure.shape;
    for (int k = 0; k < shape.length; k++) {
      shape[k] = interpolate(centre + (k - half) * pointSamples);
    }
    double slope = 0;
    double amplitude = 0;
    double shapeEnergy = 0;
    for (int k = TemplateBank.LAGS; k < TemplateBank.LAGS + TemplateBank.POINTS; k++) {
      amplitude = Math.max(amplitude, Math.abs(shape[k]));
      shapeEnergy += shape[k] * shape[k];
      if (k > TemplateBank.LAGS) {
        slope = Math.max(slope, Math.abs(shape[k] - shape[k - 1]));
      }
    }
    measure.slope = slope;
    measure.amplitude = amplitude;
    measure.width = shapeEnergy / (amplitude * amplitude + 1e-12);
    measure.envelope = envelopePeak(centre);
    measure.missing = missingNear(centre);
    templates.match(shape, measure.match);
  }

  private double interpolate(double sample) {
    long before = (long) Math.floor(sample);
    double share = sample - before;
    return filtered[(int) before & mask] * (1 - share)
        + filtered[(int) (before + 1) & mask] * share;
  }

  private double envelopePeak(long centre) {
    int reach = (int) (PEAK_SEARCH_SECONDS * samplingRateHz);
    double peak = 0;
    for (int k = -reach; k <= reach; k++) {
      peak = Math.max(peak, envelope[(int) (centre + window / 2 + k) & mask]);
    }
    return peak;
  }

  private boolean missingNear(long centre) {
    for (int k = -window; k <= window; k++) {
      if (!(Math.abs(raw[(int) (centre + k) & mask]) <= Float.MAX_VALUE)) {
        return true;
      }
    }
    return false;
  }

  /** Looks at the envelope from a second before a candidate to the newest sample. */
  void surveyBackground(long start, long end) {
    double step = (end - start) / (double) (BACKGROUND_POINTS - 1);
    for (int k = 0; k < BACKGROUND_POINTS; k++) {
      background[k] = envelope[(int) (start + (long) (k * step)) & mask];
    }
    Arrays.sort(background);
    backgroundLevel = background[BACKGROUND_RANK];
    silent = background[BACKGROUND_POINTS - 1] <= SILENT * beatLevel.orElse(0);
  }

  /** Takes a beat in. */
  void learnBeat(Candidate.LeadMeasure measure, double timeSeconds) {
    if (measure.missing) {
      return;
    }
    beatLevel.add(measure.envelope);
    lastSlope = measure.slope;
    likeness += LIKENESS_GAIN * (measure.match.similarity - likeness);
    templates.learn(measure.shape, measure.match, timeSeconds);
  }

  /** Takes a candidate in that was no beat. */
  void learnNoise(Candidate.LeadMeasure measure) {
    if (!measure.missing) {
      noiseLevel.add(measure.envelope);
    }
  }

  /** How far this lead is to be trusted beside others, before they are scaled to a sum of one. */
  double trust(Candidate.LeadMeasure measure) {
    if (measure.missing) {
      return 0;
    }
    if (silent) {
      return SILENT_TRUST;
    }
    double contrast =
        beatLevel.count() == 0
            ? 1
            : Math.log((beatLevel.orElse(0) + 1e-4) / (noiseLevel.orElse(0) + 1e-4));
    double trust = Math.max(0.05, likeness * Math.min(3, Math.max(0, contrast)));
    return trust * trust;
  }

  /** The envelope that a beat is expected to have. */
  RecentMedian beatLevel() {
    return beatLevel;
  }

  /** The envelope between beats, near the last candidate surveyed. */
  double backgroundLevel() {
    return backgroundLevel;
  }

  /** The envelope of candidates that were no beats. */
  double noiseLevel(double fallback) {
    return noiseLevel.orElse(fallback);
  }

  /** How much recent beats looked like the ones before them, 0 to 1. */
  double likeness() {
    return likeness;
  }

  /** The slope of the last beat. */
  double lastSlope() {
    return lastSlope;
  }

  /**
   * How far the unfiltered signal wanders around a candidate: the range of its averages over
   * blocks. Large when an electrode moves.
   */
  double drift(long centre) {
    int block = Math.max(1, (int) (DRIFT_BLOCK_SECONDS * samplingRateHz));
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int b = -DRIFT_BLOCKS; b < DRIFT_BLOCKS; b++) {
      double sum = 0;
      for (int k = 0; k < block; k++) {
        sum += raw[(int) (centre + (long) b * block + k) & mask];
      }
      // A block with a missing sample is NaN, which neither comparison lets through.
      low = sum < low ? sum : low;
      high = sum > high ? sum : high;
    }
    return high > low ? (high - low) / block : 0;
  }

  float filteredAt(long sample) {
    return filtered[(int) sample & mask];
  }

  float rawAt(long sample) {
    return raw[(int) sample & mask];
  }
}
