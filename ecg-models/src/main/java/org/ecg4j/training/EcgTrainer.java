package org.ecg4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecg4j.dataset.Provenance;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.Network;
import org.ecg4j.engine.TorchRuntime;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.features.Augmentation;
import org.ecg4j.inference.Decision;
import org.ecg4j.inference.Ensemble;
import org.ecg4j.inference.Lineage;
import org.ecg4j.inference.ModelInfo;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Trains networks. The static methods are for the common case; {@link #of} gives a trainer that can
 * be told more. A trainer is immutable and may train several times, also at the same time.
 *
 * <p>With the same options, examples and number of threads the weights come out equal bit by bit.
 */
public final class EcgTrainer {
  private final ModelSpec spec;
  private final TrainingOptions options;
  private final @Nullable TrainingSet validation;
  private final List<TrainingListener> listeners;
  private final StopRequest stop;
  private final @Nullable Checkpoints checkpoints;

  private EcgTrainer(
      ModelSpec spec,
      TrainingOptions options,
      @Nullable TrainingSet validation,
      List<TrainingListener> listeners,
      StopRequest stop,
      @Nullable Checkpoints checkpoints) {
    this.spec = spec;
    this.options = options;
    this.validation = validation;
    this.listeners = List.copyOf(listeners);
    this.stop = stop;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains a network.
   *
   * @param spec the network
   * @param set what it learns from
   * @param options how
   * @return the model; the caller closes it
   */
  public static TrainedModel train(ModelSpec spec, TrainingSet set, TrainingOptions options) {
    return of(spec, options).train(set);
  }

  /**
   * Trains a network and tells of its progress.
   *
   * @param spec the network
   * @param set what it learns from
   * @param options how
   * @param listener is told
   * @return the model; the caller closes it
   */
  public static TrainedModel train(
      ModelSpec spec, TrainingSet set, TrainingOptions options, TrainingListener listener) {
    return of(spec, options).withListener(listener).train(set);
  }

  /**
   * Trains a network, measuring it on other patients after each epoch.
   *
   * @param spec the network
   * @param set what it learns from
   * @param validation what it is measured on; of no patient of the training set
   * @param options how
   * @param listener is told
   * @return the model; the caller closes it
   */
  public static TrainedModel train(
      ModelSpec spec,
      TrainingSet set,
      TrainingSet validation,
      TrainingOptions options,
      TrainingListener listener) {
    return of(spec, options).withValidation(validation).withListener(listener).train(set);
  }

  /**
   * A trainer.
   *
   * @param spec the network
   * @param options how to train
   * @return the trainer
   */
  public static EcgTrainer of(ModelSpec spec, TrainingOptions options) {
    return new EcgTrainer(spec, options, null, List.of(), new StopRequest(), null);
  }

  /**
   * The same with examples to measure on after each epoch. They count as seen by the model: no
   * evaluation takes them for held out.
   *
   * @param examples of no patient of the training set
   * @return a copy
   */
  public EcgTrainer withValidation(TrainingSet examples) {
    return new EcgTrainer(spec, options, examples, listeners, stop, checkpoints);
  }

  /**
   * The same with one more listener.
   *
   * @param listener is told of progress, after those already there
   * @return a copy
   */
  public EcgTrainer withListener(TrainingListener listener) {
    List<TrainingListener> more = new ArrayList<>(listeners);
    more.add(listener);
    return new EcgTrainer(spec, options, validation, more, stop, checkpoints);
  }

  /**
   * The same with a way to end it.
   *
   * @param request ends training after the batch at hand, keeping what was learned
   * @return a copy
   */
  public EcgTrainer withStopRequest(StopRequest request) {
    return new EcgTrainer(spec, options, validation, listeners, request, checkpoints);
  }

  /**
   * The same with its state kept in a folder. If there is a state of the same training, it goes on
   * from there and ends with weights equal bit by bit to those of an uninterrupted one at the same
   * number of threads.
   *
   * @param where and how often
   * @return a copy
   */
  public EcgTrainer withCheckpoints(Checkpoints where) {
    return new EcgTrainer(spec, options, validation, listeners, stop, where);
  }

  /**
   * Trains.
   *
   * @param set what the network learns from
   * @return the model; the caller closes it
   * @throws IllegalArgumentException when the network cannot take the examples, or training and
   *     validation share a patient or differ in form
   * @throws TrainingInterruptedException when the thread is interrupted; nothing is half-written
   * @throws ArithmeticException when the loss is no longer finite
   */
  public TrainedModel train(TrainingSet set) {
    check(set);
    RuntimeOptions runtime = options.runtime();
    TorchRuntime.start();
    if (runtime.tuneAllocator()) {
      TorchRuntime.tuneAllocator();
    }
    TorchRuntime.useThreads(runtime.threads());
    int classes = set.classNames().size();
    Network network =
        Network.create(
            spec, set.inputSpec(), classes == 2 ? 1 : classes, runtime.device(), options.seed());
    try {
      TrainingHistory history = run(network, set);
      return TrainedModel.of(info(set, history), network);
    } catch (RuntimeException | Error e) {
      network.close();
      throw e;
    }
  }

  /**
   * Trains several networks that differ in their seed only, one after another.
   *
   * @param set what they learn from
   * @param seeds one for each member
   * @return the ensemble; the caller closes it
   */
  public Ensemble trainEnsemble(TrainingSet set, long... seeds) {
    List<TrainedModel> members = new ArrayList<>();
    try {
      for (long seed : seeds) {
        Checkpoints own =
            checkpoints == null
                ? null
                : new Checkpoints(
                    checkpoints.folder().resolve("seed" + seed), checkpoints.everyBatches());
        members.add(
            new EcgTrainer(spec, options.withSeed(seed), validation, listeners, stop, own)
                .train(set));
      }
      return Ensemble.of(members);
    } catch (RuntimeException | Error e) {
      members.forEach(TrainedModel::close);
      throw e;
    }
  }

  private TrainingHistory run(Network network, TrainingSet set) {
    TrainingListener all = TrainingListener.all(listeners.toArray(new TrainingListener[0]));
    CheckpointStore store = new CheckpointStore(checkpoints, identity(set));
    try (TrainingRun run = new TrainingRun(network, set, validation, options, all, stop, store)) {
      return run.run();
    }
  }

  private void check(TrainingSet set) {
    if (set.size() == 0) {
      throw new IllegalArgumentException("there are no training examples");
    }
    spec.check(set.inputSpec());
    if (validation == null) {
      if (options.regime().earlyStopping().isPresent()
          || options.regime().schedule().shape() == Schedule.Shape.PLATEAU) {
        throw new IllegalArgumentException(
            "early stopping and plateaus watch validation examples, but there are none; set them"
                + " with EcgTrainer.withValidation");
      }
      return;
    }
    if (validation.size() == 0) {
      throw new IllegalArgumentException("there are no validation examples");
    }
    if (!validation.pipeline().fingerprint().equals(set.pipeline().fingerprint())
        || !validation.classNames().equals(set.classNames())) {
      throw new IllegalArgumentException(
          "validation examples must be of the form of the training examples, "
              + set.inputSpec().parts()
              + " of classes "
              + set.classNames()
              + ", but are "
              + validation.inputSpec().parts()
              + " of classes "
              + validation.classNames()
              + " or went through other transforms");
    }
    Set<String> shared = new LinkedHashSet<>(set.subjects());
    shared.retainAll(validation.subjects());
    if (!shared.isEmpty()) {
      throw new IllegalArgumentException(
          "patients " + shared + " are both in the training and in the validation examples");
    }
  }

  /** What a checkpoint must have been made with to be gone on from. */
  private String identity(TrainingSet set) {
    Map<String, String> text = describe(options);
    text.remove("device");
    text.put("network", spec.kind() + " " + spec.options());
    text.put("examples", identityOf(set));
    text.put("validation", validation == null ? "none" : identityOf(validation));
    return text.toString();
  }

  private static String identityOf(TrainingSet set) {
    return set.size()
        + " of "
        + set.recordNames()
        + ", labels "
        + Integer.toHexString(Arrays.hashCode(set.labels()))
        + ", prepared by "
        + set.pipeline().fingerprint();
  }

  private ModelInfo info(TrainingSet set, TrainingHistory history) {
    Set<String> seen = new LinkedHashSet<>(set.subjects());
    if (validation != null) {
      seen.addAll(validation.subjects());
    }
    seen.addAll(set.pipeline().fittedSubjects());
    Map<String, String> text = describe(options);
    text.put("trainingExamples", Integer.toString(set.size()));
    text.put(
        "weightsOfClasses",
        Arrays.toString(options.loss().weightsFor(set.classNames(), set.classCounts())));
    return new ModelInfo(
        spec,
        set.pipeline(),
        set.classNames(),
        Decision.standard(),
        new Lineage(seen, withRecords(set), text, history, Map.of(), Lineage.versionsNow()));
  }

  /** The provenance with the digest of every record, so that a model names exactly its data. */
  private static Provenance withRecords(TrainingSet set) {
    Provenance provenance = set.provenance();
    for (Map.Entry<String, String> record : set.recordDigests().entrySet()) {
      provenance = provenance.with("record " + record.getKey(), "SHA-256 " + record.getValue());
    }
    return provenance;
  }

  private Map<String, String> describe(TrainingOptions of) {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("epochs", Integer.toString(of.epochs()));
    text.put("batchSize", Integer.toString(of.batchSize()));
    text.put("seed", Long.toString(of.seed()));
    text.put("loss", of.loss().toString());
    text.put("optimizer", of.optimizer().toString());
    text.put("schedule", of.regime().schedule().toString());
    text.put("clipNorm", Double.toString(of.regime().clipNorm()));
    text.put("averageDecay", Double.toString(of.regime().averageDecay()));
    text.put("batches", of.regime().batches().isPresent() ? "mixed by class" : "shuffled");
    text.put(
        "earlyStopping", of.regime().earlyStopping().map(EarlyStopping::toString).orElse("none"));
    text.put("augmentation", of.regime().augmentation().map(Augmentation::toString).orElse("none"));
    text.put("device", of.runtime().device().toString());
    text.put("threads", Integer.toString(TorchRuntime.threads()));
    text.put("validationSubjects", validation == null ? "none" : validation.subjects().toString());
    return text;
  }
}
