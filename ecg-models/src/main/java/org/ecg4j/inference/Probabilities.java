package org.ecg4j.inference;

/** From logits to probabilities. */
public final class Probabilities {
  private Probabilities() {}

  /**
   * The logistic function of single logits, or the softmax of several.
   *
   * @param logits {@code outputs} of each example
   * @param outputs 1, or the number of classes
   * @return probabilities in the same places; with one logit, that of the second class
   */
  public static float[] ofLogits(float[] logits, int outputs) {
    float[] probabilities = new float[logits.length];
    if (outputs == 1) {
      for (int i = 0; i < logits.length; i++) {
        probabilities[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
      }
      return probabilities;
    }
    double[] powers = new double[outputs];
    for (int from = 0; from < logits.length; from += outputs) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int c = 0; c < outputs; c++) {
        highest = Math.max(highest, logits[from + c]);
      }
      double sum = 0;
      for (int c = 0; c < outputs; c++) {
        powers[c] = Math.exp(logits[from + c] - highest);
        sum += powers[c];
      }
      for (int c = 0; c < outputs; c++) {
        probabilities[from + c] = (float) (powers[c] / sum);
      }
    }
    return probabilities;
  }
}
