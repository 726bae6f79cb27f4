package org.ecg4j.features;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.dataset.InputSpec.Axis;
import org.ecg4j.dataset.InputSpec.Part;

/** Changes of a raw window (lead, time). */
final class SignalSteps {
  private static final int WANDER_WAVES = 3;
  private static final double WANDER_LOWEST_HZ = 0.05;

  private SignalSteps() {}

  /** A change of one lead, or of all with numbers drawn once. */
  private abstract static class OnSignal implements AugmentationStep {
    @Override
    public final String part() {
      return InputSpec.SIGNAL;
    }

    @Override
    public final Worker bind(InputSpec input) {
      Part signal = Parts.signal(input, "augmentation " + this);
      return bind(signal.length(Axis.LEAD), signal.length(Axis.TIME), input.samplingRateHz());
    }

    abstract Worker bind(int leads, int samples, double rateHz);
  }

  /** All leads by one factor; its logarithm is uniform. */
  static AugmentationStep amplitude(double low, double high) {
    check(low > 0 && low <= high && high <= 100, "0 < low <= high <= 100", low, high);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        return (values, offset, random) -> {
          double logarithm = between(random, Math.log(low), Math.log(high));
          float factor = (float) Math.exp(logarithm);
          for (int i = offset; i < offset + leads * samples; i++) {
            values[i] *= factor;
          }
        };
      }

      @Override
      public String toString() {
        return "amplitude(" + low + ", " + high + ")";
      }
    };
  }

  /** All leads by one whole number of samples; the end value fills the gap. */
  static AugmentationStep timeShift(double mostMs) {
    check(mostMs >= 0 && mostMs <= 10_000, "0 to 10,000 ms", mostMs);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        int most = (int) Math.min(samples - 1L, Math.round(mostMs * rateHz / 1000));
        return (values, offset, random) -> {
          int shift = random.nextInt(-most, most + 1);
          for (int at = offset; at < offset + leads * samples; at += samples) {
            shift(values, at, samples, shift);
          }
        };
      }

      @Override
      public String toString() {
        return "timeShift(" + mostMs + " ms)";
      }
    };
  }

  private static void shift(float[] values, int at, int samples, int shift) {
    int kept = samples - Math.abs(shift);
    float fill = shift > 0 ? values[at] : values[at + samples - 1];
    System.arraycopy(values, at + Math.max(0, -shift), values, at + Math.max(0, shift), kept);
    int from = shift > 0 ? at : at + kept;
    for (int i = from; i < from + samples - kept; i++) {
      values[i] = fill;
    }
  }

  /** All leads about the middle of the window, by linear interpolation. */
  static AugmentationStep timeStretch(double low, double high) {
    check(low >= 0.1 && low <= high && high <= 10, "0.1 <= low <= high <= 10", low, high);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        float[] before = new float[samples];
        int middle = samples / 2;
        return (values, offset, random) -> {
          double factor = between(random, low, high);
          for (int at = offset; at < offset + leads * samples; at += samples) {
            System.arraycopy(values, at, before, 0, samples);
            for (int i = 0; i < samples; i++) {
              double from = middle + (i - middle) / factor;
              values[at + i] = interpolate(before, from);
            }
          }
        };
      }

      @Override
      public String toString() {
        return "timeStretch(" + low + ", " + high + ")";
      }
    };
  }

  private static float interpolate(float[] values, double at) {
    double inside = Math.max(0, Math.min(values.length - 1, at));
    int below = (int) inside;
    int above = Math.min(below + 1, values.length - 1);
    return (float) (values[below] + (inside - below) * (values[above] - values[below]));
  }

  /** White noise, every sample of every lead by itself; its deviation is uniform. */
  static AugmentationStep gaussianNoise(double mostDeviation) {
    check(mostDeviation >= 0, "not negative", mostDeviation);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        return (values, offset, random) -> {
          double deviation = between(random, 0, mostDeviation);
          for (int i = offset; i < offset + leads * samples; i++) {
            values[i] += (float) (deviation * random.nextGaussian());
          }
        };
      }

      @Override
      public String toString() {
        return "gaussianNoise(" + mostDeviation + ")";
      }
    };
  }

  /** Three slow sine waves; each lead has its own share and sign of them. */
  static AugmentationStep baselineWander(double mostAmplitude, double highestHz) {
    check(
        mostAmplitude >= 0 && highestHz > WANDER_LOWEST_HZ,
        "amplitude not negative, frequency above " + WANDER_LOWEST_HZ + " Hz",
        mostAmplitude,
        highestHz);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        float[] wave = new float[samples];
        return (values, offset, random) -> {
          Arrays.fill(wave, 0);
          for (int w = 0; w < WANDER_WAVES; w++) {
            double amplitude = between(random, 0, mostAmplitude / WANDER_WAVES);
            addSine(wave, amplitude, between(random, WANDER_LOWEST_HZ, highestHz), rateHz, random);
          }
          addToLeads(wave, values, offset, leads, random);
        };
      }

      @Override
      public String toString() {
        return "baselineWander(" + mostAmplitude + ", " + highestHz + " Hz)";
      }
    };
  }

  /** One sine wave; each lead has its own share and sign of it. */
  static AugmentationStep powerLine(double frequencyHz, double mostAmplitude) {
    check(
        frequencyHz > 0 && mostAmplitude >= 0,
        "frequency positive, amplitude not negative",
        frequencyHz,
        mostAmplitude);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        if (frequencyHz >= rateHz / 2) {
          throw new IllegalArgumentException(
              "power-line noise of "
                  + frequencyHz
                  + " Hz needs more than "
                  + 2 * frequencyHz
                  + " samples a second, not "
                  + rateHz);
        }
        float[] wave = new float[samples];
        return (values, offset, random) -> {
          Arrays.fill(wave, 0);
          addSine(wave, between(random, 0, mostAmplitude), frequencyHz, rateHz, random);
          addToLeads(wave, values, offset, leads, random);
        };
      }

      @Override
      public String toString() {
        return "powerLine(" + frequencyHz + " Hz, " + mostAmplitude + ")";
      }
    };
  }

  private static void addSine(
      float[] wave, double amplitude, double frequencyHz, double rateHz, SplittableRandom random) {
    double phase = between(random, 0, 2 * Math.PI);
    double step = 2 * Math.PI * frequencyHz / rateHz;
    for (int i = 0; i < wave.length; i++) {
      wave[i] += (float) (amplitude * Math.sin(phase + step * i));
    }
  }

  private static void addToLeads(
      float[] wave, float[] values, int offset, int leads, SplittableRandom random) {
    for (int lead = 0; lead < leads; lead++) {
      float share = (float) between(random, -1, 1);
      int at = offset + lead * wave.length;
      for (int i = 0; i < wave.length; i++) {
        values[at + i] += share * wave[i];
      }
    }
  }

  /**
   * A stretch of recorded noise on every lead, scaled so that 10 log10(variance of the lead /
   * variance of the noise) is the drawn ratio. Leads take the noise's channels in turn.
   */
  static AugmentationStep recordedNoise(NoiseRecord noise, double lowDb, double highDb) {
    check(
        lowDb <= highDb && Math.abs(lowDb) + Math.abs(highDb) < 1000, "low <= high", lowDb, highDb);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        List<float[]> channels = noise.at(rateHz);
        if (channels.get(0).length < samples) {
          throw new IllegalArgumentException(
              "noise record "
                  + noise.name()
                  + " has "
                  + channels.get(0).length
                  + " samples, fewer than a window's "
                  + samples);
        }
        return (values, offset, random) -> {
          double ratio = Math.pow(10, between(random, lowDb, highDb) / 10);
          int first = random.nextInt(channels.size());
          int start = random.nextInt(channels.get(0).length - samples + 1);
          for (int lead = 0; lead < leads; lead++) {
            float[] channel = channels.get((first + lead) % channels.size());
            addNoise(values, offset + lead * samples, channel, start, samples, ratio);
          }
        };
      }

      @Override
      public String toString() {
        return "recordedNoise(" + noise.name() + ", " + lowDb + " to " + highDb + " dB)";
      }
    };
  }

  private static void addNoise(
      float[] values, int at, float[] noise, int start, int samples, double ratio) {
    double noiseMean = mean(noise, start, samples);
    double noisePower = variance(noise, start, samples, noiseMean);
    double power = variance(values, at, samples, mean(values, at, samples));
    double factor = Math.sqrt(power / (noisePower * ratio));
    // A flat lead or flat noise has no ratio; missing noise is NaN.
    if (!(factor > 0) || Double.isInfinite(factor)) {
      return;
    }
    for (int i = 0; i < samples; i++) {
      values[at + i] += (float) (factor * (noise[start + i] - noiseMean));
    }
  }

  private static double mean(float[] values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values[i];
    }
    return sum / count;
  }

  private static double variance(float[] values, int from, int count, double mean) {
    double squares = 0;
    for (int i = from; i < from + count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return squares / count;
  }

  /** Each lead becomes 0 with a probability, but never the last one that is left. */
  static AugmentationStep leadDropout(double probability) {
    checkProbability(probability);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        return (values, offset, random) -> {
          int spared = random.nextInt(leads);
          for (int lead = 0; lead < leads; lead++) {
            boolean drops = random.nextDouble() < probability;
            if (drops && lead != spared) {
              int at = offset + lead * samples;
              Arrays.fill(values, at, at + samples, 0);
            }
          }
        };
      }

      @Override
      public String toString() {
        return "leadDropout(" + probability + ")";
      }
    };
  }

  /** Each lead changes its sign with a probability, as with swapped electrodes. */
  static AugmentationStep polarityFlip(double probability) {
    checkProbability(probability);
    return new OnSignal() {
      @Override
      Worker bind(int leads, int samples, double rateHz) {
        return (values, offset, random) -> {
          for (int lead = 0; lead < leads; lead++) {
            if (random.nextDouble() < probability) {
              for (int i = offset + lead * samples; i < offset + (lead + 1) * samples; i++) {
                values[i] = -values[i];
              }
            }
          }
        };
      }

      @Override
      public String toString() {
        return "polarityFlip(" + probability + ")";
      }
    };
  }

  static double between(SplittableRandom random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  static void checkProbability(double probability) {
    check(probability >= 0 && probability <= 1, "a probability, 0 to 1", probability);
  }

  static void check(boolean valid, String expected, double... values) {
    if (!valid) {
      throw new IllegalArgumentException(
          "augmentation needs " + expected + ", not " + Arrays.toString(values));
    }
  }
}
