package org.ecg4j.training;

import org.ecg4j.dataset.Examples;
import org.ecg4j.dataset.InputSpec;
import org.ecg4j.engine.RowSource;

/** Training examples changed by an augmenter, in a way that depends on seed, epoch and example. */
final class AugmentedRows implements RowSource {
  private static final long AUGMENT = 0x6175676DL;

  private final Examples examples;
  private final Augmenter augmenter;
  private final long seed;

  AugmentedRows(Examples examples, Augmenter augmenter, long seed) {
    this.examples = examples;
    this.augmenter = augmenter;
    this.seed = seed;
    augmenter.bind(examples.inputSpec());
  }

  @Override
  public InputSpec spec() {
    return examples.inputSpec();
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public boolean isFixed() {
    return false;
  }

  @Override
  public Reader reader() {
    var reader = examples.reader();
    Augmenter.Worker worker = augmenter.bind(examples.inputSpec());
    return (row, pass, target) -> {
      reader.read(row, target, 0);
      worker.apply(target, Seeds.random(seed, AUGMENT, pass, row));
    };
  }
}
