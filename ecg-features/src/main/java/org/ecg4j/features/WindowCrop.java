package org.ecg4j.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;

/**
 * What is near the middle of a window, coarser: of the first leads the means of every so many
 * samples, as the part {@value #WAVEFORM} (lead, time) in the place of the signal. A network over
 * it is many times as fast as one over the whole window. The means take the place of a filter
 * against aliasing; band-pass first where the signal has more than muscle noise beyond half the new
 * rate.
 *
 * @param beforeMs where it begins, in milliseconds before the window's middle
 * @param afterMs where it ends, in milliseconds after it
 * @param every samples that become one
 * @param leads how many leads are kept, from the first
 */
public record WindowCrop(double beforeMs, double afterMs, int every, int leads)
    implements ExampleTransform {
  /** The name of the part. */
  public static final String WAVEFORM = "waveform";

  static final String ID = "crop-window";

  /** Checks the numbers; whether they fit a window is checked when it is known. */
  public WindowCrop {
    if (!(beforeMs >= 0 && afterMs >= 0 && beforeMs + afterMs > 0)
        || Double.isInfinite(beforeMs + afterMs)) {
      throw new IllegalArgumentException(
          "before and after must not be negative, nor both 0, but are "
              + beforeMs
              + " and "
              + afterMs
              + " ms");
    }
    if (every < 1 || leads < 1) {
      throw new IllegalArgumentException(
          "every and leads must be at least 1, but are " + every + " and " + leads);
    }
  }

  /**
   * As much before the middle as after it, every sample of one lead.
   *
   * @param sideMs milliseconds on either side
   * @return the transform
   */
  public static WindowCrop around(double sideMs) {
    return new WindowCrop(sideMs, sideMs, 1, 1);
  }

  /**
   * The same, coarser.
   *
   * @param newEvery samples that become one
   * @return a copy
   */
  public WindowCrop withEvery(int newEvery) {
    return new WindowCrop(beforeMs, afterMs, newEvery, leads);
  }

  /**
   * The same of more or fewer leads.
   *
   * @param newLeads how many, from the first
   * @return a copy
   */
  public WindowCrop withLeads(int newLeads) {
    return new WindowCrop(beforeMs, afterMs, every, newLeads);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("before-ms", Double.toString(beforeMs));
    text.put("after-ms", Double.toString(afterMs));
    text.put("every", Integer.toString(every));
    text.put("leads", Integer.toString(leads));
    return text;
  }

  static WindowCrop of(Options text) {
    return new WindowCrop(
        text.number("before-ms"),
        text.number("after-ms"),
        text.integer("every"),
        text.integer("leads"));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    int samples = signal.length(Axis.TIME);
    int first = first(input, samples);
    int steps = steps(input);
    if (first < 0 || first + steps * every > samples) {
      throw new IllegalArgumentException(
          beforeMs
              + " ms before the middle to "
              + afterMs
              + " ms after it do not fit in a window of "
              + samples * 1000 / input.samplingRateHz()
              + " ms");
    }
    if (steps < 1 || leads > signal.length(Axis.LEAD)) {
      throw new IllegalArgumentException(
          "a crop of "
              + leads
              + " leads and "
              + steps
              + " steps cannot be had of windows of "
              + signal.length(Axis.LEAD)
              + " leads and "
              + samples
              + " samples");
    }
    return Parts.replace(
        input,
        signal.name(),
        List.of(
            new InputSpec.Part(WAVEFORM, List.of(Axis.LEAD, Axis.TIME), List.of(leads, steps))));
  }

  @Override
  public Kernel bind(InputSpec input) {
    InputSpec output = outputSpec(input);
    InputSpec.Part signal = Parts.signal(input, ID);
    int samples = signal.length(Axis.TIME);
    int first = first(input, samples);
    int steps = steps(input);
    return Parts.replacing(
        input,
        signal.name(),
        output.size(),
        (in, inOffset, out, outOffset, track, beat) -> {
          for (int lead = 0; lead < leads; lead++) {
            int from = inOffset + lead * samples + first;
            for (int i = 0; i < steps; i++, from += every) {
              float sum = 0;
              for (int j = 0; j < every; j++) {
                sum += in[from + j];
              }
              out[outOffset + lead * steps + i] = sum / every;
            }
          }
        });
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }

  private int first(InputSpec input, int samples) {
    return samples / 2 - (int) Math.round(beforeMs * input.samplingRateHz() / 1000);
  }

  private int steps(InputSpec input) {
    return (int) Math.round((beforeMs + afterMs) * input.samplingRateHz() / 1000) / every;
  }
}
