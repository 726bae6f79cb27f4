package org.ecg4j.plots;

import java.awt.Color;
import java.util.Optional;
import org.ecg4j.record.Annotation;
import org.ecg4j.segment.BeatClass;
import org.ecg4j.segment.BeatClass.EscapeBeats;

/**
 * An annotation on a strip.
 *
 * @param seconds from the strip's beginning
 * @param text what is written above the paper
 * @param beatClass the beat's class, empty where it marks no beat
 * @param centre whether the picture is about this one
 */
record StripMark(double seconds, String text, Optional<BeatClass> beatClass, boolean centre) {
  private static final int LONGEST_TEXT = 14;

  static StripMark of(Annotation annotation, double seconds, boolean centre) {
    String mnemonic = annotation.code().mnemonic();
    Optional<BeatClass> beatClass = BeatClass.of(annotation.code(), EscapeBeats.SUPRAVENTRICULAR);
    String text =
        beatClass.isPresent() || annotation.aux().isEmpty()
            ? mnemonic
            : Draw.shortened(mnemonic + " " + annotation.aux(), LONGEST_TEXT);
    return new StripMark(seconds, text, beatClass, centre);
  }

  Color color() {
    return beatClass.map(Theme::of).orElse(Theme.MUTED);
  }
}
