package org.ecg4j.simulate;

import java.util.List;

/**
 * The atria's restless line in fibrillation: about five to seven waves a second, sawtooth-like,
 * their frequency and height wandering. They are no part of the model's limit cycle and are added
 * to its output.
 */
final class FibrillationWaves {
  private static final double FADE_SECONDS = 0.3;
  private static final double WANDER_SECONDS = 1.5;

  private FibrillationWaves() {}

  static void add(
      double[] values,
      List<Rhythm.Span> spans,
      double heightMv,
      double samplingRateHz,
      Chance chance) {
    double frequencyHz = chance.uniform(5, 7);
    double keep = StrictMath.exp(-1 / (WANDER_SECONDS * samplingRateHz));
    double drive = StrictMath.sqrt(1 - keep * keep);
    double phase = 0;
    double frequencyWander = 0;
    double heightWander = 0;
    for (Rhythm.Span span : spans) {
      int end = (int) StrictMath.min(span.endSample(), values.length);
      for (int i = (int) span.startSample(); i < end; i++) {
        frequencyWander = keep * frequencyWander + drive * chance.gaussian();
        heightWander = keep * heightWander + drive * chance.gaussian();
        phase += 2 * StrictMath.PI * frequencyHz * (1 + 0.12 * frequencyWander) / samplingRateHz;
        double edge = StrictMath.min(i - span.startSample(), end - i) / samplingRateHz;
        double height =
            heightMv * (1 + 0.3 * heightWander) * StrictMath.min(1, edge / FADE_SECONDS);
        values[i] += height * (StrictMath.sin(phase) + 0.35 * StrictMath.sin(2 * phase)) / 1.1;
      }
    }
  }
}
