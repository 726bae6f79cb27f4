package org.ecg4j.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A loss with its class weights, at work on the logits of a batch. Value and gradient are computed
 * here, in doubles: a batch has a few hundred logits, and LibTorch would need a dozen operations
 * and their backward passes for them.
 */
final class LossFunction {
  private final Loss loss;
  private final double[] weights;
  private final int outputs;

  /** Sums over a batch; the mean loss is {@code sum / divisor}. */
  record Value(double sum, double divisor, int correct) {
    double mean() {
      return sum / divisor;
    }
  }

  LossFunction(Loss loss, double[] weights) {
    this.loss = loss;
    this.weights = weights;
    this.outputs = weights.length == 2 ? 1 : weights.length;
  }

  /** Which example each was mixed with, and how much of it is its own. */
  interface Mix {
    int partner(int row);

    double share(int row);
  }

  /** As below, of examples that are not mixed. */
  Value apply(float[] logits, int[] labels, int[] order, int first, float[] gradient) {
    return apply(logits, labels, order, first, gradient, null);
  }

  /**
   * Computes the loss and, if there is room for it, its gradient. The loss of a mixed example is
   * the mix of the losses.
   *
   * @param logits {@code outputs} for each example
   * @param labels of a longer list
   * @param order which label belongs to which example
   * @param first the place in the order of the batch's first example
   * @param gradient receives the mean loss's gradient in the logits; length 0 when not wanted
   * @param mix what examples were mixed with, or null
   */
  Value apply(
      float[] logits, int[] labels, int[] order, int first, float[] gradient, @Nullable Mix mix) {
    int count = logits.length / outputs;
    double divisor = 0;
    for (int i = 0; i < count; i++) {
      int row = order[first + i];
      double share = mix == null ? 1 : mix.share(row);
      divisor +=
          outputs == 1
              ? 1
              : share * weights[labels[row]]
                  + (mix == null ? 0 : (1 - share) * weights[labels[mix.partner(row)]]);
    }
    // If all weights of the batch are 0, so are loss and gradient.
    double scale = divisor > 0 ? 1 / divisor : 0;
    Arrays.fill(gradient, 0);
    double sum = 0;
    int correct = 0;
    for (int i = 0; i < count; i++) {
      int row = order[first + i];
      double share = mix == null ? 1 : mix.share(row);
      sum += share * one(logits, i, labels[row], share * scale, gradient);
      if (mix != null && share < 1) {
        int other = labels[mix.partner(row)];
        sum += (1 - share) * one(logits, i, other, (1 - share) * scale, gradient);
      }
      int given = outputs == 1 ? (logits[i] > 0 ? 1 : 0) : best(logits, i * outputs);
      correct += given == labels[row] ? 1 : 0;
    }
    return new Value(sum, divisor, correct);
  }

  private double one(float[] logits, int i, int label, double scale, float[] gradient) {
    return outputs == 1
        ? binary(logits[i], label, scale, gradient, i)
        : ofClasses(logits, i * outputs, label, scale, gradient);
  }

  private double binary(double z, int label, double scale, float[] gradient, int at) {
    double target = label * (1 - loss.labelSmoothing()) + loss.labelSmoothing() / 2;
    double weight = weights[label];
    double small = Math.exp(-Math.abs(z));
    double p = z >= 0 ? 1 / (1 + small) : small / (1 + small);
    double q = z >= 0 ? small / (1 + small) : 1 / (1 + small);
    double logP = Math.min(z, 0) - Math.log1p(small);
    double logQ = -Math.max(z, 0) - Math.log1p(small);
    double gamma = loss.focalGamma();
    double easyP = Math.pow(q, gamma); // 1 when gamma is 0
    double easyQ = Math.pow(p, gamma);
    if (gradient.length > 0) {
      double slopeP = gamma * p * easyP * logP - easyP * q;
      double slopeQ = easyQ * p - gamma * q * easyQ * logQ;
      gradient[at] += (float) (weight * scale * (target * slopeP + (1 - target) * slopeQ));
    }
    return -weight * (target * easyP * logP + (1 - target) * easyQ * logQ);
  }

  private double ofClasses(float[] logits, int from, int label, double scale, float[] gradient) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < outputs; c++) {
      highest = Math.max(highest, logits[from + c]);
    }
    double total = 0;
    for (int c = 0; c < outputs; c++) {
      total += Math.exp(logits[from + c] - highest);
    }
    double logTotal = Math.log(total) + highest;
    double gamma = loss.focalGamma();
    double value = 0;
    double slopes = 0;
    for (int c = 0; c < outputs; c++) {
      double mass = targetMass(c, label);
      double logP = logits[from + c] - logTotal;
      double p = Math.exp(logP);
      double rest = Math.max(0, 1 - p);
      double easy = Math.pow(rest, gamma);
      value -= mass * easy * logP;
      if (gradient.length > 0) {
        slopes += mass * slope(p, rest, easy, logP, gamma);
      }
    }
    if (gradient.length > 0) {
      for (int c = 0; c < outputs; c++) {
        double logP = logits[from + c] - logTotal;
        double p = Math.exp(logP);
        double rest = Math.max(0, 1 - p);
        double own = targetMass(c, label) * slope(p, rest, Math.pow(rest, gamma), logP, gamma);
        gradient[from + c] += (float) (scale * (own - p * slopes));
      }
    }
    return value;
  }

  /** p times the derivative of -(1 - p)^gamma log p. */
  private static double slope(double p, double rest, double easy, double logP, double gamma) {
    double focal = gamma == 0 || rest == 0 ? 0 : gamma * p * easy / rest * logP;
    return focal - easy;
  }

  private double targetMass(int c, int label) {
    double share = loss.labelSmoothing();
    return weights[c] * (share / outputs + (c == label ? 1 - share : 0));
  }

  private int best(float[] logits, int from) {
    int best = 0;
    for (int c = 1; c < outputs; c++) {
      if (logits[from + c] > logits[from + best]) {
        best = c;
      }
    }
    return best;
  }
}
