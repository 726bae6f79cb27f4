package org.ecg4j.dataset;

/**
 * Labelled beats of one or more records. A window is a view, a record and a start; loading copies
 * no window.
 */
public final class EcgDataset extends Examples {

  EcgDataset(
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
   * @return a dataset
   */
  public EcgDataset map(ExampleTransform transform) {
    return new EcgDataset(
        rows(),
        windows(),
        ExampleSource.mapped(source(), transform, rows()),
        pipeline().then(transform),
        provenance());
  }

  /**
   * The same examples with their values computed once, now, and kept in memory.
   *
   * @return a dataset
   */
  public EcgDataset cache() {
    return new EcgDataset(rows(), windows(), materialised(), pipeline(), provenance());
  }
}
