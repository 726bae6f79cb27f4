package org.ecg4j.wfdb;

import java.util.Objects;
import java.util.OptionalInt;
import org.ecg4j.record.SignalInfo;

/**
 * One signal line of a header: where the samples are stored and what they mean.
 *
 * @param fileName the signal file, next to the header
 * @param format how it stores samples
 * @param samplesPerFrame how many samples of this signal each frame holds
 * @param skewFrames how many of the stored frames precede this signal's sample 0
 * @param byteOffset where the samples start in the file
 * @param info lead, unit, rate and calibration
 * @param calibrated false when the header gives no gain and 200 was assumed
 * @param initialValue the first stored sample, where the header says it
 * @param checksum the sum of all stored samples, in 16 bits, where the header says it
 */
public record SignalSpec(
    String fileName,
    SignalFormat format,
    int samplesPerFrame,
    int skewFrames,
    long byteOffset,
    SignalInfo info,
    boolean calibrated,
    OptionalInt initialValue,
    OptionalInt checksum) {

  /** Checks that nothing is missing. */
  public SignalSpec {
    Objects.requireNonNull(fileName, "fileName");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(initialValue, "initialValue");
    Objects.requireNonNull(checksum, "checksum");
    if (samplesPerFrame < 1) {
      throw new IllegalArgumentException("samples per frame must be 1 or more");
    }
    if (skewFrames < 0 || byteOffset < 0) {
      throw new IllegalArgumentException("skew and byte offset must not be negative");
    }
  }

  /** Whether no samples are stored for this signal. */
  boolean isNull() {
    return format == SignalFormat.FORMAT_0 || fileName.equals("~");
  }
}
