package org.ecg4j.features;

import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;

/**
 * Brings every lead of every window to one scale by itself: no other window and no other patient
 * has a part in it. A lead that does not vary becomes 0. Missing samples (NaN) are left out and
 * stay missing.
 *
 * @param method the scale
 */
public record WindowNormalization(Method method) implements ExampleTransform {
  static final String ID = "normalize-window";

  /** The scale that a lead of a window is brought to. */
  public enum Method {
    /** Mean 0, standard deviation 1 (over N). */
    Z_SCORE,
    /** Lowest value 0, highest 1. */
    MIN_MAX,
    /** Mean 0, largest magnitude 1. */
    PEAK
  }

  /** Checks the method. */
  public WindowNormalization {
    Objects.requireNonNull(method, "method");
  }

  /**
   * Mean 0 and standard deviation 1.
   *
   * @return the transform
   */
  public static WindowNormalization zScore() {
    return new WindowNormalization(Method.Z_SCORE);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("method", Options.text(method));
  }

  static WindowNormalization of(Options text) {
    return new WindowNormalization(text.choice("method", Method.class));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    Parts.signal(input, ID);
    return input;
  }

  @Override
  public Kernel bind(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    int leads = signal.length(Axis.LEAD);
    int samples = signal.length(Axis.TIME);
    return Parts.replacing(
        input,
        signal.name(),
        input.size(),
        (in, inOffset, out, outOffset, track, beat) -> {
          for (int lead = 0; lead < leads; lead++) {
            normalize(in, inOffset + lead * samples, out, outOffset + lead * samples, samples);
          }
        });
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }

  private void normalize(float[] in, int from, float[] out, int to, int samples) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int known = 0;
    for (int i = from; i < from + samples; i++) {
      if (!Float.isNaN(in[i])) {
        known++;
        sum += in[i];
        low = Math.min(low, in[i]);
        high = Math.max(high, in[i]);
      }
    }
    double mean = sum / Math.max(1, known);
    double squares = 0;
    for (int i = from; i < from + samples; i++) {
      double deviation = in[i] - mean;
      squares += Float.isNaN(in[i]) ? 0 : deviation * deviation;
    }
    double zero = method == Method.MIN_MAX ? low : mean;
    double unit =
        switch (method) {
          case Z_SCORE -> Math.sqrt(squares / Math.max(1, known));
          case MIN_MAX -> high - low;
          case PEAK -> Math.max(high - mean, mean - low);
        };
    // A constant lead: what is left of it after the mean is rounding.
    boolean constant = !(high > low) || unit == 0;
    for (int i = 0; i < samples; i++) {
      float value = in[from + i];
      out[to + i] = constant && !Float.isNaN(value) ? 0 : (float) ((value - zero) / unit);
    }
  }
}
