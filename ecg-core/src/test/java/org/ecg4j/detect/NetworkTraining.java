package org.ecg4j.detect;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Logistic loss of a network with one hidden layer, minimised by Adam in mini-batches. */
final class NetworkTraining {
  private static final int HIDDEN = 16;
  private static final int EPOCHS = 12;
  private static final int BATCH = 512;
  private static final double RATE = 0.01;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final TrainingRows rows;
  private final int inputs;
  private final double[] mean;
  private final double[] deviation;
  // Hidden weights, hidden biases, output weights, output bias.
  private final double[] parameters;
  private final double[] gradient;
  private final double[] first;
  private final double[] second;
  private final double[] input;
  private final double[] activation = new double[HIDDEN];
  private final SplittableRandom random;
  private int steps;

  NetworkTraining(TrainingRows rows, long seed) {
    this.rows = rows;
    inputs = rows.width();
    random = new SplittableRandom(seed);
    mean = new double[inputs];
    deviation = new double[inputs];
    input = new double[inputs];
    int count = HIDDEN * inputs + HIDDEN + HIDDEN + 1;
    parameters = new double[count];
    gradient = new double[count];
    first = new double[count];
    second = new double[count];
    double range = 1 / Math.sqrt(inputs);
    for (int i = 0; i < count; i++) {
      parameters[i] = random.nextDouble(-range, range);
    }
    standardise();
  }

  private void standardise() {
    for (int k = 0; k < inputs; k++) {
      double sum = 0;
      for (int r = 0; r < rows.size(); r++) {
        sum += rows.feature(r, k);
      }
      mean[k] = sum / rows.size();
      double squares = 0;
      for (int r = 0; r < rows.size(); r++) {
        double d = rows.feature(r, k) - mean[k];
        squares += d * d;
      }
      deviation[k] = Math.sqrt(squares / rows.size()) + 1e-6;
    }
  }

  /** Trains and returns the mean loss of the last epoch. */
  double run() {
    int[] order = new int[rows.size()];
    Arrays.setAll(order, i -> i);
    int batches = (order.length + BATCH - 1) / BATCH;
    double loss = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      shuffle(order);
      loss = 0;
      for (int b = 0; b < batches; b++) {
        int end = Math.min(order.length, (b + 1) * BATCH);
        for (int i = b * BATCH; i < end; i++) {
          loss += accumulate(order[i]);
        }
        double progress = (epoch + (double) b / batches) / EPOCHS;
        step(end - b * BATCH, 0.5 * RATE * (1 + Math.cos(Math.PI * progress)));
      }
    }
    return loss / order.length;
  }

  private void shuffle(int[] order) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  private double accumulate(int row) {
    int biases = HIDDEN * inputs;
    int outputs = biases + HIDDEN;
    int last = outputs + HIDDEN;
    for (int k = 0; k < inputs; k++) {
      input[k] = (rows.feature(row, k) - mean[k]) / deviation[k];
    }
    double logOdds = parameters[last];
    for (int h = 0; h < HIDDEN; h++) {
      double sum = parameters[biases + h];
      for (int k = 0; k < inputs; k++) {
        sum += parameters[h * inputs + k] * input[k];
      }
      activation[h] = tanh(sum);
      logOdds += parameters[outputs + h] * activation[h];
    }
    double label = rows.label(row);
    double weight = rows.weight(row);
    double error = weight * (1 / (1 + Math.exp(-logOdds)) - label);
    gradient[last] += error;
    for (int h = 0; h < HIDDEN; h++) {
      gradient[outputs + h] += error * activation[h];
      double back = error * parameters[outputs + h] * (1 - activation[h] * activation[h]);
      gradient[biases + h] += back;
      for (int k = 0; k < inputs; k++) {
        gradient[h * inputs + k] += back * input[k];
      }
    }
    double margin = label > 0.5 ? -logOdds : logOdds;
    return weight * (margin > 30 ? margin : Math.log1p(Math.exp(margin)));
  }

  // Faster than Math.tanh and as good for fitting.
  private static double tanh(double x) {
    double e = Math.exp(-2 * Math.abs(x));
    return Math.copySign((1 - e) / (1 + e), x);
  }

  private void step(int batch, double rate) {
    steps++;
    double correction1 = 1 - Math.pow(BETA1, steps);
    double correction2 = 1 - Math.pow(BETA2, steps);
    for (int i = 0; i < parameters.length; i++) {
      double g = gradient[i] / batch;
      gradient[i] = 0;
      first[i] = BETA1 * first[i] + (1 - BETA1) * g;
      second[i] = BETA2 * second[i] + (1 - BETA2) * g * g;
      parameters[i] -=
          rate * (first[i] / correction1) / (Math.sqrt(second[i] / correction2) + 1e-8);
    }
  }

  /**
   * The text form that {@code BeatNetwork} reads, for features as they come, with some caution
   * taken off the log-odds: the point of work between missed and false beats.
   */
  String toText(double caution) {
    StringBuilder text = new StringBuilder();
    text.append("# Written by BeatNetworkFitter. Hidden units; their weights, one line each;\n")
        .append("# their biases; the output's weights; its bias.\n");
    text.append(HIDDEN).append('\n');
    double[] biases = new double[HIDDEN];
    for (int h = 0; h < HIDDEN; h++) {
      double[] weights = new double[inputs];
      biases[h] = parameters[HIDDEN * inputs + h];
      for (int k = 0; k < inputs; k++) {
        weights[k] = parameters[h * inputs + k] / deviation[k];
        biases[h] -= weights[k] * mean[k];
      }
      append(text, weights, 0, inputs);
    }
    append(text, biases, 0, HIDDEN);
    append(text, parameters, HIDDEN * inputs + HIDDEN, HIDDEN);
    append(text, new double[] {parameters[parameters.length - 1] - caution}, 0, 1);
    return text.toString();
  }

  private static void append(StringBuilder text, double[] values, int offset, int count) {
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.7g", values[offset + i]));
    }
    text.append('\n');
  }
}
