package org.ecg4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.inference.BeatPrediction;

/** Predictions as the commands print them. */
final class Beats {
  private Beats() {}

  /** The probability of the class that a beat was given. */
  static double probability(BeatPrediction beat, List<String> classNames) {
    return beat.probabilities().get(classNames.indexOf(beat.className()));
  }

  static Map<String, Object> json(BeatPrediction beat, List<String> classNames, double seconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("sample", beat.beatSample());
    json.put("seconds", seconds);
    json.put("class", beat.className());
    json.put("probability", probability(beat, classNames));
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int c = 0; c < classNames.size(); c++) {
      probabilities.put(classNames.get(c), beat.probabilities().get(c));
    }
    json.put("probabilities", probabilities);
    return json;
  }
}
