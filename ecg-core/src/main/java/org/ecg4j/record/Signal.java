package org.ecg4j.record;

import java.util.Objects;

/**
 * The samples of one lead, as the converter gave them, with their calibration. Digital values are
 * kept as {@code short} when they fit and {@code int} otherwise; physical values are computed as
 * (digital - baseline) / gain. A sample that equals the {@linkplain #missingCode() missing code}
 * reads as NaN in physical units and stays visible in digital ones.
 */
public final class Signal {
  /** The missing code of a signal in which every digital value is valid. */
  public static final int NO_MISSING_CODE = Integer.MAX_VALUE;

  private final SignalInfo info;
  private final SampleStore samples;
  private final int missingCode;

  Signal(SignalInfo info, SampleStore samples, int missingCode) {
    this.info = Objects.requireNonNull(info, "info");
    this.samples = samples;
    this.missingCode = missingCode;
  }

  /**
   * A signal over a copy of 16-bit samples.
   *
   * @param info their meaning
   * @param digital the samples in ADC units; copied
   * @param missingCode the value that marks a missing sample, or {@link #NO_MISSING_CODE}
   * @return the signal
   */
  public static Signal of(SignalInfo info, short[] digital, int missingCode) {
    return new Signal(info, new SampleStore.OfShort(digital.clone()), missingCode);
  }

  /**
   * A signal over a copy of samples of up to 32 bits.
   *
   * @param info their meaning
   * @param digital the samples in ADC units; copied
   * @param missingCode the value that marks a missing sample, or {@link #NO_MISSING_CODE}
   * @return the signal
   */
  public static Signal of(SignalInfo info, int[] digital, int missingCode) {
    return new Signal(info, new SampleStore.OfInt(digital.clone()), missingCode);
  }

  /**
   * A signal over samples kept elsewhere, such as a memory-mapped file.
   *
   * @param info their meaning
   * @param samples where they are
   * @param missingCode the value that marks a missing sample, or {@link #NO_MISSING_CODE}
   * @return the signal
   */
  public static Signal of(SignalInfo info, SampleStore samples, int missingCode) {
    return new Signal(info, Objects.requireNonNull(samples, "samples"), missingCode);
  }

  /**
   * What the samples mean.
   *
   * @return lead, unit, rate and calibration
   */
  public SignalInfo info() {
    return info;
  }

  /**
   * The number of samples of this lead.
   *
   * @return samples, not seconds
   */
  public long sampleCount() {
    return samples.size();
  }

  /**
   * The digital value that marks a missing sample.
   *
   * @return the value, or {@link #NO_MISSING_CODE}
   */
  public int missingCode() {
    return missingCode;
  }

  /**
   * Copies samples in ADC units.
   *
   * @param startSample the first sample, inclusive
   * @param count how many
   * @param target receives them; modified
   * @param offset where the first one goes
   * @throws IndexOutOfBoundsException when the range is not within the signal or the target
   */
  public void readDigital(long startSample, int count, int[] target, int offset) {
    Objects.checkFromIndexSize(startSample, count, sampleCount());
    Objects.checkFromIndexSize(offset, count, target.length);
    samples.read(startSample, count, target, offset);
  }

  /**
   * Copies samples in physical units; missing ones are NaN.
   *
   * @param startSample the first sample, inclusive
   * @param count how many
   * @param target receives them; modified
   * @param offset where the first one goes
   * @throws IndexOutOfBoundsException when the range is not within the signal or the target
   */
  public void readPhysical(long startSample, int count, float[] target, int offset) {
    Objects.checkFromIndexSize(startSample, count, sampleCount());
    Objects.checkFromIndexSize(offset, count, target.length);
    samples.readPhysical(
        startSample, count, target, offset, info.baselineAdc(), info.gainAdcPerUnit(), missingCode);
  }

  /**
   * All samples in ADC units.
   *
   * @return a new array
   */
  public int[] toDigital() {
    int[] values = new int[Math.toIntExact(sampleCount())];
    readDigital(0, values.length, values, 0);
    return values;
  }

  /**
   * All samples in physical units; missing ones are NaN.
   *
   * @return a new array
   */
  public float[] toPhysical() {
    float[] values = new float[Math.toIntExact(sampleCount())];
    readPhysical(0, values.length, values, 0);
    return values;
  }

  @Override
  public String toString() {
    return info.lead() + " (" + sampleCount() + " samples, " + info.samplingRateHz() + " Hz)";
  }
}
