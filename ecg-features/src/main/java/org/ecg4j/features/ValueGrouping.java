package org.ecg4j.features;

import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/** Which values of an example share a mean and a standard deviation. */
public enum ValueGrouping {
  /** None: every value has its own. */
  FEATURE,
  /**
   * All times of a part: a spectrogram has one mean for each lead and frequency, a waveform one for
   * each lead; features without a time axis have their own.
   */
  FREQUENCY;

  /** The group of each value, numbered from 0 in order of first appearance. */
  int[] groups(InputSpec spec) {
    int[] groups = new int[spec.size()];
    int at = 0;
    int first = 0;
    for (Part part : spec.parts()) {
      int times = this == FREQUENCY ? part.length(Axis.TIME) : 1;
      int inner = 1;
      for (int axis = part.axes().size() - 1;
          axis >= 0 && part.axes().get(axis) != Axis.TIME;
          axis--) {
        inner *= part.shape().get(axis);
      }
      if (times == 1) {
        inner = 1;
      }
      for (int i = 0; i < part.size(); i++) {
        groups[at++] = first + i / (inner * times) * inner + i % inner;
      }
      first += part.size() / times;
    }
    return groups;
  }

  static int count(int[] groups) {
    int most = -1;
    for (int group : groups) {
      most = Math.max(most, group);
    }
    return most + 1;
  }
}
