package org.ecg4j.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ecg4j.record.Signal;

/**
 * Which stretches of a record are noisy.
 *
 * @param noisy in order of time, apart from each other
 */
record NoiseProtocol(List<Rhythm.Span> noisy) {
  NoiseProtocol {
    noisy = List.copyOf(noisy);
  }

  static NoiseProtocol of(NoiseStressOptions options, long sampleCount, double rateHz) {
    long start = samples(options.learningPeriod(), rateHz);
    long noisyLength = samples(options.noisyPeriod(), rateHz);
    long cleanLength = samples(options.cleanPeriod(), rateHz);
    List<Rhythm.Span> spans = new ArrayList<>();
    if (cleanLength == 0) {
      if (start < sampleCount) {
        spans.add(new Rhythm.Span(start, sampleCount));
      }
      return new NoiseProtocol(spans);
    }
    for (long at = start; at < sampleCount; at += noisyLength + cleanLength) {
      spans.add(new Rhythm.Span(at, Math.min(sampleCount, at + noisyLength)));
    }
    return new NoiseProtocol(spans);
  }

  private static long samples(Duration duration, double rateHz) {
    return StrictMath.round(duration.toNanos() * 1e-9 * rateHz);
  }

  /** Clean + gain * noise + offset, in ADC units; missing samples stay missing. */
  Signal apply(Signal clean, double[] noise, double gain) {
    int[] digital = clean.toDigital();
    double adcPerUnit = clean.info().gainAdcPerUnit();
    double offset = 0;
    for (int s = 0; s < noisy.size(); s++) {
      int start = (int) noisy.get(s).startSample();
      int end = (int) noisy.get(s).endSample();
      offset -= gain * noiseBefore(noise, start);
      double rewound = 0;
      for (int i = start; i < end; i++) {
        int at = i % noise.length;
        if (at == 0 && i > start) {
          rewound += noise[noise.length - 1] - noise[0];
        }
        add(digital, i, clean, adcPerUnit * (gain * (noise[at] + rewound) + offset));
      }
      offset += gain * (noiseBefore(noise, end) + rewound);
      // The level that the noise ended on stays until it begins again.
      int next = s + 1 < noisy.size() ? (int) noisy.get(s + 1).startSample() : digital.length;
      for (int i = end; i < next; i++) {
        add(digital, i, clean, adcPerUnit * offset);
      }
    }
    return Signal.of(clean.info(), digital, clean.missingCode());
  }

  private static double noiseBefore(double[] noise, int sample) {
    return sample == 0 ? 0 : noise[(sample - 1) % noise.length];
  }

  private static void add(int[] digital, int i, Signal clean, double adcUnits) {
    if (digital[i] != clean.missingCode()) {
      digital[i] = Math.toIntExact(digital[i] + StrictMath.round(adcUnits));
    }
  }
}
