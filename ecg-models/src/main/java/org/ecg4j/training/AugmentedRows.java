package org.ecg4j.training;

import org.ecg4j.dataset.InputSpec;
import org.ecg4j.engine.RowSource;
import org.ecg4j.features.AugmentedExamples;

/** Training examples that are changed anew in each epoch. */
final class AugmentedRows implements RowSource {
  private final AugmentedExamples examples;
  private final int classes;

  AugmentedRows(AugmentedExamples examples, int classes) {
    this.examples = examples;
    this.classes = classes;
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
    AugmentedExamples.Reader reader = examples.reader();
    float[] target = new float[classes]; // the loss asks for partner and share itself
    return (row, pass, values) -> reader.read(row, pass, values, target);
  }
}
