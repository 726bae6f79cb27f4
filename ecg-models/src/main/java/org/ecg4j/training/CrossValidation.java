package org.ecg4j.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.ecg4j.dataset.FoldRule;
import org.ecg4j.dataset.Splits;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.engine.TorchRuntime;
import org.ecg4j.evaluation.OutOfFoldPredictions;
import org.ecg4j.evaluation.TrainingHistory;
import org.ecg4j.inference.TrainedModel;
import org.ecg4j.models.ModelSpec;

/**
 * Trains once for each fold of the training patients and predicts the patients left out. What comes
 * of it does not depend on how many folds run at once. Immutable.
 */
public final class CrossValidation {
  private static final double SHARE_FOR_STOPPING = 0.2;

  private final FoldRule rule;
  private final int threadBudget;
  private final UnaryOperator<TrainingSet> preparation;

  private CrossValidation(FoldRule rule, int threadBudget, UnaryOperator<TrainingSet> preparation) {
    this.rule = rule;
    this.threadBudget = threadBudget;
    this.preparation = preparation;
  }

  /**
   * What came of it.
   *
   * @param predictions of each example by the model that did not see its patient
   * @param histories of each fold's training
   */
  public record Result(OutOfFoldPredictions predictions, List<TrainingHistory> histories) {

    /** Copies the list. */
    public Result {
      histories = List.copyOf(histories);
    }
  }

  /**
   * Folds of whole patients, with about the same share of each class in each.
   *
   * @param k how many, at least 2
   * @return the validation, one fold at a time
   */
  public static CrossValidation byPatient(int k) {
    return of(Splits.stratifiedKFold(k, 1));
  }

  /**
   * Folds of one's own.
   *
   * @param rule such as {@link Splits#leaveOnePatientOut}
   * @return the validation, one fold at a time
   */
  public static CrossValidation of(FoldRule rule) {
    return new CrossValidation(rule, 1, UnaryOperator.identity());
  }

  /**
   * The same with several folds at once. Each training takes the threads its options name, or one;
   * as many run as the budget allows.
   *
   * @param threads at least 1
   * @return a copy
   */
  public CrossValidation withThreadBudget(int threads) {
    Checks.atLeast("thread budget", threads, 1);
    return new CrossValidation(rule, threads, preparation);
  }

  /**
   * The same with a step that is done anew for each fold, on its training patients only: fitting a
   * standardiser, resampling.
   *
   * @param step from the raw examples of a fold's training patients to what is learned from
   * @return a copy
   */
  public CrossValidation withPreparation(UnaryOperator<TrainingSet> step) {
    return new CrossValidation(rule, threadBudget, step);
  }

  /**
   * Runs all folds. If the options stop early, a fifth of each fold's training patients watch for
   * it; the patients left out never do.
   *
   * @param spec the network
   * @param set training patients
   * @param options how to train
   * @return predictions of every patient by a model that did not see them
   * @throws IllegalArgumentException when a transform of the examples was fitted on patients that a
   *     fold leaves out
   */
  public Result run(ModelSpec spec, TrainingSet set, TrainingOptions options) {
    List<TrainingSet.Inner> folds = set.folds(rule);
    int threads = Math.max(1, options.runtime().threads());
    TrainingOptions each = options.withRuntime(options.runtime().withThreads(threads));
    TorchRuntime.start();
    List<Fold> done = runAll(spec, folds, each, Math.max(1, threadBudget / threads));
    return new Result(merge(set, folds, done), done.stream().map(fold -> fold.history).toList());
  }

  private static final class Fold {
    private final float[] probabilities;
    private final TrainingHistory history;

    Fold(float[] probabilities, TrainingHistory history) {
      this.probabilities = probabilities;
      this.history = history;
    }
  }

  private List<Fold> runAll(
      ModelSpec spec, List<TrainingSet.Inner> folds, TrainingOptions options, int atOnce) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(atOnce, folds.size()));
    try {
      List<Future<Fold>> futures = new ArrayList<>();
      for (TrainingSet.Inner fold : folds) {
        futures.add(pool.submit(() -> runFold(spec, fold, options)));
      }
      List<Fold> done = new ArrayList<>();
      for (Future<Fold> future : futures) {
        done.add(future.get());
      }
      return done;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrainingInterruptedException("cross-validation was interrupted");
    } catch (ExecutionException | CancellationException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow(); // interrupts the trainings that still run
    }
  }

  private Fold runFold(ModelSpec spec, TrainingSet.Inner fold, TrainingOptions options) {
    TrainingSet fit = preparation.apply(fold.fit());
    Set<String> leaked = new LinkedHashSet<>(fit.pipeline().fittedSubjects());
    leaked.retainAll(fold.validation().subjects());
    if (!leaked.isEmpty()) {
      throw new IllegalArgumentException(
          "a transform was fitted on patients "
              + leaked
              + ", whom this fold leaves out; give raw examples and fit it in withPreparation");
    }
    EcgTrainer trainer = EcgTrainer.of(spec, options);
    if (options.regime().earlyStopping().isPresent()) {
      TrainingSet.Inner inner = fold.fit().validation(SHARE_FOR_STOPPING, options.seed());
      fit = preparation.apply(inner.fit());
      TrainingSet watched = inner.validation();
      for (var transform :
          fit.pipeline()
              .transforms()
              .subList(
                  watched.pipeline().transforms().size(), fit.pipeline().transforms().size())) {
        watched = watched.map(transform);
      }
      trainer = trainer.withValidation(watched);
    }
    try (TrainedModel model = trainer.train(fit)) {
      return new Fold(model.predict(fold.validation()), model.info().lineage().history());
    }
  }

  private static OutOfFoldPredictions merge(
      TrainingSet set, List<TrainingSet.Inner> folds, List<Fold> done) {
    int classes = set.classNames().size();
    int total = folds.stream().mapToInt(fold -> fold.validation().size()).sum();
    int[] labels = new int[total];
    int[] foldOf = new int[total];
    double[] probabilities = new double[total * classes];
    List<String> subjects = new ArrayList<>(total);
    int at = 0;
    for (int f = 0; f < folds.size(); f++) {
      TrainingSet held = folds.get(f).validation();
      float[] own = done.get(f).probabilities;
      for (int i = 0; i < held.size(); i++, at++) {
        labels[at] = held.label(i);
        foldOf[at] = f;
        subjects.add(held.subject(i));
        for (int c = 0; c < classes; c++) {
          double positive = own[classes == 2 ? i : i * classes + c];
          probabilities[at * classes + c] = classes == 2 && c == 0 ? 1 - positive : positive;
        }
      }
    }
    return OutOfFoldPredictions.ofClasses(
        set.classNames(), labels, probabilities, subjects, foldOf);
  }
}
