package org.ecg4j.evaluation;

/**
 * How well beats of each kind were found, in percent.
 *
 * @param qrs beats of any kind
 * @param veb ventricular ectopic beats
 * @param sveb supraventricular ectopic beats
 */
public record Ec57Rates(Rate qrs, Rate veb, Rate sveb) {

  /**
   * Two shares in percent, NaN where undefined.
   *
   * @param sensitivity of the reference beats, those that were found
   * @param positivePredictivity of the beats that were marked, those that are so
   */
  public record Rate(double sensitivity, double positivePredictivity) {
    static Rate of(long hits, long misses, long falseAlarms) {
      return new Rate(percent(hits, hits + misses), percent(hits, hits + falseAlarms));
    }
  }

  /** NaN for 0/0. The order of the operations is that of the C programs: it decides ties. */
  static double percent(long part, long whole) {
    return whole <= 0 ? Double.NaN : 100.0 * part / whole;
  }
}
