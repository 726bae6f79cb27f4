package org.ecg4j.cli;

import java.util.Locale;

/** The features that the command line offers by name. */
enum FeatureChoice {
  STFT,
  WAVEFORM,
  RR,
  MORPHOLOGY;

  /** Whether it is a vector that goes beside a picture of the beat rather than one itself. */
  boolean isVector() {
    return this == RR || this == MORPHOLOGY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
