package org.ecg4j.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.ecg4j.record.Signal;

/** Writes signals into one signal file and finds out what the header must say of them. */
final class SignalFileWriter {
  private static final int BLOCK_SAMPLES = 1 << 15;

  private final List<Signal> signals;
  private final int[] perFrame;
  private final int frameSamples;
  private final SignalFormat format;
  private final boolean saturate;
  private final int[] sums;
  private final int[] initial;
  private final long[] saturated;

  /**
   * A writer of one file.
   *
   * @param perFrame each signal's samples a frame
   */
  SignalFileWriter(List<Signal> signals, int[] perFrame, SignalFormat format, boolean saturate) {
    this.signals = List.copyOf(signals);
    this.perFrame = perFrame.clone();
    this.frameSamples = Arrays.stream(perFrame).sum();
    this.format = format;
    this.saturate = saturate;
    this.sums = new int[perFrame.length];
    this.initial = new int[perFrame.length];
    this.saturated = new long[perFrame.length];
  }

  /**
   * Writes the file, or nothing for format 0.
   *
   * @param frames the record's length
   * @return the signals' header lines
   */
  List<SignalSpec> write(AtomicFiles files, String fileName, long frames) throws IOException {
    if (format == SignalFormat.FORMAT_0) {
      return specs("~");
    }
    // A multiple of six frames is a whole number of groups in every format.
    int perBlock = Math.max(1, BLOCK_SAMPLES / frameSamples / 6) * 6;
    int[] block = new int[Math.multiplyExact((int) Math.min(perBlock, frames), frameSamples)];
    try (FrameWriter out = frameWriter(files, fileName)) {
      for (long frame = 0; frame < frames; frame += perBlock) {
        int count = (int) Math.min(perBlock, frames - frame);
        fill(block, frame, count);
        out.write(block, count);
        note(block, frame, count);
      }
    }
    return specs(fileName);
  }

  /** How many samples of each signal were saturated. */
  long[] saturated() {
    return saturated.clone();
  }

  private FrameWriter frameWriter(AtomicFiles files, String fileName) throws IOException {
    if (format.isFlac()) {
      return new FlacFrameWriter(
          perFrame.length, perFrame[0], format.bits(), files.createFile(fileName));
    }
    if (format == SignalFormat.FORMAT_8) {
      return new DifferenceFrameWriter(perFrame, files.create(fileName));
    }
    return new PackedFrameWriter(SampleCodec.of(format), frameSamples, files.create(fileName));
  }

  private void fill(int[] block, long frame, int count) {
    int offset = 0;
    for (int k = 0; k < perFrame.length; k++) {
      int[] samples = new int[count * perFrame[k]];
      signals.get(k).readDigital(frame * perFrame[k], samples.length, samples, 0);
      fit(k, frame * perFrame[k], samples);
      int at = 0;
      for (int start = offset; at < samples.length; start += frameSamples) {
        for (int i = 0; i < perFrame[k]; i++) {
          block[start + i] = samples[at++];
        }
      }
      offset += perFrame[k];
    }
  }

  /** Marks missing samples as the format does and brings the others into its range. */
  private void fit(int k, long start, int[] samples) {
    Signal signal = signals.get(k);
    for (int i = 0; i < samples.length; i++) {
      int value = samples[i];
      if (value == signal.missingCode()) {
        samples[i] = format == SignalFormat.FORMAT_8 ? previous(samples, i) : format.missingCode();
      } else if (value < format.missingCode() || value > format.maximum()) {
        if (!saturate) {
          throw new IllegalArgumentException(outOfRange(signal, start + i, value));
        }
        samples[i] = value < 0 ? format.minimum() : format.maximum();
        saturated[k]++;
      }
    }
  }

  /** Format 8 cannot mark missing samples: the value before is held. */
  private static int previous(int[] samples, int i) {
    return i == 0 ? 0 : samples[i - 1];
  }

  private String outOfRange(Signal signal, long sample, int value) {
    return "sample "
        + sample
        + " of lead "
        + signal.info().lead()
        + " is "
        + value
        + "; format "
        + format.number()
        + " holds "
        + format.minimum()
        + " to "
        + format.maximum();
  }

  /** Keeps the sums and first samples of what was written. */
  private void note(int[] block, long frame, int count) {
    int offset = 0;
    for (int k = 0; k < perFrame.length; k++) {
      if (frame == 0 && count > 0) {
        initial[k] = block[offset];
      }
      for (int f = 0; f < count; f++) {
        for (int i = 0; i < perFrame[k]; i++) {
          sums[k] += block[f * frameSamples + offset + i];
        }
      }
      offset += perFrame[k];
    }
  }

  private List<SignalSpec> specs(String fileName) {
    List<SignalSpec> specs = new ArrayList<>();
    for (int k = 0; k < perFrame.length; k++) {
      specs.add(
          new SignalSpec(
              fileName,
              format,
              perFrame[k],
              0,
              0,
              signals.get(k).info(),
              true,
              OptionalInt.of(initial[k]),
              OptionalInt.of((short) sums[k])));
    }
    return specs;
  }
}
