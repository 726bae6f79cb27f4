package org.ecg4j.cli;

import java.util.Locale;
import org.ecg4j.segment.BeatClass.EscapeBeats;
import org.ecg4j.segment.LabelScheme;

/** The label schemes that the command line offers by name. */
enum LabelChoice {
  COURSE(LabelScheme.course()),
  FULL(LabelScheme.normalAbnormal()),
  ANY(LabelScheme.anyAbnormalInWindow()),
  AAMI5(LabelScheme.aami5(EscapeBeats.NORMAL)),
  AAMI3(LabelScheme.aami3(EscapeBeats.NORMAL));

  private final LabelScheme scheme;

  LabelChoice(LabelScheme scheme) {
    this.scheme = scheme;
  }

  LabelScheme scheme() {
    return scheme;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
