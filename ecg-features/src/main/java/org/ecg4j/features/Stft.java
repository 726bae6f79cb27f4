package org.ecg4j.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.Tensor;
import org.ecg4j.features.StftOptions.Framing;
import org.ecg4j.features.StftOptions.Output;
import org.jspecify.annotations.Nullable;

/**
 * The short-time Fourier transform of every lead, equal to {@code scipy.signal.stft} within 1e-6.
 * It puts the part {@value #SPECTROGRAM} of shape (lead, frequency, time) in the place of the part
 * {@value InputSpec#SIGNAL}; complex output has the two parts {@value #SPECTROGRAM} (real) and
 * {@value #IMAGINARY}. Value (c, k, t) is at {@code (c * frequencies + k) * times + t}.
 *
 * <p>Segments whose FFT length is a power of two are transformed all at once in single precision,
 * others by JTransforms.
 */
public final class Stft implements ExampleTransform {
  /** The name of the part it makes. */
  public static final String SPECTROGRAM = "spectrogram";

  /** The name of the part with the imaginary values of complex output. */
  public static final String IMAGINARY = "spectrogram_imaginary";

  static final String ID = "stft";

  private final StftOptions options;
  // The last plan: all workers of one training use the same.
  private volatile @Nullable StftPlan lastPlan;

  private Stft(StftOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * A transform.
   *
   * @param options its arguments
   * @return the transform
   */
  public static Stft of(StftOptions options) {
    return new Stft(options);
  }

  /**
   * The arguments.
   *
   * @return the options it was made with
   */
  public StftOptions stftOptions() {
    return options;
  }

  /**
   * The transform of one signal.
   *
   * @param samples the signal; not modified
   * @param samplingRateHz samples a second
   * @return values of shape (frequency, time), or (2, frequency, time) with real and imaginary
   *     parts for complex output
   */
  public Tensor spectrogram(float[] samples, double samplingRateHz) {
    StftPlan plan = plan(samples.length, samplingRateHz);
    boolean complex = options.output() == Output.COMPLEX;
    float[] values = new float[(complex ? 2 : 1) * plan.frequencies * plan.frames];
    StftEngine.of(plan, 1).apply(samples, 0, values, 0);
    return Tensor.of(
        complex
            ? new int[] {2, plan.frequencies, plan.frames}
            : new int[] {plan.frequencies, plan.frames},
        values);
  }

  /**
   * The frequencies of the rows.
   *
   * @param sampleCount samples of the signal
   * @param samplingRateHz samples a second
   * @return hertz, upwards
   */
  public double[] frequenciesHz(int sampleCount, double samplingRateHz) {
    return plan(sampleCount, samplingRateHz).frequenciesHz();
  }

  /**
   * The times of the columns: the middles of the segments.
   *
   * @param sampleCount samples of the signal
   * @param samplingRateHz samples a second
   * @return seconds from the signal's first sample
   */
  public double[] timesS(int sampleCount, double samplingRateHz) {
    return plan(sampleCount, samplingRateHz).timesS();
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Map<String, String> options() {
    Framing framing = options.framing();
    Map<String, String> text = new LinkedHashMap<>();
    text.put("window", Options.text(options.window().shape()));
    text.put("beta", Double.toString(options.window().beta()));
    text.put("segment", Integer.toString(framing.segmentSamples()));
    text.put("overlap", Integer.toString(framing.overlapSamples()));
    text.put("boundary", Options.text(framing.boundary()));
    text.put("padded", Boolean.toString(framing.padded()));
    text.put("fft-length", Integer.toString(options.fftLength()));
    text.put("detrend", Options.text(options.detrend()));
    text.put("scaling", Options.text(options.scaling()));
    text.put("output", Options.text(options.output()));
    return text;
  }

  static Stft of(Options text) {
    return of(
        new StftOptions(
            new WindowFunction(
                text.choice("window", WindowFunction.Shape.class), text.number("beta")),
            new Framing(
                text.integer("segment"),
                text.integer("overlap"),
                text.choice("boundary", StftOptions.Boundary.class),
                text.flag("padded")),
            text.integer("fft-length"),
            text.choice("detrend", StftOptions.Detrend.class),
            text.choice("scaling", SpectrumScaling.class),
            text.choice("output", Output.class)));
  }

  @Override
  public InputSpec outputSpec(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    StftPlan plan = plan(signal.length(InputSpec.Axis.TIME), input.samplingRateHz());
    InputSpec.Part real =
        InputSpec.Part.spectrogram(
            SPECTROGRAM, signal.length(InputSpec.Axis.LEAD), plan.frequencies, plan.frames);
    return options.output() == Output.COMPLEX
        ? Parts.replace(
            input,
            signal.name(),
            List.of(real, new InputSpec.Part(IMAGINARY, real.axes(), real.shape())))
        : input.replace(signal.name(), real);
  }

  @Override
  public Kernel bind(InputSpec input) {
    InputSpec.Part signal = Parts.signal(input, ID);
    int leads = signal.length(InputSpec.Axis.LEAD);
    StftPlan plan = plan(signal.length(InputSpec.Axis.TIME), input.samplingRateHz());
    StftEngine engine = StftEngine.of(plan, leads);
    return Parts.replacing(
        input,
        signal.name(),
        outputSpec(input).size(),
        (in, inOffset, out, outOffset, track, beat) -> engine.apply(in, inOffset, out, outOffset));
  }

  @Override
  public Live bindLive(InputSpec input) {
    return Live.ofValues(bind(input));
  }

  private StftPlan plan(int samples, double samplingRateHz) {
    StftPlan plan = lastPlan;
    if (plan == null || plan.samples != samples || plan.samplingRateHz != samplingRateHz) {
      plan = new StftPlan(options, samples, samplingRateHz);
      lastPlan = plan;
    }
    return plan;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stft that && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return options.hashCode();
  }

  @Override
  public String toString() {
    return "Stft[" + options + "]";
  }
}
