package org.ecg4j.recipes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ecg4j.dataset.EcgDataset;
import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.FoldRule;
import org.ecg4j.dataset.Split;
import org.ecg4j.dataset.TrainingSet;
import org.ecg4j.evaluation.Evaluation;
import org.ecg4j.evaluation.OutOfFoldPredictions;
import org.ecg4j.segment.LabelScheme;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recipe training by training and keeps what each predicted: members that several recipes
 * share are trained once, and an interrupted run goes on where it stopped. Immutable.
 */
public final class RecipeRunner {
  /** Examples of more values than this are made anew for every training, not kept in a file. */
  private static final int WIDEST_CACHED = 512;

  /** Keeps logarithms finite; about what a float can tell from 1. */
  private static final double MARGIN = 1e-7;

  private final Recipe recipe;
  private final EcgDataset beats;
  private final PredictionStore store;
  private final @Nullable Path cacheFolder;
  // What is judged where that is less than what is trained on.
  private final @Nullable LabelScheme scored;

  private RecipeRunner(
      Recipe recipe,
      EcgDataset beats,
      PredictionStore store,
      @Nullable Path cacheFolder,
      @Nullable LabelScheme scored) {
    this.recipe = recipe;
    this.beats = beats;
    this.store = store;
    this.cacheFolder = cacheFolder;
    this.scored = scored;
  }

  /**
   * A runner that keeps nothing.
   *
   * @param recipe what to run
   * @param beats raw windows, cut with {@link Recipe#input()}
   * @return the runner
   */
  public static RecipeRunner of(Recipe recipe, EcgDataset beats) {
    return new RecipeRunner(recipe, beats, PredictionStore.NONE, null, null);
  }

  /**
   * The same with predictions kept.
   *
   * @param newStore where
   * @return a copy
   */
  public RecipeRunner withStore(PredictionStore newStore) {
    return new RecipeRunner(recipe, beats, newStore, cacheFolder, scored);
  }

  /**
   * The same with feature vectors kept in files.
   *
   * @param folder where; recipes may share it
   * @return a copy
   */
  public RecipeRunner withFeatureCache(Path folder) {
    return new RecipeRunner(recipe, beats, store, folder, scored);
  }

  /**
   * The same, which trains on all beats but judges those only that a narrower scheme keeps: a
   * network may learn from more symbols than it is asked about.
   *
   * @param newScored keeps some of the beats, with the same classes and labels
   * @return a copy
   * @throws IllegalArgumentException when it gives a beat another label than the examples have
   */
  public RecipeRunner withScored(LabelScheme newScored) {
    if (!newScored.classNames().equals(beats.classNames())) {
      throw new IllegalArgumentException(
          "examples of the classes "
              + beats.classNames()
              + " cannot be judged by "
              + newScored.classNames());
    }
    for (int i = 0; i < beats.size(); i++) {
      int label = newScored.classOf(beats.beatCode(i));
      if (label != LabelScheme.DROPPED && label != beats.label(i)) {
        throw new IllegalArgumentException(
            "beats "
                + beats.beatCode(i).mnemonic()
                + " are "
                + beats.classNames().get(beats.label(i))
                + " in the examples, but "
                + newScored.classNames().get(label)
                + " where they are judged");
      }
    }
    return new RecipeRunner(recipe, beats, store, cacheFolder, newScored);
  }

  /**
   * What the recipe said of training patients whom its members had not seen.
   *
   * @param examples the training patients' beats
   * @param probabilities as of {@link Learner#trainAndPredict}; not to be modified
   * @param folds in which each was held out
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record OutOfFold(TrainingSet examples, float[] probabilities, int[] folds) {

    /**
     * For choosing a threshold and fitting a calibration.
     *
     * @return the predictions
     */
    public OutOfFoldPredictions predictions() {
      return OutOfFoldPredictions.ofClasses(
          examples.classNames(),
          examples.labels(),
          ofAllClasses(examples.classNames().size(), examples.size(), probabilities),
          subjects(examples),
          folds);
    }
  }

  /**
   * Trains on all folds of a division's training patients but one, for each fold, and predicts the
   * patients left out.
   *
   * @param division into train and test; nothing of its test side is used
   * @param rule the folds
   * @param seed of all trainings
   * @return the predictions, in the order of the training examples
   * @throws IOException when the store or cache fails
   */
  public OutOfFold outOfFold(Function<EcgDataset, Split> division, FoldRule rule, long seed)
      throws IOException {
    Split raw = division.apply(beats);
    double[] sums = new double[0];
    int[] folds = new int[raw.train().size()];
    for (Learner member : recipe.members()) {
      TrainingSet train = division.apply(features(member)).train();
      Map<String, Integer> rows = rowsOf(train);
      List<TrainingSet.Inner> inner = train.folds(rule);
      for (int copy = 0; copy < recipe.copies(); copy++) {
        long own = Recipe.seedOf(seed, copy);
        for (int fold = 0; fold < inner.size(); fold++) {
          TrainingSet held = inner.get(fold).validation();
          String part = rule.name() + ", fold " + fold;
          float[] predicted = predictions(member, raw, part, own, inner.get(fold).fit(), held);
          int width = predicted.length / held.size();
          sums = sums.length == 0 ? new double[width * folds.length] : sums;
          for (int i = 0; i < held.size(); i++) {
            int row = rows.get(place(held, i));
            folds[row] = fold;
            for (int c = 0; c < width; c++) {
              sums[row * width + c] += logit(predicted[i * width + c], width);
            }
          }
        }
      }
    }
    int[] judged = judged(raw.train());
    float[] all = mean(sums, raw.train().size());
    return new OutOfFold(
        scored == null ? raw.train() : raw.train().select(judged, "beats of " + scored.name()),
        rowsOf(all, judged, all.length / raw.train().size()),
        Arrays.stream(judged).map(row -> folds[row]).toArray());
  }

  /**
   * Trains on a division's training patients and judges on its test patients, at threshold 0.5.
   *
   * @param division into train and test
   * @param seed of all trainings
   * @return the evaluation
   * @throws IOException when the store or cache fails
   */
  public Evaluation test(Function<EcgDataset, Split> division, long seed) throws IOException {
    Split raw = division.apply(beats);
    double[] sums = new double[0];
    for (Learner member : recipe.members()) {
      Split split = division.apply(features(member));
      for (int copy = 0; copy < recipe.copies(); copy++) {
        float[] predicted =
            predictions(
                member, raw, "test", Recipe.seedOf(seed, copy), split.train(), split.test());
        sums = sums.length == 0 ? new double[predicted.length] : sums;
        int width = predicted.length / split.test().size();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += logit(predicted[i], width);
        }
      }
    }
    Examples test = raw.test();
    int[] judged = judged(test);
    float[] all = mean(sums, test.size());
    return Evaluation.ofClasses(
            test.classNames(),
            Arrays.stream(judged).map(test::label).toArray(),
            ofAllClasses(
                test.classNames().size(),
                judged.length,
                rowsOf(all, judged, all.length / test.size())),
            Arrays.stream(judged).mapToObj(test::subject).toList())
        .withRecords(Arrays.stream(judged).mapToObj(test::recordName).toList())
        .withRole(Evaluation.Role.HELD_OUT);
  }

  /** The rows of the beats that are judged. */
  private int[] judged(Examples examples) {
    return IntStream.range(0, examples.size())
        .filter(
            row -> scored == null || scored.classOf(examples.beatCode(row)) != LabelScheme.DROPPED)
        .toArray();
  }

  private static float[] rowsOf(float[] values, int[] rows, int width) {
    float[] chosen = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, chosen, i * width, width);
    }
    return chosen;
  }

  /** What adds up: with one output the logit, else the logarithm of the probability. */
  private static double logit(float probability, int width) {
    double inside = Math.max(MARGIN, probability);
    return width == 1
        ? Math.log(inside) - Math.log(Math.max(MARGIN, 1 - (double) probability))
        : Math.log(inside);
  }

  /** The probabilities of the mean logits. */
  private float[] mean(double[] sums, int rows) {
    float[] mean = new float[sums.length];
    int count = recipe.members().size() * recipe.copies();
    int width = sums.length / rows;
    for (int row = 0; row < rows; row++) {
      if (width == 1) {
        mean[row] = (float) (1 / (1 + Math.exp(-sums[row] / count)));
        continue;
      }
      double total = 0;
      for (int c = 0; c < width; c++) {
        total += Math.exp(sums[row * width + c] / count);
      }
      for (int c = 0; c < width; c++) {
        mean[row * width + c] = (float) (Math.exp(sums[row * width + c] / count) / total);
      }
    }
    return mean;
  }

  private EcgDataset features(Learner member) throws IOException {
    EcgDataset made = member.featuresOf(beats);
    if (cacheFolder == null
        || member.features().isEmpty()
        || made.inputSpec().size() > WIDEST_CACHED) {
      return made;
    }
    String text = made.pipeline().fingerprint() + made.provenance().asMap().get("labels");
    return made.cache(cacheFolder.resolve("features-" + Recipe.digest(text) + ".bin"));
  }

  private float[] predictions(
      Learner member, Split split, String part, long seed, TrainingSet train, Examples held)
      throws IOException {
    String key =
        String.join(
            "\n",
            "labels " + beats.provenance().asMap().get("labels"),
            recipe.describeInput(),
            "records " + Recipe.digest(beats.recordDigests().toString()),
            "split " + split.name(),
            "predicted " + part + ", " + held.size() + " of " + held.recordNames(),
            "seed " + seed,
            member.describe());
    float[] known = store.find(key).orElse(null);
    if (known != null) {
      return known;
    }
    long start = System.nanoTime();
    float[] predicted = member.trainAndPredict(train, held, seed);
    int classes = held.classNames().size();
    int wanted = held.size() * (classes == 2 ? 1 : classes);
    if (predicted.length != wanted) {
      throw new IllegalStateException(
          "a learner gave "
              + predicted.length
              + " probabilities where "
              + wanted
              + " were wanted: "
              + member.describe());
    }
    store.put(key, predicted, (System.nanoTime() - start) / 1e9);
    return predicted;
  }

  /** From an example's place to its row. */
  private static Map<String, Integer> rowsOf(TrainingSet set) {
    Map<String, Integer> rows = new HashMap<>();
    for (int i = 0; i < set.size(); i++) {
      rows.put(place(set, i), i);
    }
    return rows;
  }

  private static String place(TrainingSet set, int row) {
    return set.recordName(row) + "#" + set.beat(row);
  }

  private static List<String> subjects(Examples examples) {
    List<String> subjects = new ArrayList<>(examples.size());
    for (int i = 0; i < examples.size(); i++) {
      subjects.add(examples.subject(i));
    }
    return subjects;
  }

  private static double[] ofAllClasses(int classes, int size, float[] probabilities) {
    int width = probabilities.length / size;
    double[] all = new double[size * classes];
    for (int i = 0; i < size; i++) {
      if (width == 1) {
        all[2 * i] = 1 - (double) probabilities[i];
        all[2 * i + 1] = probabilities[i];
      } else {
        for (int c = 0; c < width; c++) {
          all[i * width + c] = probabilities[i * width + c];
        }
      }
    }
    return all;
  }
}
