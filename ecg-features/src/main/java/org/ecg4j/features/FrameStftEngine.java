package org.ecg4j.features;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/** Segments of any length, one after another, by JTransforms. */
final class FrameStftEngine extends StftEngine {
  private final DoubleFFT_1D fft;
  private final double[] segment;
  private final double[] packed;
  private final float[][] re;
  private final float[][] im;

  FrameStftEngine(StftPlan plan, int leads) {
    super(plan, leads);
    fft = new DoubleFFT_1D(plan.fftLength);
    segment = new double[plan.segment];
    packed = new double[plan.fftLength];
    re = new float[plan.frequencies][leads * plan.frames];
    im = new float[plan.frequencies][leads * plan.frames];
  }

  @Override
  void take(float[] extended, int lead) {
    for (int frame = 0; frame < plan.frames; frame++) {
      detrend(extended, frame * plan.hop, segment, plan.options.detrend());
      Arrays.fill(packed, 0);
      for (int j = 0; j < plan.segment; j++) {
        packed[j] = segment[j] * plan.window[j];
      }
      fft.realForward(packed);
      unpack(lead * plan.frames + frame);
    }
  }

  /**
   * JTransforms puts the real part of k at 2k and its imaginary part at 2k + 1; at 1, where that of
   * 0 would be, is the last value: the Nyquist frequency's real part for an even length, the last
   * frequency's imaginary part for an odd one.
   */
  private void unpack(int column) {
    int length = plan.fftLength;
    for (int k = 0; k < plan.frequencies; k++) {
      boolean lastOfEven = length % 2 == 0 && k == length / 2;
      boolean lastOfOdd = length % 2 == 1 && k == length / 2;
      re[k][column] = (float) packed[lastOfEven && k > 0 ? 1 : 2 * k];
      double imaginary = k == 0 || lastOfEven ? 0 : packed[lastOfOdd ? 1 : 2 * k + 1];
      im[k][column] = (float) imaginary;
    }
  }

  @Override
  void transform() {
    // Each segment was transformed when it was taken.
  }

  @Override
  float[] real(int frequency) {
    return re[frequency];
  }

  @Override
  float[] imaginary(int frequency) {
    return im[frequency];
  }
}
