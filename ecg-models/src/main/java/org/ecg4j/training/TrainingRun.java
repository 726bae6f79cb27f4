package org.ecg4j.training;

import java.util.OptionalInt;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.BatchFeed;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.NetworkTrainer;
import org.ecg4j.engine.RowSource;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.AugmentedExamples;
import org.jspecify.annotations.Nullable;

/** One training, from the first weights or a checkpoint to the last epoch. */
final class TrainingRun implements AutoCloseable {
  private static final int[] NO_ORDER = {};

  private final TrainingOptions options;
  private final TrainingListener listener;
  private final StopRequest stop;
  private final CheckpointStore checkpoints;
  private final int[] labels;
  private final int batches;
  private final Network network;
  private final NetworkTrainer trainer;
  private final BatchFeed feed;
  private final @Nullable ValidationRun validation;
  private final EpochOrder orders;
  private final LossFunction loss;
  private final @Nullable AugmentedExamples augmented;
  private final OptimizerState optimizer;
  private final TrainingState state = new TrainingState();
  private int[] order = NO_ORDER;

  TrainingRun(
      Network network,
      TrainingSet set,
      @Nullable TrainingSet held,
      TrainingOptions options,
      TrainingListener listener,
      StopRequest stop,
      CheckpointStore checkpoints) {
    this.network = network;
    this.options = options;
    this.listener = listener;
    this.stop = stop;
    this.checkpoints = checkpoints;
    this.labels = set.labels();
    this.trainer = new NetworkTrainer(network);
    this.orders =
        new EpochOrder(options.regime().batches(), options.seed(), labels, options.batchSize());
    this.batches = orders.batchCount();
    this.loss =
        new LossFunction(
            options.loss(), options.loss().weightsFor(set.classNames(), set.classCounts()));
    this.optimizer = OptimizerState.of(options.optimizer(), network.weightCount());
    this.augmented =
        options.regime().augmentation().map(augmentation -> augmentation.on(set)).orElse(null);
    RowSource rows =
        augmented == null
            ? RowSource.of(set)
            : new AugmentedRows(augmented, set.classNames().size());
    RuntimeOptions runtime = options.runtime();
    this.feed = BatchFeed.of(network, rows, runtime.residentBytes(), runtime.loaderThreads());
    this.validation =
        held == null ? null : new ValidationRun(network, held, loss, monitor(), runtime);
  }

  private Monitor monitor() {
    return options.regime().earlyStopping().map(EarlyStopping::monitor).orElse(Monitor.loss());
  }

  /** Trains; the network then holds the weights to keep. */
  TrainingHistory run() {
    if (options.regime().averageDecay() > 0) {
      state.average = network.trainable();
    }
    checkpoints.restore(network, optimizer, state);
    listener.onStart(
        new TrainingListener.Plan(
            options.epochs(),
            batches,
            labels.length,
            validation == null ? 0 : validation.size(),
            network.weightCount(),
            state.epoch + 1));
    while (state.epoch < options.epochs() && !state.stopped && !stop.isRequested()) {
      runEpoch();
    }
    keepBestWeights();
    TrainingHistory history = history();
    listener.onEnd(history);
    return history;
  }

  private void runEpoch() {
    order = orders.of(state.epoch);
    feed.begin(order, options.batchSize(), state.batch, state.epoch);
    long start = System.nanoTime();
    double secondsBefore = state.secondsOfEpoch;
    double rate = 0;
    while (state.batch < batches) {
      if (Thread.currentThread().isInterrupted()) {
        checkpoints.save(network, optimizer, state);
        throw new TrainingInterruptedException(
            "training was interrupted in epoch " + (state.epoch + 1));
      }
      if (stop.isRequested()) {
        checkpoints.save(network, optimizer, state);
        break;
      }
      rate = learningRate();
      runBatch(rate);
      state.secondsOfEpoch = secondsBefore + (System.nanoTime() - start) / 1e9;
      listener.onBatch(
          new TrainingListener.Progress(
              state.epoch + 1, state.batch, batches, state.meanLoss(), state.accuracy(), rate));
      if (state.batch < batches) {
        checkpoints.afterBatch(network, optimizer, state);
      }
    }
    if (state.batch > 0) {
      endEpoch(rate, start, secondsBefore);
    }
  }

  private double learningRate() {
    long step = (long) state.epoch * batches + state.batch;
    Schedule schedule = options.regime().schedule();
    return options.optimizer().learningRate()
        * schedule.at(step, (long) options.epochs() * batches, state.epoch, state.plateau.count);
  }

  private void runBatch(double rate) {
    float[] logits = trainer.forward(feed, options.seed(), state.epoch, state.batch);
    float[] gradient = new float[logits.length];
    int first = state.batch * options.batchSize();
    LossFunction.Value value = loss.apply(logits, labels, order, first, gradient, mix());
    if (!Double.isFinite(value.sum())) {
      throw new ArithmeticException(
          "the loss is "
              + value.sum()
              + " in epoch "
              + (state.epoch + 1)
              + ", batch "
              + (state.batch + 1)
              + ": an example holds a value that is not finite, or the learning rate "
              + rate
              + " is too high");
    }
    trainer.backward(gradient);
    optimizer.begin(rate, gradientScale());
    trainer.update(optimizer);
    if (state.average.length > 0) {
      trainer.average(state.average, options.regime().averageDecay());
    }
    state.lossSum += value.sum();
    state.divisorSum += value.divisor();
    state.correct += value.correct();
    state.seen += logits.length / network.outputs();
    state.batch++;
  }

  /** Who is mixed with whom in this epoch; nobody without mixup. */
  private LossFunction.@Nullable Mix mix() {
    AugmentedExamples examples = augmented;
    if (examples == null || !options.regime().augmentation().orElseThrow().mixes()) {
      return null;
    }
    int epoch = state.epoch;
    return new LossFunction.Mix() {
      @Override
      public int partner(int row) {
        return examples.mixPartner(row, epoch);
      }

      @Override
      public double share(int row) {
        return examples.mixShare(row, epoch);
      }
    };
  }

  /** As torch.nn.utils.clip_grad_norm_: negative gradients are shortened as positive ones are. */
  private double gradientScale() {
    double longest = options.regime().clipNorm();
    return longest == 0 ? 1 : Math.min(1, longest / (trainer.gradientNorm() + 1e-6));
  }

  private void endEpoch(double rate, long start, double secondsBefore) {
    ValidationRun.Figures figures = ValidationRun.Figures.NONE;
    if (validation != null) {
      float[] own = useAverage();
      figures = validation.run();
      track(figures.monitored());
      restore(own);
    }
    TrainingHistory.Epoch epoch =
        new TrainingHistory.Epoch(
            state.epoch + 1,
            state.meanLoss(),
            state.accuracy(),
            figures.loss(),
            figures.accuracy(),
            figures.monitored(),
            rate,
            secondsBefore + (System.nanoTime() - start) / 1e9);
    state.history.add(epoch);
    if (state.batch == batches) {
      state.epoch++;
      state.beginEpoch();
      checkpoints.save(network, optimizer, state);
    }
    listener.onEpoch(epoch);
  }

  /** Puts the moving average in place of the weights, which it returns; empty without one. */
  private float[] useAverage() {
    if (state.average.length == 0) {
      return state.average;
    }
    float[] own = network.trainable();
    network.setTrainable(state.average);
    return own;
  }

  private void restore(float[] weights) {
    if (weights.length > 0) {
      network.setTrainable(weights);
    }
  }

  private void track(double value) {
    state.plateau.track(monitor(), value, options.regime().schedule().period());
    if (options.regime().earlyStopping().isEmpty()) {
      return;
    }
    EarlyStopping rule = options.regime().earlyStopping().get();
    if (rule.monitor().isBetter(value, state.bestValue, rule.minimumGain())) {
      state.bestValue = value;
      state.bestEpoch = state.epoch + 1;
      state.bestWeights = network.trainable();
      state.bestBuffers = network.buffers();
      state.epochsSinceBest = 0;
    } else if (++state.epochsSinceBest > rule.patience()) {
      state.stopped = true;
    }
  }

  private void keepBestWeights() {
    if (state.bestEpoch > 0) {
      network.setTrainable(state.bestWeights);
      network.setBuffers(state.bestBuffers);
    } else {
      useAverage();
    }
  }

  private TrainingHistory history() {
    return new TrainingHistory(
        monitor().name(),
        state.history,
        state.bestEpoch > 0 ? OptionalInt.of(state.bestEpoch) : OptionalInt.empty());
  }

  @Override
  public void close() {
    trainer.close();
    feed.close();
    if (validation != null) {
      validation.close();
    }
  }
}
