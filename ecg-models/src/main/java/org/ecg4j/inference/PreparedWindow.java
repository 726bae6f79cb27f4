package org.ecg4j.inference;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.segment.BeatTrack;

/** One beat's window and a model's transforms bound to it; for one thread. */
final class PreparedWindow {
  private final float[] raw;
  private final BeatTrack track;
  private final int beat;
  private final List<ExampleTransform.Kernel> kernels = new ArrayList<>();
  private final List<float[]> scratch = new ArrayList<>();

  PreparedWindow(Pipeline pipeline, float[] raw, BeatTrack track, int beat) {
    this.raw = raw;
    this.track = track;
    this.beat = beat;
    InputSpec spec = pipeline.raw();
    for (ExampleTransform transform : pipeline.transforms()) {
      kernels.add(transform.bind(spec));
      spec = transform.outputSpec(spec);
      scratch.add(new float[spec.size()]);
    }
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
    float[] values = window;
    for (int i = 0; i < kernels.size(); i++) {
      kernels.get(i).apply(values, 0, scratch.get(i), 0, track, beat);
      values = scratch.get(i);
    }
    return values;
  }

  /**
   * Adds to a sum the gradient in the window of what has a given gradient in the network's input:
   * the transforms' derivative is a central difference in each sample.
   */
  void addPulledBack(float[] window, float halfStep, float[] gradients, int offset, double[] sum) {
    if (kernels.isEmpty()) {
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
