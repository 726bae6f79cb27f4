package org.ecg4j.detect;

import java.util.Arrays;

/** A growing table of features, labels and weights. */
final class TrainingRows {
  private final int width;
  private float[] features = new float[1 << 16];
  private float[] labels = new float[1 << 12];
  private float[] weights = new float[1 << 12];
  private int size;

  TrainingRows(int width) {
    this.width = width;
  }

  void add(double[] row, boolean positive, double weight) {
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    if ((size + 1) * width > features.length) {
      features = Arrays.copyOf(features, 2 * features.length);
    }
    for (int k = 0; k < width; k++) {
      features[size * width + k] = (float) row[k];
    }
    labels[size] = positive ? 1 : 0;
    weights[size] = (float) weight;
    size++;
  }

  int size() {
    return size;
  }

  int width() {
    return width;
  }

  float feature(int row, int column) {
    return features[row * width + column];
  }

  float label(int row) {
    return labels[row];
  }

  float weight(int row) {
    return weights[row];
  }
}
