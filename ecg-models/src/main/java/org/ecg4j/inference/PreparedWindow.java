package org.ecg4j.inference;

import org.ecg4j.dataset.Pipeline;
import org.ecg4j.segment.BeatTrack;

/** One beat's window and a model's transforms bound to it; for one thread. */
final class PreparedWindow {
  private final float[] raw;
  private final BeatTrack track;
  private final int beat;
  private final KernelChain chain;

  PreparedWindow(Pipeline pipeline, float[] raw, BeatTrack track, int beat) {
    this.raw = raw;
    this.track = track;
    this.beat = beat;
    this.chain = new KernelChain(pipeline);
  }

  /** The window itself. */
  float[] raw() {
    return raw;
  }

  /** Another window in this one's place, brought into the form of the network's input. */
  void prepare(float[] window, float[] target, int offset) {
    float[] values = transformed(window);
    System.arraycopy(values, 0, target, offset, values.length);
  }

  private float[] transformed(float[] window) {
    return chain.apply(window, track, beat);
  }

  /**
   * Adds to a sum the gradient in the window of what has a given gradient in the network's input:
   * the transforms' derivative is a central difference in each sample.
   */
  void addPulledBack(float[] window, float halfStep, float[] gradients, int offset, double[] sum) {
    if (chain.isEmpty()) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += gradients[offset + i];
      }
      return;
    }
    float[] moved = window.clone();
    for (int i = 0; i < sum.length; i++) {
      float up = window[i] + halfStep;
      float down = window[i] - halfStep;
      moved[i] = up;
      double difference = dot(transformed(moved), gradients, offset);
      moved[i] = down;
      difference -= dot(transformed(moved), gradients, offset);
      moved[i] = window[i];
      sum[i] += difference / ((double) up - down);
    }
  }

  private static double dot(float[] values, float[] gradients, int offset) {
    double dot = 0;
    for (int i = 0; i < values.length; i++) {
      dot += (double) values[i] * gradients[offset + i];
    }
    return dot;
  }
}
