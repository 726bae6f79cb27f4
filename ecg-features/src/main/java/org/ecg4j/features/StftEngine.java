package org.ecg4j.features;

import org.ecg4j.features.StftOptions.Detrend;
import org.ecg4j.features.StftOptions.Output;

/**
 * A short-time Fourier transform at work on one thread: windows in, spectrograms out, nothing
 * allocated in between. One column of the transform is one segment of one lead.
 */
abstract class StftEngine {
  private static final float LOWEST_POWER = 1e-12f;

  final StftPlan plan;
  final int leads;
  private final float[] extended;
  private final float[] row;

  StftEngine(StftPlan plan, int leads) {
    this.plan = plan;
    this.leads = leads;
    extended = new float[plan.extendedSamples];
    row = new float[leads * plan.frames];
  }

  static StftEngine of(StftPlan plan, int leads) {
    return plan.fftTables == null
        ? new FrameStftEngine(plan, leads)
        : new RowStftEngine(plan, leads, plan.fftTables);
  }

  /** Takes the segments of one lead from its continued signal. */
  abstract void take(float[] extended, int lead);

  /** Transforms all segments. */
  abstract void transform();

  /** The real parts of one frequency, a value for each column. */
  abstract float[] real(int frequency);

  /** The imaginary parts of one frequency, a value for each column. */
  abstract float[] imaginary(int frequency);

  /** Writes (lead, frequency, time); for complex output all real parts and then all others. */
  final void apply(float[] in, int inOffset, float[] out, int outOffset) {
    for (int lead = 0; lead < leads; lead++) {
      plan.extend(in, inOffset + lead * plan.samples, extended);
      take(extended, lead);
    }
    transform();
    Output output = plan.options.output();
    int columns = leads * plan.frames;
    for (int k = 0; k < plan.frequencies; k++) {
      switch (output) {
        case MAGNITUDE -> magnitude(real(k), imaginary(k), row, columns);
        case POWER -> power(real(k), imaginary(k), row, columns);
        case LOG_POWER -> decibels(real(k), imaginary(k), row, columns);
        case COMPLEX -> {
          put(real(k), k, out, outOffset);
          put(imaginary(k), k, out, outOffset + leads * plan.frequencies * plan.frames);
        }
      }
      if (output != Output.COMPLEX) {
        put(row, k, out, outOffset);
      }
    }
  }

  private void put(float[] values, int frequency, float[] out, int outOffset) {
    int frames = plan.frames;
    for (int lead = 0; lead < leads; lead++) {
      int to = outOffset + (lead * plan.frequencies + frequency) * frames;
      System.arraycopy(values, lead * frames, out, to, frames);
    }
  }

  private static void magnitude(float[] re, float[] im, float[] to, int columns) {
    for (int i = 0; i < columns; i++) {
      to[i] = (float) Math.sqrt(re[i] * re[i] + im[i] * im[i]);
    }
  }

  private static void power(float[] re, float[] im, float[] to, int columns) {
    for (int i = 0; i < columns; i++) {
      to[i] = re[i] * re[i] + im[i] * im[i];
    }
  }

  private static void decibels(float[] re, float[] im, float[] to, int columns) {
    for (int i = 0; i < columns; i++) {
      float power = re[i] * re[i] + im[i] * im[i];
      to[i] = (float) (10 * Math.log10(Math.max(power, LOWEST_POWER)));
    }
  }

  /** Copies a segment in double precision without its mean or its best straight line. */
  static void detrend(float[] from, int offset, double[] segment, Detrend detrend) {
    int count = segment.length;
    double middle = (count - 1) / 2.0;
    double sum = 0;
    double moment = 0;
    for (int j = 0; j < count; j++) {
      segment[j] = from[offset + j];
      sum += segment[j];
      moment += (j - middle) * segment[j];
    }
    if (detrend == Detrend.NONE) {
      return;
    }
    double mean = sum / count;
    // The sum of the squares of j - middle.
    double spread = count * ((double) count * count - 1) / 12;
    double slope = detrend == Detrend.LINEAR && count > 1 ? moment / spread : 0;
    for (int j = 0; j < count; j++) {
      segment[j] -= mean + slope * (j - middle);
    }
  }
}
