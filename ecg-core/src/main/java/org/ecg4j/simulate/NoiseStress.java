package org.ecg4j.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.ecg4j.record.Annotation;
import org.ecg4j.record.AnnotationCode;
import org.ecg4j.record.EcgRecord;
import org.ecg4j.record.RecordHeader;
import org.ecg4j.record.Signal;
import org.ecg4j.record.SignalInfo;
import org.ecg4j.signal.Resampler;

/**
 * Adds noise to a record at a known signal-to-noise ratio, by the definitions and the protocol of
 * the WFDB tool {@code nst} (Moody, Muldrow and Mark, A noise stress test for arrhythmia detectors,
 * Computers in Cardiology 11:381-384, 1984).
 *
 * <pre>
 *   S   = p^2 / 8           signal power in mV^2; p in mV is the trimmed mean of the peak-to-peak
 *                           amplitudes of the first 300 normal QRS complexes, each within 50 ms on
 *                           both sides of its annotation (a sine of amplitude A has p = 2 A and
 *                           power A^2 / 2 = p^2 / 8)
 *   N   = r^2               noise power in mV^2; r in mV is the trimmed mean of the root mean
 *                           squares, each about its own mean, of the first 300 whole seconds
 *   SNR = 10 log10(S / (a^2 N)) dB,  so that  a = sqrt(S / (N 10^(SNR / 10)))
 * </pre>
 *
 * <p>A trimmed mean leaves out the largest and the smallest 5 % (rounded down). Normal are all
 * beats that the ventricles did not begin: every beat type but V, F, E, ? and r. Gains {@code a}
 * have no unit and are set for each lead; lead i takes noise signal i modulo their number.
 *
 * <p>The output is clean + a * noise + b. As in {@code nst}, the offset b (mV) changes together
 * with the gain so that neither the start nor the end of a noisy stretch is a step. Noise that ends
 * early begins anew, without a step too. Noise recorded at another rate is resampled first.
 */
public final class NoiseStress {
  /** The annotator of the protocol: notes with the gains of all leads, where they change. */
  public static final String PROTOCOL_ANNOTATOR = "nst";

  private NoiseStress() {}

  /**
   * The power of a lead's normal QRS complexes.
   *
   * @param signal the lead
   * @param annotations beats, counted at the lead's rate
   * @return S in squared units of the lead
   * @throws IllegalArgumentException when no normal beat lies within the lead
   */
  public static double signalPower(Signal signal, List<Annotation> annotations) {
    double power =
        NoisePower.ofSignal(
            values(signal),
            annotations.stream()
                .filter(annotation -> NoisePower.measures(annotation.code()))
                .mapToLong(Annotation::sample)
                .toArray(),
            signal.info().samplingRateHz());
    if (Double.isNaN(power)) {
      throw new IllegalArgumentException(
          "lead " + signal.info().lead() + " has no normal beat to measure the signal by");
    }
    return power;
  }

  /**
   * The power of noise.
   *
   * @param noise a lead that holds noise only, a second or longer
   * @return N in squared units of the lead
   * @throws IllegalArgumentException when it is shorter than a second
   */
  public static double noisePower(Signal noise) {
    double power = NoisePower.ofNoise(noiseValues(noise), noise.info().samplingRateHz());
    if (Double.isNaN(power)) {
      throw new IllegalArgumentException(
          "noise " + noise.info().lead() + " must last a second or longer");
    }
    return power;
  }

  /**
   * What each lead's noise must be multiplied by.
   *
   * @param clean the record that noise is added to
   * @param noise the noise
   * @param options the wanted ratio, and whose beats measure the signal
   * @return one gain a lead
   * @throws IllegalArgumentException when signal or noise cannot be measured or is flat
   */
  public static double[] gains(EcgRecord clean, EcgRecord noise, NoiseStressOptions options) {
    List<Annotation> annotations = clean.annotations(options.annotator());
    double[] gains = new double[clean.signals().size()];
    for (int lead = 0; lead < gains.length; lead++) {
      Signal signal = clean.signals().get(lead);
      Signal added = noise.signals().get(lead % noise.signals().size());
      double signalPower = signalPower(signal, annotations);
      double noisePower = noisePower(added);
      if (signalPower == 0 || noisePower == 0) {
        throw new IllegalArgumentException(
            (signalPower == 0 ? signal : added).info().lead() + " is flat: it has no power");
      }
      gains[lead] = NoisePower.gain(signalPower, noisePower, options.snrDb());
    }
    return gains;
  }

  /**
   * A record with noise added.
   *
   * @param clean the record; all leads at its own rate
   * @param noise the noise, such as {@code bw}, {@code em} or {@code ma}, or {@link #simulate}
   * @param name the new record's name
   * @param options when and how strongly
   * @return the record with all annotations of the clean one, and with the protocol under {@link
   *     #PROTOCOL_ANNOTATOR}; its digital samples have the calibration of the clean one's and may
   *     lie outside its converter's range
   */
  public static EcgRecord add(
      EcgRecord clean, EcgRecord noise, String name, NoiseStressOptions options) {
    if (clean.signals().isEmpty() || noise.signals().isEmpty()) {
      throw new IllegalArgumentException("both the record and the noise must have a signal");
    }
    double rate = clean.samplingRateHz();
    EcgRecord fitting = noise.samplingRateHz() == rate ? noise : Resampler.resample(noise, rate);
    double[] gains = gains(clean, fitting, options);
    NoiseProtocol protocol = NoiseProtocol.of(options, clean.sampleCount(), rate);
    List<Signal> signals = new ArrayList<>();
    for (int lead = 0; lead < gains.length; lead++) {
      Signal added = fitting.signals().get(lead % fitting.signals().size());
      signals.add(protocol.apply(clean.signals().get(lead), noiseValues(added), gains[lead]));
    }
    RecordHeader header = clean.header();
    RecordHeader renamed =
        new RecordHeader(
            name,
            header.samplingRateHz(),
            header.sampleCount(),
            header.baseTime(),
            header.baseDate(),
            header.comments());
    EcgRecord noisy = EcgRecord.of(renamed, signals);
    for (String annotator : clean.annotators()) {
      noisy = noisy.withAnnotations(annotator, clean.annotations(annotator));
    }
    return noisy.withAnnotations(PROTOCOL_ANNOTATOR, notes(protocol, gains));
  }

  /**
   * A record of simulated noise: two independent leads of root mean square near 0.1 mV.
   *
   * @param kind which kind
   * @param duration how long, a second to a day
   * @param samplingRateHz samples a second, 100 to 2,000
   * @param seed decides what chance decides
   * @return the record, named {@code bw}, {@code ma} or {@code em}
   */
  public static EcgRecord simulate(
      NoiseKind kind, Duration duration, double samplingRateHz, long seed) {
    Objects.requireNonNull(kind, "kind");
    if (duration.compareTo(Duration.ofSeconds(1)) < 0
        || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("noise must last a second to a day, not " + duration);
    }
    if (!(samplingRateHz >= 100 && samplingRateHz <= 2000)) {
      throw new IllegalArgumentException(
          "sampling rate must be between 100 and 2,000 Hz, not " + samplingRateHz);
    }
    int count = Math.toIntExact(StrictMath.round(duration.toNanos() * 1e-9 * samplingRateHz));
    String name =
        switch (kind) {
          case BASELINE_WANDER -> "bw";
          case MUSCLE -> "ma";
          case ELECTRODE_MOTION -> "em";
        };
    List<Signal> signals = new ArrayList<>();
    for (int lead = 0; lead < 2; lead++) {
      Chance chance = Chance.of(seed, Purpose.noise(kind), lead);
      double[] values = SimulatedNoise.draw(kind, count, samplingRateHz, chance);
      double scale = 0.1 / StrictMath.sqrt(NoisePower.ofNoise(values, samplingRateHz));
      SignalInfo info =
          SignalInfo.millivolts("noise" + (lead + 1), samplingRateHz).withCalibration(2000, 0);
      int[] digital = new int[count];
      for (int i = 0; i < count; i++) {
        digital[i] = (int) StrictMath.round(values[i] * scale * info.gainAdcPerUnit());
      }
      signals.add(Signal.of(info, digital, Signal.NO_MISSING_CODE));
    }
    return EcgRecord.of(RecordHeader.of(name, samplingRateHz, count), signals);
  }

  private static List<Annotation> notes(NoiseProtocol protocol, double[] gains) {
    StringBuilder on = new StringBuilder();
    StringBuilder off = new StringBuilder();
    for (double gain : gains) {
      on.append(String.format(Locale.ROOT, on.isEmpty() ? "%.6g" : " %.6g", gain));
      off.append(off.isEmpty() ? "0" : " 0");
    }
    List<Annotation> notes = new ArrayList<>();
    for (Rhythm.Span span : protocol.noisy()) {
      notes.add(Annotation.of(span.startSample(), AnnotationCode.NOTE).withAux(on.toString()));
      notes.add(Annotation.of(span.endSample(), AnnotationCode.NOTE).withAux(off.toString()));
    }
    return notes;
  }

  /** Missing noise is no noise. */
  private static double[] noiseValues(Signal noise) {
    double[] values = values(noise);
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? 0 : values[i];
    }
    return values;
  }

  private static double[] values(Signal signal) {
    float[] physical = signal.toPhysical();
    double[] values = new double[physical.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = physical[i];
    }
    return values;
  }
}
