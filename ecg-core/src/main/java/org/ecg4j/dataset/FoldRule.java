package org.ecg4j.dataset;

import java.util.List;
import java.util.Set;

/**
 * A rule that divides subjects into folds, each of which is the test set once; {@link Splits} has
 * them.
 *
 * @param name what the folds are called in reports and provenance
 * @param divider divides the subjects
 */
public record FoldRule(String name, Divider divider) {

  /** Divides subjects into folds. */
  @FunctionalInterface
  public interface Divider {

    /**
     * Divides subjects into folds.
     *
     * @param records all records of the dataset, in order
     * @return the subjects of each fold; each subject is in one
     * @throws IllegalArgumentException when there are too few subjects
     */
    List<Set<String>> divide(List<SplitRule.RecordSummary> records);
  }
}
