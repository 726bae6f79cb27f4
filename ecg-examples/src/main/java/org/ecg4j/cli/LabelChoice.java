package org.ecg4j.cli;

import java.util.Locale;
import org.ecg4j.segment.BeatClass.EscapeBeats;
import org.ecg4j.segment.LabelScheme;

/** The label schemes that the command line offers by name. */
enum LabelChoice {
  COURSE,
  FULL,
  ANY,
  AAMI5,
  AAMI3;

  LabelScheme scheme() {
    return switch (this) {
      case COURSE -> LabelScheme.course();
      case FULL -> LabelScheme.normalAbnormal();
      case ANY -> LabelScheme.anyAbnormalInWindow();
      case AAMI5 -> LabelScheme.aami5(EscapeBeats.NORMAL);
      case AAMI3 -> LabelScheme.aami3(EscapeBeats.NORMAL);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
