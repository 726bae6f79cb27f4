package org.ecg4j.detect;

/** The candidates that wait for their decision, oldest first, in a ring of reused objects. */
final class CandidateQueue {
  // Peaks are at least 60 ms apart and wait 0.8 s; a power of two well above that.
  private static final int CAPACITY = 32;

  private final Candidate[] ring = new Candidate[CAPACITY];
  private int head;
  private int size;

  CandidateQueue(int leadCount) {
    for (int i = 0; i < CAPACITY; i++) {
      ring[i] = new Candidate(leadCount);
    }
  }

  int size() {
    return size;
  }

  /** The candidate at a place, 0 is the oldest. */
  Candidate get(int index) {
    return ring[(head + index) & (CAPACITY - 1)];
  }

  /** Adds a place at the end and returns its old content, to be filled in. */
  Candidate append() {
    if (size == CAPACITY) {
      throw new IllegalStateException("more than " + CAPACITY + " peaks wait for a decision");
    }
    return get(size++);
  }

  /** Takes the oldest out; it stays as it is until 32 more have been added. */
  Candidate poll() {
    Candidate oldest = ring[head];
    head = (head + 1) & (CAPACITY - 1);
    size--;
    return oldest;
  }

  void clear() {
    head = 0;
    size = 0;
  }
}
