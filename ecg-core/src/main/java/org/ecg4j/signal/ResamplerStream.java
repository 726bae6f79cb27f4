package org.ecg4j.signal;

import java.util.Objects;

/**
 * {@link Resampler} for one lead of a live signal. The filter looks ahead, so the output lags by
 * {@link #delaySeconds}; apart from that it equals the one of the whole signal, unless samples are
 * missing: in a gap the last value stands for them, since its end is not known yet. Not safe for
 * use by several threads at once.
 */
public final class ResamplerStream {
  private static final int LEAST_BUFFER = 256;

  private final Resampler resampler;
  private final double samplingRateHz;
  // The last samples, from sample number base on: what stands for them, and whether they were
  // there.
  private final double[] known;
  private final boolean[] missing;
  private final int kept;
  private long base;
  private double last;
  private long taken;
  private long given;
  private boolean finished;

  ResamplerStream(Resampler resampler, double samplingRateHz) {
    this.resampler = resampler;
    this.samplingRateHz = samplingRateHz;
    kept = 2 * resampler.reachSamples() + 2;
    known = new double[Math.max(4 * kept, LEAST_BUFFER)];
    missing = new boolean[known.length];
  }

  /**
   * How far the output is behind the input.
   *
   * @return seconds
   */
  public double delaySeconds() {
    return resampler.reachSamples() / samplingRateHz;
  }

  /**
   * The most samples that come out of one call.
   *
   * @param count samples that go in
   * @return samples that come out at most, the end of the signal included
   */
  public int mostOutput(int count) {
    return Math.toIntExact(resampler.outputSamples(count + (long) resampler.reachSamples()) + 1);
  }

  /**
   * Takes samples.
   *
   * @param samples holds them; not modified
   * @param offset where they begin
   * @param count how many
   * @param target receives what comes out, from its index 0; modified
   * @return how many came out, at most {@link #mostOutput}
   * @throws IllegalStateException after {@link #finish}
   */
  public int process(float[] samples, int offset, int count, float[] target) {
    Objects.checkFromIndexSize(offset, count, samples.length);
    if (finished) {
      throw new IllegalStateException("the stream was finished; take a new one");
    }
    int out = 0;
    for (int i = offset; i < offset + count; i++) {
      if (taken - base == known.length) {
        forgetOldest();
      }
      int place = (int) (taken - base);
      missing[place] = Float.isNaN(samples[i]);
      last = missing[place] ? last : samples[i];
      known[place] = last;
      taken++;
      while (resampler.lastInput(given) < taken) {
        target[out++] = next();
      }
    }
    return out;
  }

  /**
   * Ends the signal.
   *
   * @param target receives the last samples, from its index 0; modified
   * @return how many there are
   */
  public int finish(float[] target) {
    finished = true;
    int out = 0;
    while (given < resampler.outputSamples(taken)) {
      target[out++] = next();
    }
    return out;
  }

  private float next() {
    long nearest = Math.min(taken - 1, resampler.nearestInput(given));
    double value = resampler.output(given, taken, known, base);
    given++;
    return missing[(int) (nearest - base)] ? Float.NaN : (float) value;
  }

  private void forgetOldest() {
    int from = known.length - kept;
    System.arraycopy(known, from, known, 0, kept);
    System.arraycopy(missing, from, missing, 0, kept);
    base += from;
  }
}
