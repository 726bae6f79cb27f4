package org.ecg4j.trees;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trees that XGBoost has grown. {@link XgBoostLibrary} must have been asked for first. */
final class GrownTrees implements AutoCloseable {
  private final Booster booster;
  private final int classes;
  private final TreeOptions options;

  private GrownTrees(Booster booster, int classes, TreeOptions options) {
    this.booster = booster;
    this.classes = classes;
    this.options = options;
  }

  /** Something that XGBoost does. */
  private interface Call<T> {
    T make() throws XGBoostError;
  }

  /**
   * Grows trees.
   *
   * @param values row after row
   * @param labels one for each row
   * @param weights one for each row
   */
  static GrownTrees grow(
      float[] values,
      int[] labels,
      float[] weights,
      int classes,
      TreeOptions options,
      long seed,
      int threads) {
    return call(
        () -> {
          DMatrix matrix = matrix(values, labels.length);
          try {
            matrix.setLabel(asFloats(labels));
            matrix.setWeight(weights);
            Map<String, Object> settings = settings(classes, options, seed, threads);
            Booster grown =
                XGBoost.train(matrix, settings, options.rounds(), new HashMap<>(), null, null);
            return new GrownTrees(grown, classes, options);
          } finally {
            matrix.dispose();
          }
        });
  }

  private static Map<String, Object> settings(
      int classes, TreeOptions options, long seed, int threads) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (classes == 2) {
      settings.put("objective", "binary:logistic");
    } else {
      settings.put("objective", "multi:softprob");
      settings.put("num_class", classes);
    }
    settings.put("tree_method", "hist");
    settings.put("num_parallel_tree", options.treesPerRound());
    settings.put("max_depth", options.depth());
    settings.put("eta", options.learningRate());
    settings.put("subsample", options.rowShare());
    settings.put("colsample_bynode", options.columnShare());
    settings.put("lambda", 1);
    settings.put("min_child_weight", 1);
    // From equal probabilities: else XGBoost starts at the labels' mean, and shares cannot be told.
    settings.put("base_score", classes == 2 ? 0.5 : 0);
    settings.put("seed", Long.hashCode(seed) & Integer.MAX_VALUE);
    settings.put("nthread", threads);
    settings.put("verbosity", 0);
    return settings;
  }

  /**
   * With two classes the probability of the second, one for each row; else those of row i from
   * {@code i * classes}.
   */
  float[] probabilities(float[] values, int rows) {
    float[][] margins =
        call(
            () -> {
              DMatrix matrix = matrix(values, rows);
              try {
                return booster.predict(matrix, true);
              } finally {
                matrix.dispose();
              }
            });
    int width = classes == 2 ? 1 : classes;
    float[] all = new float[margins.length * width];
    for (int row = 0; row < margins.length; row++) {
      double[] probabilities = options.isForest() ? shares(margins[row]) : softmax(margins[row]);
      for (int c = 0; c < width; c++) {
        all[row * width + c] = (float) probabilities[classes == 2 ? 1 : c];
      }
    }
    return all;
  }

  /** Of all classes, from the values of boosting. */
  private double[] softmax(float[] margins) {
    double[] powers = new double[classes];
    double largest = classes == 2 ? Math.max(0, margins[0]) : margins[0];
    for (float margin : margins) {
      largest = Math.max(largest, margin);
    }
    for (int c = 0; c < classes; c++) {
      double margin = classes == 2 ? (c == 1 ? margins[0] : 0) : margins[c];
      powers[c] = Math.exp(margin - largest);
    }
    return scaledToOne(powers);
  }

  /**
   * A forest is one step of boosting from equal probabilities, in which a leaf's value is the share
   * of a class there, shifted and stretched: with two classes {@code 4 (share - 1/2)}, else {@code
   * (share - 1/k) k^2 / (2 (k - 1))}, after XGBoost's first and second derivatives of the loss at
   * that point. This goes back from mean values to mean shares. A class that no tree has seen in
   * its leaf is not impossible: it is as if one more tree knew nothing.
   */
  private double[] shares(float[] margins) {
    double[] shares = new double[classes];
    double stretch = 2.0 * (classes - 1) / (classes * (double) classes);
    for (int c = 0; c < classes; c++) {
      double value = (classes == 2 ? margins[0] : margins[c]) / options.learningRate();
      double share =
          classes == 2 ? 0.5 + (c == 1 ? value : -value) / 4 : 1.0 / classes + value * stretch;
      shares[c] = Math.max(0, share) * options.treesPerRound() + 1.0 / classes;
    }
    return scaledToOne(shares);
  }

  private static double[] scaledToOne(double[] values) {
    double total = 0;
    for (double value : values) {
      total += value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= total;
    }
    return values;
  }

  private static DMatrix matrix(float[] values, int rows) throws XGBoostError {
    return new DMatrix(values, rows, values.length / rows, Float.NaN);
  }

  private static float[] asFloats(int[] labels) {
    float[] floats = new float[labels.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = labels[i];
    }
    return floats;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
