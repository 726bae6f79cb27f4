package org.ecg4j.training;

/** Counts how often a figure stopped improving. */
final class Plateau {
  double best = Double.NaN;
  int epochsWithoutGain;
  int count;

  void track(Monitor monitor, double value, int patience) {
    if (monitor.isBetter(value, best, 0)) {
      best = value;
      epochsWithoutGain = 0;
    } else if (++epochsWithoutGain > patience) {
      count++;
      epochsWithoutGain = 0;
    }
  }
}
