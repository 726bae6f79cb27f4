package org.ecg4j.benchmarks.paired;

import java.util.LinkedHashMap;
import java.util.Map;

/** A few figures that tell whether two arrays hold the same values. */
final class Digest {
  private static final int PLACES = 5;

  private Digest() {}

  /** Count, mean, mean square and values at some places; the peers take the same. */
  static Map<String, Double> of(float[] values, int count) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
      squares += (double) values[i] * values[i];
    }
    Map<String, Double> digest = new LinkedHashMap<>();
    digest.put("count", (double) count);
    digest.put("mean", sum / count);
    digest.put("square", squares / count);
    for (int i = 0; i < PLACES; i++) {
      int place = (int) ((long) count * (2 * i + 1) / (2 * PLACES));
      digest.put("at" + place, (double) values[place]);
    }
    return digest;
  }
}
