package org.ecg4j.dataset;

import java.util.Objects;

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
    return new TrainingSet(
        rows(), windows(), windows(), Pipeline.of(pipeline().raw()), provenance());
  }

  /**
   * Some of the examples, any of them once, several times or not at all. This is how samplers
   * balance without copying.
   *
   * @param indices which examples, in the new order
   * @param why what chose them, for the provenance
   * @return a training set
   */
  public TrainingSet select(int[] indices, String why) {
    int[] chosen = indices.clone();
    for (int index : chosen) {
      Objects.checkIndex(index, size());
    }
    return new TrainingSet(
        rows().select(chosen),
        ExampleSource.selected(windows(), chosen),
        ExampleSource.selected(source(), chosen),
        pipeline(),
        provenance().with("sampling", why));
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
