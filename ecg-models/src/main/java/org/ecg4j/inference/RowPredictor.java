package org.ecg4j.inference;

import java.util.function.Consumer;

/** Puts beats before the network and hands on its answers in the order of the beats. */
interface RowPredictor {

  /**
   * Asks for the probabilities of one beat.
   *
   * @param row the network's input; the predictor's from now on
   * @param answer receives the probabilities, now or later, on any thread
   */
  void predict(float[] row, Consumer<float[]> answer);

  /** Waits until every answer so far has been handed on. */
  void flush();

  /** Asks the model at once, one beat at a time. */
  static RowPredictor direct(TrainedModel model) {
    return new RowPredictor() {
      @Override
      public void predict(float[] row, Consumer<float[]> answer) {
        answer.accept(model.predictRows(row, 1));
      }

      @Override
      public void flush() {
        // Nothing ever waits.
      }
    };
  }
}
