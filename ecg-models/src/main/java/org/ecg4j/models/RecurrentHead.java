package org.ecg4j.models;

/** What follows a recurrent layer: the readout and dropout. */
final class RecurrentHead {
  private RecurrentHead() {}

  /** Adds the readout of a (time, feature) value, then dropout; gives a value of (features). */
  static int add(NetworkPlan.Builder plan, int steps, Readout readout, double dropout) {
    int width = plan.shape(steps).get(1);
    int features =
        switch (readout) {
          case FLATTEN -> plan.add(new Layer.Flatten(), steps);
          case LAST_STEP -> plan.add(new Layer.LastStep(), steps);
          case MEAN -> plan.add(new Layer.Mean(0), steps);
          case ATTENTION -> plan.add("attention", new Layer.Attention(width), steps);
        };
    return dropout == 0 ? features : plan.add(new Layer.Dropout(dropout), features);
  }
}
