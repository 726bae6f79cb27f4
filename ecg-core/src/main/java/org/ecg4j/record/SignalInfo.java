package org.ecg4j.record;

import java.util.Objects;

/**
 * What one lead's samples mean. Physical value = (digital value - {@code baselineAdc}) / {@code
 * gainAdcPerUnit}.
 *
 * @param lead the lead's name, such as {@code MLII}
 * @param unit the physical unit, such as {@code mV}
 * @param samplingRateHz samples a second of this lead
 * @param gainAdcPerUnit ADC units per physical unit; not 0
 * @param baselineAdc the digital value that means 0 physical units
 * @param adcResolutionBits the converter's resolution in bits, 0 when unknown
 * @param adcZero the digital value in the middle of the converter's range
 */
public record SignalInfo(
    String lead,
    String unit,
    double samplingRateHz,
    double gainAdcPerUnit,
    int baselineAdc,
    int adcResolutionBits,
    int adcZero) {

  /** The gain that the WFDB library assumes for an uncalibrated signal, ADC units per millivolt. */
  public static final double DEFAULT_GAIN = 200;

  /** Checks gain and rate. */
  public SignalInfo {
    Objects.requireNonNull(lead, "lead");
    Objects.requireNonNull(unit, "unit");
    if (!(samplingRateHz > 0) || Double.isInfinite(samplingRateHz)) {
      throw new IllegalArgumentException(
          "sampling rate must be positive and finite, not " + samplingRateHz + " Hz");
    }
    if (gainAdcPerUnit == 0 || !Double.isFinite(gainAdcPerUnit)) {
      throw new IllegalArgumentException("gain must be finite and not 0, not " + gainAdcPerUnit);
    }
  }

  /**
   * A lead in millivolts at 200 ADC units per millivolt, baseline 0, 16 bits.
   *
   * @param lead the lead's name
   * @param samplingRateHz samples a second
   * @return the description
   */
  public static SignalInfo millivolts(String lead, double samplingRateHz) {
    return new SignalInfo(lead, "mV", samplingRateHz, DEFAULT_GAIN, 0, 16, 0);
  }

  /**
   * The same under another name.
   *
   * @param newLead the lead's name
   * @return a copy
   */
  public SignalInfo withLead(String newLead) {
    return new SignalInfo(
        newLead, unit, samplingRateHz, gainAdcPerUnit, baselineAdc, adcResolutionBits, adcZero);
  }

  /**
   * The same at another rate.
   *
   * @param newSamplingRateHz samples a second
   * @return a copy
   */
  public SignalInfo withSamplingRateHz(double newSamplingRateHz) {
    return new SignalInfo(
        lead, unit, newSamplingRateHz, gainAdcPerUnit, baselineAdc, adcResolutionBits, adcZero);
  }

  /**
   * The same with another calibration.
   *
   * @param newGainAdcPerUnit ADC units per physical unit
   * @param newBaselineAdc the digital value of 0 physical units
   * @return a copy
   */
  public SignalInfo withCalibration(double newGainAdcPerUnit, int newBaselineAdc) {
    return new SignalInfo(
        lead, unit, samplingRateHz, newGainAdcPerUnit, newBaselineAdc, adcResolutionBits, adcZero);
  }
}
