package org.ecg4j.features;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.signal.BaselineRemoval;
import org.ecg4j.signal.BiquadFilter;

/**
 * Filters every lead of a window without shifting it in time: {@link BiquadFilter#zeroPhase} or
 * {@link BaselineRemoval}. A filter sees nothing beyond the window, so that a low cut-off disturbs
 * its ends.
 *
 * @param kind the kind of filter
 * @param order of a Butterworth filter, 0 for the others
 * @param lowHz the lower or only edge of a Butterworth filter, the frequency of a notch; for
 *     baseline removal the first median's length in milliseconds
 * @param high the upper edge in hertz of a band; the quality of a notch; for baseline removal the
 *     second median's length in milliseconds; 0 for low and high pass
 */
public record SignalFilter(Kind kind, int order, double lowHz, double high)
    implements ExampleTransform {
  static final String ID = "filter";

  /** A kind of filter. */
  public enum Kind {
    /** Butterworth low-pass. */
    LOW_PASS,
    /** Butterworth high-pass. */
    HIGH_PASS,
    /** Butterworth band-pass. */
    BAND_PASS,
    /** Butterworth band-stop. */
    BAND_STOP,
    /** Second-order notch. */
    NOTCH,
    /** Two moving medians. */
    BASELINE
  }

  /** Checks the kind; the numbers are checked when the sampling rate is known. */
  public SignalFilter {
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * A Butterworth low-pass filter.
   *
   * @param order its order
   * @param cutoffHz its cut-off
   * @return the transform
   */
  public static SignalFilter lowPass(int order, double cutoffHz) {
    return new SignalFilter(Kind.LOW_PASS, order, cutoffHz, 0);
  }

  /**
   * A Butterworth high-pass filter.
   *
   * @param order its order
   * @param cutoffHz its cut-off
   * @return the transform
   */
  public static SignalFilter highPass(int order, double cutoffHz) {
    return new SignalFilter(Kind.HIGH_PASS, order, cutoffHz, 0);
  }

  /**
   * A Butterworth band-pass filter.
   *
   * @param order its order
   * @param lowHz its lower edge
   * @param highHz its upper edge
   * @return the transform
   */
  public static SignalFilter bandPass(int order, double lowHz, double highHz) {
    return new SignalFilter(Kind.BAND_PASS, order, lowHz, highHz);
  }

  /**
   * A Butterworth band-stop filter.
   *
   * @param order its order
   * @param lowHz its lower edge
   * @param highHz its upper edge
   * @return the transform
   */
  public static SignalFilter bandStop(int order, double lowHz, double highHz) {
    return new SignalFilter(Kind.BAND_STOP, order, lowHz, highHz);
  }

  /**
   * A notch.
   *
   * @param frequencyHz what is taken out
   * @param quality frequency over width
   * @return the transform
   */
  public static SignalFilter notch(double frequencyHz, double quality) {
    return new SignalFilter(Kind.NOTCH, 0, frequencyHz, quality);
  }

  /**
   * Baseline removal by medians of 200 and 600 ms.
   *
   * @return the transform
   */
  public static SignalFilter baseline() {
    BaselineRemoval usual = BaselineRemoval.defaults();
    return new SignalFilter(Kind.BASELINE, 0, usual.firstWindowMs(), usual.secondWindowMs());
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("kind", Options.text(kind));
    text.put("order", Integer.toString(order));
    text.put("low", Double.toString(lowHz));
    text.put("high", Double.toString(high));
    return text;
  }

  static SignalFilter of(Options text) {
    return new SignalFilter(
        text.choice("kind", Kind.class),
        text.integer("order"),
        text.number("low"),
        text.number("high"));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    Parts.signal(input, ID);
    action(input.samplingRateHz());
    return input;
  }

  @Override
  public Kernel bind(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    Action action = action(input.samplingRateHz());
    int leads = signal.length(Axis.LEAD);
    float[] lead = new float[signal.length(Axis.TIME)];
    return Parts.replacing(
        input,
        signal.name(),
        input.size(),
        (in, inOffset, out, outOffset, track, beat) -> {
          for (int c = 0; c < leads; c++) {
            int at = c * lead.length;
            System.arraycopy(in, inOffset + at, lead, 0, lead.length);
            System.arraycopy(action.apply(lead), 0, out, outOffset + at, lead.length);
          }
        });
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }

  @FunctionalInterface
  private interface Action {
    float[] apply(float[] samples);
  }

  private Action action(double rateHz) {
    return switch (kind) {
      case LOW_PASS -> BiquadFilter.butterworthLowPass(order, lowHz, rateHz)::zeroPhase;
      case HIGH_PASS -> BiquadFilter.butterworthHighPass(order, lowHz, rateHz)::zeroPhase;
      case BAND_PASS -> BiquadFilter.butterworthBandPass(order, lowHz, high, rateHz)::zeroPhase;
      case BAND_STOP -> BiquadFilter.butterworthBandStop(order, lowHz, high, rateHz)::zeroPhase;
      case NOTCH -> BiquadFilter.notch(lowHz, high, rateHz)::zeroPhase;
      case BASELINE -> {
        BaselineRemoval removal = BaselineRemoval.defaults().withWindowsMs(lowHz, high);
        yield samples -> removal.remove(samples, rateHz);
      }
    };
  }
}
