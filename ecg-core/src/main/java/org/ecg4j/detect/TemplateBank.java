package org.ecg4j.detect;

/**
 * The shapes that recent beats of one lead had, up to {@value #CAPACITY} of them, each an average
 * of beats alike. A shape is {@value #POINTS} points, 8 ms apart, centred on the complex; a
 * candidate comes with {@value #LAGS} more points at either end, so that it can be shifted.
 */
final class TemplateBank {
  /** Points of a template. */
  static final int POINTS = 23;

  /** The largest shift tried, in points. */
  static final int LAGS = 3;

  /** Points of a candidate's shape. */
  static final int CANDIDATE_POINTS = POINTS + 2 * LAGS;

  private static final int CAPACITY = 4;
  private static final double ALIKE = 0.85;
  private static final int MAXIMUM_WEIGHT = 12;
  // What one averaged beat is worth against age when a template has to go.
  private static final double SECONDS_PER_BEAT = 20;

  private final double[][] templates = new double[CAPACITY][POINTS];
  private final double[] energies = new double[CAPACITY];
  private final int[] weights = new int[CAPACITY];
  private final double[] lastUseSeconds = new double[CAPACITY];
  private int size;

  /** Finds the template most alike and notes correlation, scale and shift in the match. */
  void match(double[] shape, Match match) {
    match.clear();
    for (int i = 0; i < size; i++) {
      double shapeEnergy = 0;
      for (int k = 0; k < POINTS - 1; k++) {
        shapeEnergy += shape[k] * shape[k];
      }
      for (int lag = 0; lag <= 2 * LAGS; lag++) {
        double entering = shape[lag + POINTS - 1];
        shapeEnergy += entering * entering;
        double product = product(shape, lag, templates[i]);
        double similarity = product / Math.sqrt(shapeEnergy * energies[i] + 1e-12);
        if (similarity > match.similarity) {
          match.similarity = similarity;
          match.scale = product / (energies[i] + 1e-12);
          match.template = i;
          match.lag = lag;
        }
        shapeEnergy = Math.max(0, shapeEnergy - shape[lag] * shape[lag]);
      }
    }
  }

  private static double product(double[] shape, int lag, double[] template) {
    double sum = 0;
    for (int k = 0; k < POINTS; k++) {
      sum += shape[lag + k] * template[k];
    }
    return sum;
  }

  /** Averages a beat into the template it matched, or starts a new one. */
  void learn(double[] shape, Match match, double timeSeconds) {
    int slot = match.template;
    int lag = match.lag;
    double share;
    if (slot >= 0 && match.similarity > ALIKE) {
      weights[slot] = Math.min(MAXIMUM_WEIGHT, weights[slot] + 1);
      share = 1.0 / weights[slot];
    } else {
      slot = size < CAPACITY ? size++ : leastUseful();
      lag = LAGS;
      weights[slot] = 1;
      share = 1;
    }
    double[] template = templates[slot];
    double energy = 0;
    for (int k = 0; k < POINTS; k++) {
      template[k] += share * (shape[lag + k] - template[k]);
      energy += template[k] * template[k];
    }
    energies[slot] = energy;
    lastUseSeconds[slot] = timeSeconds;
  }

  private int leastUseful() {
    int worst = 0;
    for (int i = 1; i < CAPACITY; i++) {
      if (worth(i) < worth(worst)) {
        worst = i;
      }
    }
    return worst;
  }

  private double worth(int slot) {
    return lastUseSeconds[slot] + SECONDS_PER_BEAT * weights[slot];
  }

  void clear() {
    size = 0;
  }

  /** How a candidate compares with the templates. Reused for every candidate. */
  static final class Match {
    /** The correlation with the template most alike, 0 when there is none. */
    double similarity;

    /** The least-squares gain from that template to the candidate. */
    double scale;

    private int template;
    private int lag;

    void clear() {
      similarity = 0;
      scale = 1;
      template = -1;
      lag = LAGS;
    }
  }
}
