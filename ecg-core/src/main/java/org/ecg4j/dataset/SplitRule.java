package org.ecg4j.dataset;

import java.util.List;
import java.util.Set;

/**
 * A rule that divides records once into train and test; {@link Splits} has them.
 *
 * @param name what the split is called in reports and provenance
 * @param declaredShared subjects that the rule knowingly puts on both sides
 * @param divider divides the records
 */
public record SplitRule(String name, Set<String> declaredShared, Divider divider) {

  /** Copies the set. */
  public SplitRule {
    declaredShared = Set.copyOf(declaredShared);
  }

  /** Divides records. */
  @FunctionalInterface
  public interface Divider {

    /**
     * Divides records into train and test; those in neither list are left out.
     *
     * @param records all records of the dataset, in order
     * @return the names of the train and of the test records
     * @throws IllegalArgumentException when the rule does not fit the records
     */
    Division divide(List<RecordSummary> records);
  }

  /**
   * What a rule may know of a record.
   *
   * @param name its name
   * @param subject whose heart it shows
   * @param classCounts examples of each class
   */
  public record RecordSummary(String name, String subject, List<Integer> classCounts) {}

  /**
   * Which records go where.
   *
   * @param train names of training records
   * @param test names of test records
   */
  public record Division(Set<String> train, Set<String> test) {}
}
