package org.ecg4j.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rules that give each class the weight of its examples in the loss. */
public final class ClassWeights {
  private enum Kind {
    BALANCED,
    POWER,
    EFFECTIVE_NUMBER,
    GIVEN
  }

  private final Kind kind;
  private final double parameter;
  private final Map<String, Double> given;

  private ClassWeights(Kind kind, double parameter, Map<String, Double> given) {
    this.kind = kind;
    this.parameter = parameter;
    this.given = given;
  }

  /**
   * Inverse frequency: {@code n / (classes * n_c)}, as scikit-learn's {@code balanced}.
   *
   * @return the rule
   */
  public static ClassWeights balanced() {
    return new ClassWeights(Kind.BALANCED, 1, Map.of());
  }

  /**
   * Inverse frequency to a power, {@code (n / (classes * n_c)) ^ exponent}: 0 weighs all examples
   * alike, 1 is {@link #balanced()}, between lies a milder correction.
   *
   * @param exponent 0 to 1
   * @return the rule
   */
  public static ClassWeights power(double exponent) {
    if (!(exponent >= 0 && exponent <= 1)) {
      throw new IllegalArgumentException("exponent must be 0 to 1, not " + exponent);
    }
    return new ClassWeights(Kind.POWER, exponent, Map.of());
  }

  /**
   * By the effective number of examples (Cui et al. 2019, eq. 2): {@code (1 - beta) / (1 - beta ^
   * n_c)}, scaled so that the weights of the classes add up to their number.
   *
   * @param beta 0 to below 1; the nearer to 1, the nearer to inverse frequency
   * @return the rule
   */
  public static ClassWeights effectiveNumber(double beta) {
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException("beta must be 0 to below 1, not " + beta);
    }
    return new ClassWeights(Kind.EFFECTIVE_NUMBER, beta, Map.of());
  }

  /**
   * Weights of one's own.
   *
   * @param weights from the class's name to its weight; all classes, none negative
   * @return the rule
   */
  public static ClassWeights of(Map<String, Double> weights) {
    weights.forEach(
        (name, weight) -> {
          if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                "weight of class " + name + " must be finite and not negative, not " + weight);
          }
        });
    return new ClassWeights(Kind.GIVEN, 0, Map.copyOf(weights));
  }

  /**
   * The weights for a set of examples.
   *
   * @param classNames the classes
   * @param classCounts how many examples each has; a class without any has weight 0 unless weights
   *     are given
   * @return one weight for each class
   */
  public double[] weights(List<String> classNames, int[] classCounts) {
    double[] weights = new double[classCounts.length];
    double total = Arrays.stream(classCounts).sum();
    int present = (int) Arrays.stream(classCounts).filter(count -> count > 0).count();
    for (int c = 0; c < weights.length; c++) {
      if (kind == Kind.GIVEN) {
        Double weight = given.get(classNames.get(c));
        if (weight == null) {
          throw new IllegalArgumentException("no weight is given for class " + classNames.get(c));
        }
        weights[c] = weight;
      } else if (classCounts[c] > 0) {
        weights[c] =
            kind == Kind.EFFECTIVE_NUMBER
                ? (1 - parameter) / (1 - Math.pow(parameter, classCounts[c]))
                : Math.pow(total / (present * (double) classCounts[c]), parameter);
      }
    }
    if (kind == Kind.EFFECTIVE_NUMBER) {
      double scale = present / Arrays.stream(weights).sum();
      for (int c = 0; c < weights.length; c++) {
        weights[c] *= scale;
      }
    }
    return weights;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case BALANCED -> "balanced";
      case POWER -> "balanced ^ " + parameter;
      case EFFECTIVE_NUMBER -> "effective number, beta " + parameter;
      case GIVEN -> given.toString();
    };
  }
}
