package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The signals that share one signal file, with their places in its frames. */
final class SignalGroup {
  private final List<SignalSpec> specs;
  private final int firstIndex;
  private final int[] offsets;
  private final int frameSamples;

  private SignalGroup(List<SignalSpec> specs, int firstIndex) {
    this.specs = List.copyOf(specs);
    this.firstIndex = firstIndex;
    this.offsets = new int[specs.size()];
    int total = 0;
    for (int k = 0; k < offsets.length; k++) {
      offsets[k] = total;
      total = Math.addExact(total, specs.get(k).samplesPerFrame());
    }
    this.frameSamples = total;
  }

  /** The groups of a record: consecutive signals of the same file, null signals each alone. */
  static List<SignalGroup> of(List<SignalSpec> all) {
    List<SignalGroup> groups = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size()
          || all.get(i).isNull()
          || !all.get(i).fileName().equals(all.get(start).fileName())) {
        groups.add(new SignalGroup(all.subList(start, i), start));
        start = i;
      }
    }
    return groups;
  }

  String fileName() {
    return specs.get(0).fileName();
  }

  SignalFormat format() {
    return specs.get(0).format();
  }

  long byteOffset() {
    return specs.get(0).byteOffset();
  }

  boolean isNull() {
    return specs.get(0).isNull();
  }

  int size() {
    return specs.size();
  }

  SignalSpec spec(int k) {
    return specs.get(k);
  }

  /** The index in the record of the group's k-th signal. */
  int signalIndex(int k) {
    return firstIndex + k;
  }

  /** Where the k-th signal's samples start in a frame. */
  int offsetInFrame(int k) {
    return offsets[k];
  }

  /** Samples of all signals in one frame. */
  int frameSamples() {
    return frameSamples;
  }

  /** The signal of each sample of a frame. */
  int[] signalOfEachSample() {
    return signalOfEachSample(specs.stream().mapToInt(SignalSpec::samplesPerFrame).toArray());
  }

  /** The signal of each sample of a frame, from each signal's samples a frame. */
  static int[] signalOfEachSample(int[] perFrame) {
    int[] signals = new int[Arrays.stream(perFrame).sum()];
    int at = 0;
    for (int k = 0; k < perFrame.length; k++) {
      Arrays.fill(signals, at, at + perFrame[k], k);
      at += perFrame[k];
    }
    return signals;
  }

  int maxSkewFrames() {
    return specs.stream().mapToInt(SignalSpec::skewFrames).max().orElse(0);
  }
}
