package org.ecg4j.detect;

/** What became of the candidates before: the last beat, the last one refused, and the clutter. */
final class History {
  private static final double CLUTTER_SECONDS = 5;
  private static final double CLUTTER_GAIN = 0.2;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final double samplingRateHz;
  private double lastEnvelope;
  private double lastRejectedEnvelope;
  private long lastRejectedSample;
  private double clutter;
  private long clutterSample;

  History(double samplingRateHz) {
    this.samplingRateHz = samplingRateHz;
    reset();
  }

  void reset() {
    lastEnvelope = 0;
    clutter = 0;
    clutterSample = 0;
    forgetRejected();
  }

  void accepted(Candidate candidate) {
    lastEnvelope = candidate.envelope;
    forgetRejected();
  }

  private void forgetRejected() {
    lastRejectedEnvelope = 0;
    lastRejectedSample = NEVER;
  }

  /** Notes a candidate refused, with its size as a share of a beat's. */
  void rejected(Candidate candidate, double share) {
    lastRejectedEnvelope = candidate.envelope;
    lastRejectedSample = candidate.centre;
    clutter = clutter(candidate.centre) + CLUTTER_GAIN * Math.min(1, share);
    clutterSample = candidate.centre;
  }

  double lastEnvelope() {
    return lastEnvelope;
  }

  double lastRejectedEnvelope() {
    return lastRejectedEnvelope;
  }

  long lastRejectedSample() {
    return lastRejectedSample;
  }

  /** How much has been refused in the last seconds, larger peaks counting more. */
  double clutter(long sample) {
    return clutter * Math.exp(-(sample - clutterSample) / samplingRateHz / CLUTTER_SECONDS);
  }
}
