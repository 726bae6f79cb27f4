package org.ecg4j.evaluation;

import org.jspecify.annotations.Nullable;

/** Walks along two tracks side by side, pairs their beats and counts the pairs. */
final class BeatMatcher {
  private final BeatTrack reference;
  private final BeatTrack test;
  private final long window;

  /** Each pair at its {@link Ec57Label#pairIndex}. */
  private final long[] counts = new long[Ec57Label.COUNT * Ec57Label.COUNT];

  private int r;
  private int t;
  private double squaredRrErrors;
  private long rrErrors;

  BeatMatcher(BeatTrack reference, BeatTrack test, long window) {
    this.reference = reference;
    this.test = test;
    this.window = window;
  }

  /**
   * Compares as the standard says.
   *
   * @param start the first sample that counts
   * @param end the record's length; 0 when unknown: the end of the reference
   */
  void matchFrom(long start, long end) {
    while (reference.sample(r) < start) {
      r++;
    }
    while (test.sample(t + 1) < start) {
      t++;
    }
    enter(start);
    while (end > 0
        ? reference.sample(r) <= end || test.sample(t) <= end
        : reference.sample(r) != BeatTrack.END) {
      if (isPair()) {
        count(reference.label(r), test.label(t));
        r++;
        t++;
      } else if (test.sample(t) < reference.sample(r)) {
        count(extraBeatLabel(), test.label(t));
        t++;
      } else {
        count(reference.label(r), missedBeatLabel());
        r++;
      }
    }
  }

  /**
   * Decides on the beats around the start. A test beat just before it may match the first reference
   * beat; one just behind it is left out when the next one fits the first reference beat better.
   */
  private void enter(long start) {
    long first = reference.sample(r);
    long before = first - test.sample(t);
    if (before < Math.abs(first - test.sample(t + 1)) && before <= window) {
      count(reference.label(r), test.label(t));
      r++;
      t++;
      return;
    }
    t++;
    if (test.sample(t) - start <= window
        && Math.abs(first - test.sample(t + 1)) < Math.abs(first - test.sample(t))) {
      t++;
    }
  }

  /** Compares at every reference beat of the record, whatever else there is. */
  void matchReferenceBeats() {
    r = 1;
    t = 1;
    while (reference.sample(r) != BeatTrack.END) {
      if (isPair()) {
        count(reference.label(r), test.label(t));
        r++;
        t++;
      } else if (test.sample(t) < reference.sample(r)) {
        t++;
      } else {
        count(reference.label(r), Ec57Label.O);
        r++;
      }
    }
  }

  private boolean isPair() {
    long referenceSample = reference.sample(r);
    long testSample = test.sample(t);
    return testSample < referenceSample
        ? isPair(testSample, test.sample(t + 1), referenceSample, reference.sample(r + 1))
        : isPair(referenceSample, reference.sample(r + 1), testSample, test.sample(t + 1));
  }

  /**
   * Whether two beats belong together. The only rival of the earlier one is the next beat of its
   * own track; the rival loses when it is farther away, and also when it has a better partner in
   * the next beat of the other track.
   */
  private boolean isPair(long earlier, long rival, long later, long afterLater) {
    long distance = later - earlier;
    long rivalDistance = Math.abs(later - rival);
    return distance <= window
        && (distance < rivalDistance || Math.abs(rival - afterLater) < rivalDistance);
  }

  /** What a test beat without a partner is paired with; nothing while the reference fibrillates. */
  private @Nullable Ec57Label extraBeatLabel() {
    long sample = test.sample(t);
    if (reference.isFibrillating(r, sample)) {
      return null;
    }
    return reference.isShutDown(r, sample) ? Ec57Label.X : Ec57Label.O;
  }

  private Ec57Label missedBeatLabel() {
    return test.isShutDown(t, reference.sample(r)) ? Ec57Label.X : Ec57Label.O;
  }

  /** Counts a pair; the intervals are compared even where a beat of it does not count. */
  private void count(@Nullable Ec57Label referenceLabel, @Nullable Ec57Label testLabel) {
    if (referenceLabel != null && testLabel != null) {
      counts[Ec57Label.pairIndex(referenceLabel, testLabel)]++;
    }
    long referenceInterval = reference.rrSamples(r);
    long testInterval = test.rrSamples(t);
    if (referenceInterval > 0 && testInterval > 0) {
      double error = referenceInterval - testInterval;
      squaredRrErrors += error * error;
      rrErrors++;
    }
  }

  long[] counts() {
    return counts.clone();
  }

  /** The root of the mean squared difference of the intervals; NaN without any. */
  double rmsRrErrorSamples() {
    return rrErrors == 0 ? Double.NaN : Math.sqrt(squaredRrErrors / rrErrors);
  }

  /** The length of the test annotator's shutdowns that were read. */
  long shutdownSamples() {
    return test.shutdownSamples(t);
  }
}
