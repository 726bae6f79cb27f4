package org.ecg4j.simulate;

import java.util.List;
import org.ecg4j.record.Annotation;

/**
 * When a heart beats.
 *
 * @param beats in order of time
 * @param rhythmChanges annotations with the rhythm's name, the first before the first beat
 * @param fibrillation where the atria fibrillate
 */
record Rhythm(List<Beat> beats, List<Annotation> rhythmChanges, List<Span> fibrillation) {
  Rhythm {
    beats = List.copyOf(beats);
    rhythmChanges = List.copyOf(rhythmChanges);
    fibrillation = List.copyOf(fibrillation);
  }

  /**
   * A stretch of samples.
   *
   * @param startSample inclusive
   * @param endSample exclusive
   */
  record Span(long startSample, long endSample) {}
}
