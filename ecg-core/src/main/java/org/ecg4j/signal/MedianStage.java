package org.ecg4j.signal;

import org.ecg4j.signal.BaselineRemoval.Edge;

/** A centred moving median over a stream; each result belongs to an earlier sample. */
final class MedianStage {
  private final SlidingMedian window;
  private final int half;
  private final Edge edge;
  private boolean started;
  private double last;

  MedianStage(int length, Edge edge) {
    this.window = new SlidingMedian(length);
    this.half = length / 2;
    this.edge = edge;
  }

  int delaySamples() {
    return half;
  }

  /** Takes a sample and gives the median around the one {@link #delaySamples()} before it. */
  double next(double sample) {
    if (!started) {
      started = true;
      fill(edge == Edge.ZERO ? 0 : sample);
    }
    last = sample;
    window.add(sample);
    return window.median();
  }

  /** Takes what lies beyond the end of the signal. */
  double nextAfterEnd() {
    window.add(edge == Edge.ZERO ? 0 : last);
    return window.median();
  }

  private void fill(double value) {
    for (int i = 0; i < half; i++) {
      window.add(value);
    }
  }
}
