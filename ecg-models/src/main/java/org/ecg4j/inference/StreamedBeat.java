package org.ecg4j.inference;

import java.util.List;
import org.ecg4j.signal.SignalQuality;

/**
 * A beat of a live signal, as it was decided.
 *
 * @param prediction what the model says of it; its place is counted in samples of the stream, from
 *     its beginning
 * @param seconds when it was, from the stream's beginning
 * @param confidence how sure the detector is that it is a beat, up to 1
 * @param quality what is wrong with the signal around it, for each lead of the model
 */
public record StreamedBeat(
    BeatPrediction prediction, double seconds, double confidence, List<SignalQuality> quality) {

  /** Copies the list. */
  public StreamedBeat {
    quality = List.copyOf(quality);
  }

  /**
   * Whether the signal around the beat is fit for use on every lead.
   *
   * @return true when {@link SignalQuality#isUsable()} says so of each
   */
  public boolean isUsable() {
    return quality.stream().allMatch(SignalQuality::isUsable);
  }
}
