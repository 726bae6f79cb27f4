package org.ecg4j.features;

import java.util.Arrays;
import org.ecg4j.features.StftOptions.Detrend;

/** Segments of a power of two, all at once: {@link RowFft}. */
final class RowStftEngine extends StftEngine {
  private final RowFft fft;
  private final double[] segment;
  // Rows that hold their samples of all leads but not the window yet.
  private final boolean shifts;

  RowStftEngine(StftPlan plan, int leads, RowFft.Tables tables) {
    super(plan, leads);
    fft = new RowFft(tables, leads * plan.frames);
    segment = new double[plan.segment];
    shifts = plan.options.detrend() == Detrend.NONE && plan.segment % plan.hop == 0;
  }

  @Override
  void take(float[] extended, int lead) {
    int first = lead * plan.frames;
    if (plan.options.detrend() != Detrend.NONE) {
      for (int frame = 0; frame < plan.frames; frame++) {
        detrend(extended, frame * plan.hop, segment, plan.options.detrend());
        for (int j = 0; j < plan.segment; j++) {
          fft.sample(j)[first + frame] = (float) segment[j];
        }
      }
      return;
    }
    // With a hop that divides the segment, most rows are an earlier row one frame on.
    int gathered = shifts ? plan.hop : plan.segment;
    for (int j = 0; j < gathered; j++) {
      float[] row = fft.sample(j);
      for (int frame = 0, at = j; frame < plan.frames; frame++, at += plan.hop) {
        row[first + frame] = extended[at];
      }
    }
    int last = plan.frames - 1;
    for (int j = gathered; j < plan.segment; j++) {
      float[] row = fft.sample(j);
      System.arraycopy(fft.sample(j - plan.hop), first + 1, row, first, last);
      row[first + last] = extended[last * plan.hop + j];
    }
  }

  @Override
  void transform() {
    int columns = leads * plan.frames;
    for (int j = 0; j < plan.segment; j++) {
      multiply(fft.sample(j), plan.window[j], columns);
    }
    // The transform works in place: rows beyond the segment hold its last results.
    for (int j = plan.segment; j < plan.fftLength; j++) {
      Arrays.fill(fft.sample(j), 0);
    }
    fft.transform();
  }

  private static void multiply(float[] values, float factor, int columns) {
    for (int i = 0; i < columns; i++) {
      values[i] *= factor;
    }
  }

  @Override
  float[] real(int frequency) {
    return fft.real(frequency);
  }

  @Override
  float[] imaginary(int frequency) {
    return fft.imaginary(frequency);
  }
}
