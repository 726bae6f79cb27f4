package org.ecg4j.detect;

/** When the last beat was and how far apart beats have been. */
final class Rhythm {
  private static final double USUAL_SECONDS = 0.8;
  private static final double LONGEST_INTERVAL_SECONDS = 2.5;

  private final double samplingRateHz;
  private final RecentMedian intervalSeconds = new RecentMedian();
  private long lastBeat;
  private boolean started;

  Rhythm(double samplingRateHz) {
    this.samplingRateHz = samplingRateHz;
  }

  void reset() {
    intervalSeconds.clear();
    started = false;
    lastBeat = 0;
  }

  /** The usual interval between beats. */
  double intervalSeconds() {
    return intervalSeconds.orElse(USUAL_SECONDS);
  }

  boolean hasBeat() {
    return started;
  }

  /** Seconds since the last beat; before the first one, a usual interval. */
  double sinceLastBeat(long sample) {
    return started ? (sample - lastBeat) / samplingRateHz : intervalSeconds();
  }

  void learnBeat(long sample) {
    double seconds = sinceLastBeat(sample);
    // A longer interval is a pause or a gap and says nothing about the rate.
    if (started && seconds < LONGEST_INTERVAL_SECONDS) {
      intervalSeconds.add(seconds);
    }
    lastBeat = sample;
    started = true;
  }
}
