package org.ecg4j.detect;

/** A second-order Butterworth section (bilinear transform, transposed direct form II). */
final class Biquad {
  private final double b0;
  private final double b1;
  private final double a1;
  private final double a2;
  private double state1;
  private double state2;

  private Biquad(double b0, double b1, double a1, double a2) {
    this.b0 = b0;
    this.b1 = b1;
    this.a1 = a1;
    this.a2 = a2;
  }

  static Biquad highPass(double cutoffHz, double samplingRateHz) {
    double w = Math.tan(Math.PI * cutoffHz / samplingRateHz);
    double norm = 1 / (1 + Math.sqrt(2) * w + w * w);
    return new Biquad(norm, -2 * norm, a1(w, norm), a2(w, norm));
  }

  static Biquad lowPass(double cutoffHz, double samplingRateHz) {
    double w = Math.tan(Math.PI * cutoffHz / samplingRateHz);
    double norm = 1 / (1 + Math.sqrt(2) * w + w * w);
    return new Biquad(w * w * norm, 2 * w * w * norm, a1(w, norm), a2(w, norm));
  }

  private static double a1(double w, double norm) {
    return 2 * (w * w - 1) * norm;
  }

  private static double a2(double w, double norm) {
    return (1 - Math.sqrt(2) * w + w * w) * norm;
  }

  double filter(double x) {
    double y = b0 * x + state1;
    state1 = b1 * x - a1 * y + state2;
    state2 = b0 * x - a2 * y;
    return y;
  }

  void reset() {
    state1 = 0;
    state2 = 0;
  }
}
