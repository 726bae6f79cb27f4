package org.ecg4j.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The examples that learning may see: what samplers, standardisers, augmentation and training
 * accept, and the only thing they accept. It comes from {code Split.train()}, is not a dataset that
 * could be split again, and stays a training set whatever is done to it.
 */
public final class TrainingSet extends Examples {

  TrainingSet(
      Rows rows,
      ExampleSource windows,
      ExampleSource source,
      Pipeline pipeline,
      Provenance provenance) {
    super(rows, windows, source, pipeline, provenance);
  }

  /**
   * The same examples through a transform, computed when they are read.
   *
   * @param transform the transform
   * @return a training set
   */
  public TrainingSet map(ExampleTransform transform) {
    return new TrainingSet(
        rows(),
        windows(),
        ExampleSource.mapped(source(), transform, rows()),
        pipeline().then(transform),
        provenance());
  }

  /**
   * The same examples with their values computed once, now, and kept in memory.
   *
   * @return a training set
   */
  public TrainingSet cache() {
    return new TrainingSet(rows(), windows(), materialised(), pipeline(), provenance());
  }

  /**
   * The same examples without their transforms, as cut from the records.
   *
   * @return a training set of raw windows
   * @throws IllegalStateException when there are synthetic examples, which have no window
   */
  public TrainingSet raw() {
    if (rows().anySynthetic()) {
      throw new IllegalStateException("synthetic examples have no raw window to go back to");
    }
    return new TrainingSet(rows(), windows(), windows(), pipeline().ofWindows(), provenance());
  }

  /**
   * The same examples with their values in a memory-mapped file; see {@link
   * EcgDataset#cache(Path)}.
   *
   * @param file the cache file
   * @return a training set
   * @throws IOException when the file cannot be written or mapped
   */
  public TrainingSet cache(Path file) throws IOException {
    return new TrainingSet(
        rows(), windows(), ExampleCache.open(file, this), pipeline(), provenance());
  }

  /**
   * Sets some of the training patients aside to watch learning by: for early stopping, thresholds,
   * calibration.
   *
   * @param fraction the share of the subjects to set aside, above 0 and below 1
   * @param seed decides which
   * @return two training sets without a common subject
   */
  public Inner validation(double fraction, long seed) {
    SplitRule.Division division =
        Splits.fraction(fraction, seed).divider().divide(RowDivider.summaries(rows()));
    return inner(
        RowDivider.ofRecords(rows(), division.train()),
        RowDivider.ofRecords(rows(), division.test()),
        "validation " + fraction + ", seed " + seed);
  }

  /**
   * Divides the training patients into folds, each set aside once.
   *
   * @param rule such as {@link Splits#stratifiedKFold}
   * @return one pair for each fold
   */
  public List<Inner> folds(FoldRule rule) {
    List<Set<String>> folds = rule.divider().divide(RowDivider.summaries(rows()));
    List<Inner> pairs = new ArrayList<>();
    for (Set<String> subjects : folds) {
      pairs.add(
          inner(
              RowDivider.ofSubjects(rows(), subjects, false),
              RowDivider.ofSubjects(rows(), subjects, true),
              rule.name() + ", fold " + (pairs.size() + 1) + " of " + folds.size()));
    }
    return pairs;
  }

  private Inner inner(int[] fit, int[] validation, String name) {
    return new Inner(
        select(fit, "split", name + ", fit"), select(validation, "split", name + ", validation"));
  }

  /**
   * Training patients divided in two.
   *
   * @param fit to learn from
   * @param validation to watch learning by
   */
  public record Inner(TrainingSet fit, TrainingSet validation) {}

  /**
   * Some of the examples, any of them once, several times or not at all. This is how samplers
   * balance without copying.
   *
   * @param indices which examples, in the new order
   * @param why what chose them, for the provenance
   * @return a training set
   */
  public TrainingSet select(int[] indices, String why) {
    return select(indices, "sampling", why);
  }

  private TrainingSet select(int[] indices, String fact, String why) {
    int[] chosen = indices.clone();
    for (int index : chosen) {
      Objects.checkIndex(index, size());
    }
    return new TrainingSet(
        rows().select(chosen),
        ExampleSource.selected(windows(), chosen),
        ExampleSource.selected(source(), chosen),
        pipeline(),
        provenance().with(fact, why));
  }

  /**
   * The examples, then synthetic ones, each made from two of them and labelled as the first.
   *
   * @param values the values of each synthetic example, of the form of {@link #inputSpec()};
   *     adopted, not copied
   * @param firstParent for each, the index of the example whose label, record and beat it takes
   * @param secondParent for each, the index of the other example
   * @param why what made them, for the provenance
   * @return a training set
   */
  public TrainingSet append(float[][] values, int[] firstParent, int[] secondParent, String why) {
    if (values.length != firstParent.length || values.length != secondParent.length) {
      throw new IllegalArgumentException(
          "need one pair of parents for each of the "
              + values.length
              + " examples, not "
              + firstParent.length
              + " and "
              + secondParent.length);
    }
    for (float[] example : values) {
      if (example.length != inputSpec().size()) {
        throw new IllegalArgumentException(
            "examples here have "
                + inputSpec().size()
                + " values, a synthetic one has "
                + example.length);
      }
    }
    return new TrainingSet(
        rows().appendChildren(firstParent, secondParent),
        windows(),
        ExampleSource.appended(source(), size(), values),
        pipeline(),
        provenance().with("sampling", why));
  }
}
