package org.ecg4j.detect;

/**
 * Finds the peaks of the envelope as it comes in: a peak counts when the envelope has fallen to 60
 * % of it or has stayed below it for 60 ms, and the next may come once the envelope has risen by 15
 * % from the valley between.
 */
final class PeakPicker {
  private static final double HOLD_SECONDS = 0.06;
  private static final double FALL = 0.6;
  private static final double RISE = 1.15;
  private static final double LEAST_RISE = 1e-6;

  private final int holdSamples;
  private boolean rising;
  private double peakValue;
  private long peakSample;
  private double valley;

  PeakPicker(double samplingRateHz) {
    holdSamples = (int) Math.round(HOLD_SECONDS * samplingRateHz);
    reset();
  }

  void reset() {
    rising = true;
    peakValue = 0;
    peakSample = 0;
    valley = 0;
  }

  /** Takes the next value; true when a peak has just been settled. */
  boolean push(double value, long sample) {
    if (rising) {
      if (value > peakValue) {
        peakValue = value;
        peakSample = sample;
      } else if (peakValue > 0
          && (value < FALL * peakValue || sample - peakSample >= holdSamples)) {
        rising = false;
        valley = value;
        return true;
      }
    } else if (value < valley) {
      valley = value;
    } else if (value > RISE * valley + LEAST_RISE) {
      rising = true;
      peakValue = value;
      peakSample = sample;
    }
    return false;
  }

  double peakValue() {
    return peakValue;
  }

  long peakSample() {
    return peakSample;
  }
}
