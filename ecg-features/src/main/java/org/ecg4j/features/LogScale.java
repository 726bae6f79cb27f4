package org.ecg4j.features;

import java.util.Map;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;

/**
 * The natural logarithm ln(max(x, 0) + epsilon) of every value of one part: loud and faint parts of
 * a spectrogram come to one scale.
 *
 * @param part the part's name
 * @param epsilon what keeps 0 finite; positive
 */
public record LogScale(String part, double epsilon) implements ExampleTransform {
  static final String ID = "log";

  /** Checks epsilon. */
  public LogScale {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new IllegalArgumentException("epsilon must be positive and finite, not " + epsilon);
    }
  }

  /**
   * The logarithm of a spectrogram.
   *
   * @param epsilon what keeps 0 finite, in the spectrogram's unit
   * @return the transform
   */
  public static LogScale of(double epsilon) {
    return new LogScale(Stft.SPECTROGRAM, epsilon);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("part", part, "epsilon", Double.toString(epsilon));
  }

  static LogScale of(Options text) {
    return new LogScale(text.text("part"), text.number("epsilon"));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    input.part(part);
    return input;
  }

  @Override
  public Kernel bind(InputSpec input) {
    int size = input.part(part).size();
    return Parts.replacing(
        input,
        part,
        input.size(),
        (in, inOffset, out, outOffset, track, beat) -> {
          for (int i = 0; i < size; i++) {
            out[outOffset + i] = (float) Math.log(Math.max(in[inOffset + i], 0) + epsilon);
          }
        });
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }
}
