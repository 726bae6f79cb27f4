package org.ecg4j.simulate;

/** What a stream of chance is for: the last step of its key. */
final class Purpose {
  static final long PATIENT = 1;
  static final long HEART_RATE = 2;
  static final long RHYTHM = 3;
  static final long BEAT = 4;
  static final long FIBRILLATION = 5;
  static final long NOISE = 6;

  private Purpose() {}

  static long noise(NoiseKind kind) {
    return switch (kind) {
      case BASELINE_WANDER -> 7;
      case MUSCLE -> 8;
      case ELECTRODE_MOTION -> 9;
    };
  }
}
