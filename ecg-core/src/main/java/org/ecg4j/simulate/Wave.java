package org.ecg4j.simulate;

/**
 * One Gaussian of a beat: a P, Q, R, S or T wave or a part of one.
 *
 * @param centreSeconds where it peaks, from the beat's fiducial point
 * @param widthSeconds its standard deviation
 * @param firstLeadMv its height in the first lead
 * @param secondLeadMv its height in the second lead
 * @param followsRate whether it comes later and wider after a long interval, as the T wave does
 */
record Wave(
    double centreSeconds,
    double widthSeconds,
    double firstLeadMv,
    double secondLeadMv,
    boolean followsRate) {

  /** A wave at a fixed time, such as P, Q, R and S. */
  static Wave fixed(double centreS, double widthS, double firstLeadMv, double secondLeadMv) {
    return new Wave(centreS, widthS, firstLeadMv, secondLeadMv, false);
  }

  /** A wave whose time grows with the root of the preceding interval, such as T. */
  static Wave repolarisation(
      double centreS, double widthS, double firstLeadMv, double secondLeadMv) {
    return new Wave(centreS, widthS, firstLeadMv, secondLeadMv, true);
  }

  double amplitudeMv(int lead) {
    return lead == 0 ? firstLeadMv : secondLeadMv;
  }

  Wave scaled(double factor) {
    return new Wave(
        centreSeconds, widthSeconds, firstLeadMv * factor, secondLeadMv * factor, followsRate);
  }
}
