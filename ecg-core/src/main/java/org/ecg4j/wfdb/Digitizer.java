package org.ecg4j.wfdb;

import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/**
 * Turns physical values into digital ones: value * gain + baseline, rounded half to even. NaN
 * becomes the format's missing code. What is out of the format's range becomes its nearest value
 * and is counted; nothing wraps around.
 */
public final class Digitizer {

  /**
   * A digitized signal.
   *
   * @param signal the digital samples
   * @param saturatedSamples how many values were out of range
   */
  public record Digitized(Signal signal, long saturatedSamples) {}

  private Digitizer() {}

  /**
   * Digitizes one lead.
   *
   * @param info its calibration
   * @param format the format that it will be written in
   * @param physical values in the lead's unit; not modified
   * @return the digital lead
   */
  public static Digitized digitize(SignalInfo info, SignalFormat format, float[] physical) {
    double[] values = new double[physical.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = physical[i];
    }
    return digitize(info, format, values);
  }

  /**
   * Digitizes one lead.
   *
   * @param info its calibration
   * @param format the format that it will be written in
   * @param physical values in the lead's unit; not modified
   * @return the digital lead
   */
  public static Digitized digitize(SignalInfo info, SignalFormat format, double[] physical) {
    int[] digital = new int[physical.length];
    long saturated = 0;
    for (int i = 0; i < digital.length; i++) {
      if (Double.isNaN(physical[i])) {
        digital[i] = format.missingCode();
        continue;
      }
      double value = Math.rint(physical[i] * info.gainAdcPerUnit() + info.baselineAdc());
      double inRange = Math.max(format.minimum(), Math.min(format.maximum(), value));
      if (inRange != value) {
        saturated++;
      }
      digital[i] = (int) inRange;
    }
    return new Digitized(Signal.of(info, digital, format.missingCode()), saturated);
  }
}
