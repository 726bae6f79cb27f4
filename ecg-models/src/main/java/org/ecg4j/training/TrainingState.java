package org.ecg4j.training;

import java.util.ArrayList;
import java.util.List;
import org.ecg4j.evaluation.TrainingHistory;

/** Everything that changes while a network is trained, besides its weights: what a resume needs. */
final class TrainingState {
  /** Epochs completed. */
  int epoch;

  /** Batches completed of the epoch at hand. */
  int batch;

  double lossSum;
  double divisorSum;
  long correct;
  long seen;
  double secondsOfEpoch;

  /** The moving average of the weights; empty when there is none. */
  float[] average = {};

  final List<TrainingHistory.Epoch> history = new ArrayList<>();

  /** The best epoch, counted from 1, or 0 before there is one. */
  int bestEpoch;

  double bestValue = Double.NaN;
  float[] bestWeights = {};
  float[] bestBuffers = {};
  int epochsSinceBest;

  final Plateau plateau = new Plateau();

  /** Whether early stopping ended the training. */
  boolean stopped;

  double meanLoss() {
    return lossSum / divisorSum;
  }

  double accuracy() {
    return (double) correct / seen;
  }

  void beginEpoch() {
    batch = 0;
    lossSum = 0;
    divisorSum = 0;
    correct = 0;
    seen = 0;
    secondsOfEpoch = 0;
  }
}
