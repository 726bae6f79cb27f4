package org.ecg4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecg4j.dataset.Examples;
import org.ecg4j.engine.BatchFeed;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.RowSource;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.inference.Probabilities;

/** Measures a network on the validation patients after each epoch. */
final class ValidationRun implements AutoCloseable {
  private static final int BATCH = 256;

  private final Network network;
  private final Examples examples;
  private final LossFunction loss;
  private final Monitor monitor;
  private final BatchFeed feed;
  private final int[] labels;
  private final int[] order;

  /** What was measured; NaN where nothing was. */
  record Figures(double loss, double accuracy, double monitored) {
    static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN);
  }

  ValidationRun(
      Network network,
      Examples examples,
      LossFunction loss,
      Monitor monitor,
      RuntimeOptions runtime) {
    this.network = network;
    this.examples = examples;
    this.loss = loss;
    this.monitor = monitor;
    this.labels = examples.labels();
    this.order = IntStream.range(0, labels.length).toArray();
    this.feed =
        BatchFeed.of(
            network, RowSource.of(examples), runtime.residentBytes() / 2, runtime.loaderThreads());
  }

  int size() {
    return labels.length;
  }

  Figures run() {
    double sum = 0;
    double divisor = 0;
    long correct = 0;
    float[] all = new float[Math.multiplyExact(labels.length, network.outputs())];
    feed.begin(order, BATCH, 0, 0);
    for (int first = 0; first < labels.length; first += BATCH) {
      float[] logits = network.logits(feed);
      System.arraycopy(logits, 0, all, first * network.outputs(), logits.length);
      LossFunction.Value value = loss.apply(logits, labels, order, first, new float[0]);
      sum += value.sum();
      divisor += value.divisor();
      correct += value.correct();
    }
    double mean = sum / divisor;
    return new Figures(mean, (double) correct / labels.length, monitored(all, mean));
  }

  private double monitored(float[] logits, double meanLoss) {
    if (monitor.metric().isEmpty()) {
      return meanLoss;
    }
    List<String> patients = Arrays.stream(order).mapToObj(examples::subject).toList();
    float[] probabilities = Probabilities.ofLogits(logits, network.outputs());
    Evaluation evaluation =
        network.outputs() == 1
            ? Evaluation.of(labels, probabilities, patients)
            : Evaluation.ofClasses(examples.classNames(), labels, probabilities, patients);
    return evaluation.value(monitor.metric().get());
  }

  @Override
  public void close() {
    feed.close();
  }
}
