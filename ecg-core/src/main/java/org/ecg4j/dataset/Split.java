package org.ecg4j.dataset;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A dataset divided by patient into what learning may see and what judges it.
 *
 * @param name what the split is called in reports
 * @param train the examples of the training patients
 * @param test the examples of the test patients
 * @param sharedSubjects subjects on both sides: empty but for the one published split that has one
 */
public record Split(String name, TrainingSet train, EcgDataset test, Set<String> sharedSubjects) {

  /** Refuses a split that shares subjects other than those declared. */
  public Split {
    sharedSubjects = Set.copyOf(sharedSubjects);
    Set<String> shared = new LinkedHashSet<>(train.subjects());
    shared.retainAll(test.subjects());
    shared.removeAll(sharedSubjects);
    if (!shared.isEmpty()) {
      throw new IllegalArgumentException(
          "split "
              + name
              + " has subject "
              + String.join(", ", shared)
              + " on both sides, in train records "
              + train.recordNames()
              + " and test records "
              + test.recordNames());
    }
  }

  @Override
  public String toString() {
    return name
        + ": train "
        + train.subjects().size()
        + " patients, "
        + train.size()
        + " beats; test "
        + test.subjects().size()
        + " patients, "
        + test.size()
        + " beats"
        + (sharedSubjects.isEmpty()
            ? ""
            : "; SUBJECT ON BOTH SIDES: " + String.join(", ", sharedSubjects));
  }
}
