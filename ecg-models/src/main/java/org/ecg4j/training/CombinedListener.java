package org.ecg4j.training;

import java.util.List;
import org.ecg4j.evaluation.TrainingHistory;

/** Tells several listeners. */
final class CombinedListener implements TrainingListener {
  private final List<TrainingListener> listeners;

  CombinedListener(TrainingListener... listeners) {
    this.listeners = List.of(listeners);
  }

  @Override
  public void onStart(Plan plan) {
    listeners.forEach(listener -> listener.onStart(plan));
  }

  @Override
  public void onBatch(Progress progress) {
    listeners.forEach(listener -> listener.onBatch(progress));
  }

  @Override
  public void onEpoch(TrainingHistory.Epoch epoch) {
    listeners.forEach(listener -> listener.onEpoch(epoch));
  }

  @Override
  public void onEnd(TrainingHistory history) {
    listeners.forEach(listener -> listener.onEnd(history));
  }
}
