package org.ecg4j.features;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.Signal;
import org.ecg4j.signal.Resampler;

/**
 * Recorded noise to lay over training windows, such as the records bw (baseline wander), em
 * (electrode motion) and ma (muscle) of the MIT-BIH Noise Stress Test Database. Read it with {@link
 * org.ecg4j.wfdb.Wfdb}. Immutable.
 */
public final class NoiseRecord {
  private final String name;
  private final double samplingRateHz;
  private final float[][] channels;

  private NoiseRecord(String name, double samplingRateHz, float[][] channels) {
    this.name = name;
    this.samplingRateHz = samplingRateHz;
    this.channels = channels;
  }

  /**
   * The noise of a record.
   *
   * @param record at least one channel
   * @return the noise, in memory
   */
  public static NoiseRecord of(EcgRecord record) {
    Objects.requireNonNull(record, "record");
    if (record.signals().isEmpty() || record.sampleCount() == 0) {
      throw new IllegalArgumentException("noise record " + record.name() + " holds no signal");
    }
    float[][] channels =
        record.signals().stream()
            .map(signal -> atRate(signal, record.samplingRateHz()))
            .toArray(float[][]::new);
    return new NoiseRecord(record.name(), record.samplingRateHz(), channels);
  }

  /**
   * The record's name.
   *
   * @return such as {@code em}
   */
  public String name() {
    return name;
  }

  /** The channels at a rate. */
  List<float[]> at(double rateHz) {
    if (rateHz == samplingRateHz) {
      return List.of(channels);
    }
    Resampler resampler = Resampler.between(samplingRateHz, rateHz);
    return Arrays.stream(channels).map(resampler::resample).toList();
  }

  private static float[] atRate(Signal signal, double rateHz) {
    float[] values = signal.toPhysical();
    double own = signal.info().samplingRateHz();
    return own == rateHz ? values : Resampler.between(own, rateHz).resample(values);
  }
}
