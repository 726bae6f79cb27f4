package org.ecg4j.inference;

import java.util.List;
import java.util.Objects;
import org.ecg4j.dataset.Pipeline;
import org.ecg4j.models.ModelSpec;

/**
 * All that a model is besides its weights.
 *
 * @param spec the network
 * @param pipeline from raw windows to the network's input
 * @param classNames in the order of the labels; with two, the second is the positive one
 * @param decision from probability to label
 * @param lineage where it came from
 */
public record ModelInfo(
    ModelSpec spec,
    Pipeline pipeline,
    List<String> classNames,
    Decision decision,
    Lineage lineage) {

  /** Checks the classes. */
  public ModelInfo {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(pipeline, "pipeline");
    Objects.requireNonNull(decision, "decision");
    Objects.requireNonNull(lineage, "lineage");
    classNames = List.copyOf(classNames);
    if (classNames.size() < 2) {
      throw new IllegalArgumentException("a model needs at least two classes, not " + classNames);
    }
  }

  /**
   * How many logits the network gives.
   *
   * @return 1 for two classes, else one for each
   */
  public int outputs() {
    return classNames.size() == 2 ? 1 : classNames.size();
  }

  /**
   * The same with another decision.
   *
   * @param newDecision from probability to label
   * @return a copy
   */
  public ModelInfo withDecision(Decision newDecision) {
    return new ModelInfo(spec, pipeline, classNames, newDecision, lineage);
  }

  /**
   * The same with another lineage.
   *
   * @param newLineage where it came from
   * @return a copy
   */
  public ModelInfo withLineage(Lineage newLineage) {
    return new ModelInfo(spec, pipeline, classNames, decision, newLineage);
  }
}
