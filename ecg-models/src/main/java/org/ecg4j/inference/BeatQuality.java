package org.ecg4j.inference;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.signal.SignalQuality;

/**
 * The quality of the signal around the beats of a stream. Millivolts are taken in steps of 5
 * microvolts, the resolution of usual recordings, so that a lead with less than that on it is flat.
 */
final class BeatQuality {
  private static final int MISSING = Integer.MIN_VALUE;
  private static final int LARGEST = Integer.MAX_VALUE / 2;

  private final List<SignalInfo> leads = new ArrayList<>();

  BeatQuality(List<String> names, double samplingRateHz) {
    for (String name : names) {
      // Without a resolution there is no telling what is the end of the converter's range.
      leads.add(new SignalInfo(name, "mV", samplingRateHz, SignalInfo.DEFAULT_GAIN, 0, 0, 0));
    }
  }

  /** The quality of each lead of a track between two samples. */
  List<SignalQuality> of(LiveTrack track, long startSample, long endSample) {
    long start = Math.max(track.startSample(), startSample);
    int count = (int) (Math.min(track.endSample(), endSample) - start);
    List<SignalQuality> all = new ArrayList<>();
    if (count < 1) {
      return all;
    }
    float[] values = new float[count];
    for (int lead = 0; lead < leads.size(); lead++) {
      track.readLead(lead, start, count, values, 0);
      int[] digital = new int[count];
      for (int i = 0; i < count; i++) {
        double steps = Math.rint(values[i] * SignalInfo.DEFAULT_GAIN);
        digital[i] =
            Double.isNaN(steps) ? MISSING : (int) Math.max(-LARGEST, Math.min(LARGEST, steps));
      }
      all.add(SignalQuality.of(Signal.of(leads.get(lead), digital, MISSING), 0, count));
    }
    return all;
  }
}
