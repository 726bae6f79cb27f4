package org.ecg4j.inference;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.segment.BeatTrack;

/** A pipeline's transforms bound for one thread, with the memory that they need between them. */
final class KernelChain {
  private final List<ExampleTransform.Kernel> kernels = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();

  KernelChain(Pipeline pipeline) {
    InputSpec spec = pipeline.raw();
    for (ExampleTransform transform : pipeline.transforms()) {
      kernels.add(transform.bind(spec));
      spec = transform.outputSpec(spec);
      outputs.add(new float[spec.size()]);
    }
  }

  boolean isEmpty() {
    return kernels.isEmpty();
  }

  /**
   * What becomes of a window: valid until the next call, and the window itself in an empty chain.
   */
  float[] apply(float[] window, BeatTrack track, int beat) {
    float[] values = window;
    for (int i = 0; i < kernels.size(); i++) {
      kernels.get(i).apply(values, 0, outputs.get(i), 0, track, beat);
      values = outputs.get(i);
    }
    return values;
  }
}
