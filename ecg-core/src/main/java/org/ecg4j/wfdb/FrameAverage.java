package org.ecg4j.wfdb;

import java.util.Arrays;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.SampleStore;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;

/**
 * A signal with several samples a frame, averaged to one a frame. Missing samples do not count; a
 * frame in which all are missing is missing. Digital averages are rounded half to even.
 */
final class FrameAverage implements SampleStore {
  private static final int BLOCK_SAMPLES = 1 << 14;

  private final Signal signal;
  private final int perFrame;
  private final int blockFrames;

  private FrameAverage(Signal signal, int perFrame) {
    this.signal = signal;
    this.perFrame = perFrame;
    this.blockFrames = Math.max(1, BLOCK_SAMPLES / perFrame);
  }

  /** The signal at one sample a frame; itself when it has that already. */
  static Signal of(Signal signal, RecordHeader header) {
    SignalInfo info = signal.info();
    int perFrame = (int) Math.round(info.samplingRateHz() / header.samplingRateHz());
    return perFrame == 1
        ? signal
        : Signal.of(
            info.withSamplingRateHz(header.samplingRateHz()),
            new FrameAverage(signal, perFrame),
            signal.missingCode());
  }

  @Override
  public long size() {
    return signal.sampleCount() / perFrame;
  }

  @Override
  public void read(long start, int count, int[] target, int offset) {
    int[] samples = new int[Math.min(count, blockFrames) * perFrame];
    for (int done = 0; done < count; done += blockFrames) {
      int some = Math.min(blockFrames, count - done);
      signal.readDigital((start + done) * perFrame, some * perFrame, samples, 0);
      for (int f = 0; f < some; f++) {
        target[offset + done + f] = average(samples, f * perFrame);
      }
    }
  }

  private int average(int[] samples, int from) {
    long sum = 0;
    int present = 0;
    for (int value : Arrays.copyOfRange(samples, from, from + perFrame)) {
      if (value != signal.missingCode()) {
        sum += value;
        present++;
      }
    }
    return present == 0 ? signal.missingCode() : (int) Math.rint((double) sum / present);
  }

  @Override
  public void readPhysical(
      long start,
      int count,
      float[] target,
      int offset,
      int baselineAdc,
      double gainAdcPerUnit,
      int missingCode) {
    float[] samples = new float[Math.min(count, blockFrames) * perFrame];
    for (int done = 0; done < count; done += blockFrames) {
      int some = Math.min(blockFrames, count - done);
      signal.readPhysical((start + done) * perFrame, some * perFrame, samples, 0);
      for (int f = 0; f < some; f++) {
        target[offset + done + f] = averagePhysical(samples, f * perFrame);
      }
    }
  }

  private float averagePhysical(float[] samples, int from) {
    double sum = 0;
    int present = 0;
    for (int i = from; i < from + perFrame; i++) {
      if (!Float.isNaN(samples[i])) {
        sum += samples[i];
        present++;
      }
    }
    return (float) (sum / present);
  }
}
