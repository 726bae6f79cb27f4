package org.ecg4j.detect;

/**
 * The measures by which a candidate is told from T waves and noise. Those of one lead are averaged
 * over the leads, weighted by how far each lead is trusted; the rest concern time and the
 * candidates around. Logarithms are natural and ratios are between like quantities, so that neither
 * the gain of the recording nor its polarity matters.
 */
final class BeatFeatures {
  /** How many there are. */
  static final int COUNT = 20;

  private static final int LEVEL = 0;
  private static final int OVER_NOISE = 1;
  private static final int OVER_BACKGROUND = 2;
  private static final int SIMILARITY = 3;
  private static final int SCALE = 4;
  private static final int SLOPE = 5;
  private static final int SLOPE_WHEN_EARLY = 6;
  private static final int DRIFT = 7;
  private static final int WIDTH = 8;
  private static final int STEEPNESS = 9;
  private static final int INTERVAL = 10;
  private static final int EARLY = 11;
  private static final int LARGER_SOON = 12;
  private static final int RESEMBLING_SOON = 13;
  private static final int LARGER_BEFORE = 14;
  private static final int ON_TIME_LATER = 15;
  private static final int CLUTTER = 16;
  private static final int AGAINST_LAST = 17;
  private static final int USUAL_INTERVAL = 18;
  private static final int LIKENESS = 19;

  // Within this time after a beat a candidate may be its T wave.
  private static final double T_WAVE_SECONDS = 0.45;
  private static final double RECOVERY_SECONDS = 0.4;
  private static final double NEIGHBOUR_SECONDS = 0.36;
  private static final double BEFORE_SECONDS = 0.3;
  private static final double ON_TIME_TOLERANCE = 0.1;
  private static final double NOBODY = -3;
  // After this long without a beat the level expected of one halves every two seconds.
  private static final double PATIENCE_SECONDS = 3;
  private static final double HALVING_SECONDS = 2;
  private static final double LEAST_LEVEL_MV = 0.01;
  private static final int SETTLED_BEATS = 4;

  private final double samplingRateHz;
  private final double[] values = new double[COUNT];

  BeatFeatures(double samplingRateHz) {
    this.samplingRateHz = samplingRateHz;
  }

  /** The candidate's envelope as a share of what a beat should have. */
  double levelRatio() {
    return Math.exp(values[LEVEL]);
  }

  /** Computes the features of a candidate. */
  double[] compute(
      Candidate candidate,
      CandidateQueue later,
      Lead[] leads,
      double[] trust,
      Rhythm rhythm,
      History history) {
    double since = rhythm.sinceLastBeat(candidate.centre);
    for (int k = 0; k < COUNT; k++) {
      values[k] = 0;
    }
    for (int l = 0; l < leads.length; l++) {
      if (trust[l] > 0) {
        double expected = expectedLevel(candidate, later, leads[l], l, since);
        addLead(candidate, leads[l], candidate.leads[l], expected, trust[l], since);
      }
    }
    double usual = rhythm.intervalSeconds();
    values[INTERVAL] = clamp(since / usual - 1, -1, 2);
    values[EARLY] = Math.max(0, RECOVERY_SECONDS - since) / RECOVERY_SECONDS;
    values[USUAL_INTERVAL] = Math.min(2, usual);
    values[CLUTTER] = history.clutter(candidate.centre);
    values[AGAINST_LAST] =
        history.lastEnvelope() == 0
            ? 0
            : clamp(logRatio(candidate.envelope, history.lastEnvelope()), -3, 2);
    addNeighbours(candidate, later, rhythm, history, usual);
    return values;
  }

  private void addLead(
      Candidate candidate,
      Lead lead,
      Candidate.LeadMeasure measure,
      double expected,
      double weight,
      double since) {
    double slope =
        lead.lastSlope() == 0 ? 0 : clamp(logRatio(measure.slope, lead.lastSlope()), -3, 1.5);
    values[LEVEL] += weight * clamp(logRatio(measure.envelope, expected), -3, 1.5);
    values[OVER_NOISE] +=
        weight * clamp(logRatio(measure.envelope, lead.noiseLevel(0.1 * expected)), -2, 4);
    values[OVER_BACKGROUND] +=
        weight * clamp(logRatio(measure.envelope, lead.backgroundLevel()), 0, 4);
    values[SIMILARITY] += weight * measure.match.similarity;
    values[SCALE] += weight * clamp(Math.log(Math.max(1e-3, measure.match.scale)), -2, 2);
    values[SLOPE] += weight * slope;
    values[SLOPE_WHEN_EARLY] += since < T_WAVE_SECONDS ? weight * slope : 0;
    values[DRIFT] +=
        weight * clamp(logRatio(lead.drift(candidate.centre), measure.amplitude), -3, 3);
    values[WIDTH] += weight * measure.width / 10;
    values[STEEPNESS] += weight * logRatio(measure.slope, measure.amplitude);
    values[LIKENESS] += weight * lead.likeness();
  }

  // While few beats are known, the largest candidate in sight says what a beat is like; after a
  // long time without one, less is asked for.
  private static double expectedLevel(
      Candidate candidate, CandidateQueue later, Lead lead, int index, double since) {
    int known = lead.beatLevel().count();
    double level = lead.beatLevel().orElse(0);
    if (known < SETTLED_BEATS) {
      double largest = candidate.leads[index].envelope;
      for (int i = 0; i < later.size(); i++) {
        if (later.get(i).measured) {
          largest = Math.max(largest, later.get(i).leads[index].envelope);
        }
      }
      level = known == 0 ? 0.8 * largest : Math.max(0.7 * level, Math.min(level, largest));
    }
    double impatience = Math.max(0, since - PATIENCE_SECONDS) / HALVING_SECONDS;
    return Math.max(Math.min(level, LEAST_LEVEL_MV), level * Math.pow(2, -impatience));
  }

  private void addNeighbours(
      Candidate candidate, CandidateQueue later, Rhythm rhythm, History history, double usual) {
    double largest = 0;
    double resembling = 0;
    double onTime = 0;
    for (int i = 0; i < later.size(); i++) {
      Candidate other = later.get(i);
      double distance = (other.centre - candidate.centre) / samplingRateHz;
      if (distance < NEIGHBOUR_SECONDS) {
        largest = Math.max(largest, other.envelope);
        resembling = Math.max(resembling, other.resemblance);
      }
      if (rhythm.hasBeat()) {
        double lateness = Math.abs(rhythm.sinceLastBeat(other.centre) / usual - 1);
        onTime = Math.max(onTime, other.resemblance * Math.exp(-lateness / ON_TIME_TOLERANCE));
      }
    }
    values[LARGER_SOON] = against(largest, candidate);
    values[RESEMBLING_SOON] = resembling;
    values[ON_TIME_LATER] = onTime;
    double before = (candidate.centre - history.lastRejectedSample()) / samplingRateHz;
    values[LARGER_BEFORE] =
        against(before < BEFORE_SECONDS ? history.lastRejectedEnvelope() : 0, candidate);
  }

  private static double against(double envelope, Candidate candidate) {
    return envelope == 0 ? NOBODY : clamp(logRatio(envelope, candidate.envelope), NOBODY, 2);
  }

  private static double logRatio(double a, double b) {
    return Math.log((a + 1e-4) / (b + 1e-4));
  }

  private static double clamp(double value, double least, double most) {
    return Math.min(most, Math.max(least, value));
  }
}
