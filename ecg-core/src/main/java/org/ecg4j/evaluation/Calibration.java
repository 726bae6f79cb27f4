package org.ecg4j.evaluation;

import java.util.Arrays;
import java.util.List;

/**
 * A map from a model's probabilities to ones that mean what they say, fitted on training patients'
 * held-out predictions. Immutable.
 *
 * <ul>
 *   <li><b>Temperature</b> (Guo et al., ICML 2017): {@code softmax(ln(p) / T)}, with two classes
 *       {@code sigmoid(logit(p) / T)}; T minimises the log loss. Keeps the order of examples.
 *   <li><b>Isotonic</b> (Zadrozny and Elkan, KDD 2002), two classes: the non-decreasing step values
 *       nearest to the labels, with straight lines between, constant outside.
 * </ul>
 */
public final class Calibration {
  /** How far probabilities are kept from 0 and 1 before their logarithm is taken. */
  private static final double MARGIN = 1e-12;

  /** Temperatures beyond these mean that the data do not determine one. */
  private static final double LOWEST_TEMPERATURE = 1e-3;

  private static final double HIGHEST_TEMPERATURE = 1e3;

  /** How a calibration maps probabilities. */
  public enum Method {
    /** Logits divided by one number. */
    TEMPERATURE,
    /** A non-decreasing piecewise linear map. */
    ISOTONIC
  }

  private final Method method;
  private final double temperature;
  private final double[] x;
  private final double[] y;
  private final List<String> subjects;

  private Calibration(
      Method method, double temperature, double[] x, double[] y, List<String> subjects) {
    this.method = method;
    this.temperature = temperature;
    this.x = x;
    this.y = y;
    this.subjects = List.copyOf(subjects);
  }

  /**
   * Fits a temperature.
   *
   * @param predictions held-out predictions of training patients
   * @return the calibration; its temperature is kept within 0.001 to 1,000
   */
  public static Calibration fitTemperature(OutOfFoldPredictions predictions) {
    double low = 1 / HIGHEST_TEMPERATURE;
    double high = 1 / LOWEST_TEMPERATURE;
    // The loss is convex in 1 / T: find where its slope changes sign, on a logarithmic scale.
    while (high / low > 1 + 1e-15) {
      double middle = Math.sqrt(low * high);
      if (middle <= low || middle >= high) {
        break;
      }
      if (logLossSlope(predictions, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return ofTemperature(1 / Math.sqrt(low * high), predictions.subjects());
  }

  /** Derivative of the summed log loss by 1 / T at {@code inverse} = 1 / T. */
  private static double logLossSlope(OutOfFoldPredictions predictions, double inverse) {
    double[] probabilities = predictions.examples().probabilities();
    double slope = 0;
    if (predictions.examples().isBinary()) {
      for (int i = 0; i < predictions.exampleCount(); i++) {
        double logit = logit(probabilities[i]);
        slope += logit * (sigmoid(inverse * logit) - predictions.examples().label(i));
      }
      return slope;
    }
    int classes = predictions.classNames().size();
    double[] logs = new double[classes];
    for (int i = 0; i < predictions.exampleCount(); i++) {
      for (int c = 0; c < classes; c++) {
        logs[c] = Math.log(inside(probabilities[i * classes + c]));
      }
      double[] scaled = softmax(logs, inverse);
      for (int c = 0; c < classes; c++) {
        slope += logs[c] * scaled[c];
      }
      slope -= logs[predictions.examples().label(i)];
    }
    return slope;
  }

  /**
   * Fits a non-decreasing map by pooling adjacent violators.
   *
   * @param predictions held-out predictions of training patients, of two classes
   * @return the calibration
   */
  public static Calibration fitIsotonic(OutOfFoldPredictions predictions) {
    predictions.examples().requireTwoClasses("isotonic calibration");
    Ranking ranking =
        Ranking.of(
            predictions.examples().probabilities(),
            predictions.examples().positives(),
            new int[predictions.exampleCount()]);
    int groups = ranking.groupCount();
    double[] scores = new double[groups];
    double[] positives = new double[groups];
    double[] totals = new double[groups];
    ranking.forEachGroup(
        new int[] {1},
        (group, positiveCount, negativeCount) -> {
          int rising = groups - 1 - group;
          scores[rising] = ranking.score(group);
          positives[rising] = positiveCount;
          totals[rising] = positiveCount + negativeCount;
        });
    double[] fitted = poolAdjacentViolators(positives, totals);
    return isotonicKnots(scores, fitted, predictions.subjects());
  }

  private static double[] poolAdjacentViolators(double[] positives, double[] totals) {
    int groups = totals.length;
    double[] blockPositives = new double[groups];
    double[] blockTotals = new double[groups];
    int[] blockEnd = new int[groups];
    int blocks = 0;
    for (int g = 0; g < groups; g++) {
      blockPositives[blocks] = positives[g];
      blockTotals[blocks] = totals[g];
      blockEnd[blocks++] = g + 1;
      // Counts are whole numbers below 2^26, so that the cross products compare exactly.
      while (blocks > 1
          && blockPositives[blocks - 2] * blockTotals[blocks - 1]
              >= blockPositives[blocks - 1] * blockTotals[blocks - 2]) {
        blocks--;
        blockPositives[blocks - 1] += blockPositives[blocks];
        blockTotals[blocks - 1] += blockTotals[blocks];
        blockEnd[blocks - 1] = blockEnd[blocks];
      }
    }
    double[] fitted = new double[groups];
    int from = 0;
    for (int block = 0; block < blocks; block++) {
      Arrays.fill(fitted, from, blockEnd[block], blockPositives[block] / blockTotals[block]);
      from = blockEnd[block];
    }
    return fitted;
  }

  /** Keeps the ends of each level stretch only: the points between lie on the line. */
  private static Calibration isotonicKnots(double[] x, double[] y, List<String> subjects) {
    double[] knotsX = new double[x.length];
    double[] knotsY = new double[x.length];
    int knots = 0;
    for (int i = 0; i < x.length; i++) {
      boolean inside = i > 0 && i + 1 < x.length && y[i] == y[i - 1] && y[i] == y[i + 1];
      if (!inside) {
        knotsX[knots] = x[i];
        knotsY[knots++] = y[i];
      }
    }
    return ofIsotonic(Arrays.copyOf(knotsX, knots), Arrays.copyOf(knotsY, knots), subjects);
  }

  /**
   * A known temperature, such as one read from a model bundle.
   *
   * @param temperature above 0
   * @param subjects the patients it was fitted on
   * @return the calibration
   */
  public static Calibration ofTemperature(double temperature, List<String> subjects) {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "temperature must be positive and finite, not " + temperature);
    }
    return new Calibration(Method.TEMPERATURE, temperature, new double[0], new double[0], subjects);
  }

  /**
   * A known isotonic map, such as one read from a model bundle.
   *
   * @param x the knots' probabilities, rising; at least one; copied
   * @param y what they map to, 0 to 1, not falling; copied
   * @param subjects the patients it was fitted on
   * @return the calibration
   */
  public static Calibration ofIsotonic(double[] x, double[] y, List<String> subjects) {
    if (x.length == 0 || x.length != y.length) {
      throw new IllegalArgumentException(
          "an isotonic map needs as many values as knots, at least one, not "
              + x.length
              + " and "
              + y.length);
    }
    for (int i = 0; i < x.length; i++) {
      ScoredExamples.checkProbability(x[i], i);
      ScoredExamples.checkProbability(y[i], i);
      if (i > 0 && !(x[i] > x[i - 1] && y[i] >= y[i - 1])) {
        throw new IllegalArgumentException("knot " + i + " of the isotonic map does not rise");
      }
    }
    return new Calibration(Method.ISOTONIC, Double.NaN, x.clone(), y.clone(), subjects);
  }

  /**
   * How probabilities are mapped.
   *
   * @return the method
   */
  public Method method() {
    return method;
  }

  /**
   * The temperature.
   *
   * @return T, NaN for an isotonic map
   */
  public double temperature() {
    return temperature;
  }

  /**
   * The knots' probabilities of an isotonic map.
   *
   * @return a copy, empty for a temperature
   */
  public double[] knotsX() {
    return x.clone();
  }

  /**
   * What the knots of an isotonic map become.
   *
   * @return a copy, empty for a temperature
   */
  public double[] knotsY() {
    return y.clone();
  }

  /**
   * The patients it was fitted on.
   *
   * @return their names
   */
  public List<String> subjects() {
    return subjects;
  }

  /**
   * The calibrated probability of the positive class of two.
   *
   * @param probability 0 to 1
   * @return 0 to 1
   */
  public double apply(double probability) {
    ScoredExamples.checkProbability(probability, 0);
    return method == Method.TEMPERATURE
        ? sigmoid(logit(probability) / temperature)
        : interpolate(probability);
  }

  /**
   * The calibrated probabilities of one example of any number of classes.
   *
   * @param probabilities one for each class, adding up to 1; not modified
   * @return one for each class, adding up to 1
   */
  public double[] apply(double[] probabilities) {
    if (probabilities.length == 2) {
      double positive = apply(probabilities[1]);
      return new double[] {1 - positive, positive};
    }
    if (method == Method.ISOTONIC) {
      throw new IllegalArgumentException(
          "isotonic calibration needs two classes, not " + probabilities.length);
    }
    return softmax(
        Arrays.stream(probabilities).map(p -> Math.log(inside(p))).toArray(), 1 / temperature);
  }

  private double interpolate(double probability) {
    int found = Arrays.binarySearch(x, probability + 0.0);
    if (found >= 0) {
      return y[found];
    }
    int above = -found - 1;
    if (above == 0 || above == x.length) {
      return y[above == 0 ? 0 : x.length - 1];
    }
    double share = (probability - x[above - 1]) / (x[above] - x[above - 1]);
    return y[above - 1] + share * (y[above] - y[above - 1]);
  }

  private static double inside(double probability) {
    return Math.min(Math.max(probability, MARGIN), 1 - MARGIN);
  }

  private static double logit(double probability) {
    double p = inside(probability);
    return Math.log(p) - Math.log1p(-p);
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** softmax(factor * logs), shifted so that nothing overflows. */
  private static double[] softmax(double[] logs, double factor) {
    double highest = Arrays.stream(logs).max().orElse(0);
    double[] result = new double[logs.length];
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      result[c] = Math.exp(factor * (logs[c] - highest));
      sum += result[c];
    }
    for (int c = 0; c < logs.length; c++) {
      result[c] /= sum;
    }
    return result;
  }
}
