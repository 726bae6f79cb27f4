package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.ecg4j.dataset.SplitRule.Division;
import org.ecg4j.dataset.SplitRule.RecordSummary;

/**
 * Ways to divide a dataset. All divide by patient and never by beat: beats of one heart look alike,
 * and a model that saw some of them in training is judged too kindly on the others.
 */
public final class Splits {
  private Splits() {}

  /**
   * The course project's split of the MIT-BIH Arrhythmia Database: 32 training records (100 to 124,
   * 200 to 210), 16 test records (212 to 234). Records that are not there are left out on their
   * side.
   *
   * @return the rule; it refuses records that are not MIT-BIH's, naming them
   */
  public static SplitRule mitBihCourse() {
    return new SplitRule(
        "mit-bih-course",
        Set.of(),
        records ->
            byName("mit-bih-course", records, MitBih.COURSE_TRAIN, MitBih.COURSE_TEST, List.of()));
  }

  /**
   * The split of de Chazal, O'Dwyer and Reilly 2004 as published: DS1 for training, DS2 for
   * testing, the four paced records left out. It has records 201 and 202, the same man, on both
   * sides; this is the one exception to the rule against shared subjects, is printed and is kept in
   * provenance.
   *
   * @return the rule; it refuses records that are not MIT-BIH's, naming them
   */
  public static SplitRule deChazal() {
    return new SplitRule(
        "de-chazal (201 and 202 are one person, on both sides as published)",
        Set.copyOf(MitBih.SUBJECTS.values()),
        records ->
            byName(
                "de-chazal", records, MitBih.DE_CHAZAL_TRAIN, MitBih.DE_CHAZAL_TEST, MitBih.PACED));
  }

  /**
   * The split of de Chazal et al. with record 202 left out of the test set, so that no subject is
   * shared.
   *
   * @return the rule; it refuses records that are not MIT-BIH's, naming them
   */
  public static SplitRule deChazalWithout202() {
    List<String> test = new ArrayList<>(MitBih.DE_CHAZAL_TEST);
    test.remove("202");
    List<String> left = new ArrayList<>(MitBih.PACED);
    left.add("202");
    return new SplitRule(
        "de-chazal-without-202",
        Set.of(),
        records -> byName("de-chazal-without-202", records, MitBih.DE_CHAZAL_TRAIN, test, left));
  }

  /**
   * A seeded share of the subjects for testing.
   *
   * @param testFraction the share of the subjects, above 0 and below 1; at least one subject goes
   *     to either side
   * @param seed decides which
   * @return the rule
   */
  public static SplitRule fraction(double testFraction, long seed) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException(
          "test fraction must be above 0 and below 1, not " + testFraction);
    }
    String name = "fraction " + testFraction + ", seed " + seed;
    return new SplitRule(
        name,
        Set.of(),
        records -> {
          List<String> subjects = shuffledSubjects(records, seed);
          requireSubjects(name, subjects.size(), 2);
          int testCount =
              Math.min(
                  subjects.size() - 1,
                  Math.max(1, (int) Math.round(subjects.size() * testFraction)));
          Set<String> testSubjects = new LinkedHashSet<>(subjects.subList(0, testCount));
          return bySubject(records, testSubjects);
        });
  }

  /**
   * Named records for each side; other records are left out.
   *
   * @param train names of training records
   * @param test names of test records
   * @return the rule; it refuses names that the dataset does not have
   */
  public static SplitRule records(List<String> train, List<String> test) {
    List<String> trainNames = List.copyOf(train);
    List<String> testNames = List.copyOf(test);
    return new SplitRule(
        "records " + trainNames + " | " + testNames,
        Set.of(),
        records -> {
          Set<String> unknown = new LinkedHashSet<>(trainNames);
          unknown.addAll(testNames);
          records.forEach(record -> unknown.remove(record.name()));
          if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                "the dataset has no record " + String.join(", ", unknown));
          }
          return new Division(new LinkedHashSet<>(trainNames), new LinkedHashSet<>(testNames));
        });
  }

  /**
   * Folds of as equal numbers of subjects as can be.
   *
   * @param k how many folds, at least 2
   * @param seed decides who is in which
   * @return the rule
   */
  public static FoldRule kFold(int k, long seed) {
    requireFolds(k);
    String name = k + " folds, seed " + seed;
    return new FoldRule(
        name,
        records -> {
          List<String> subjects = shuffledSubjects(records, seed);
          requireSubjects(name, subjects.size(), k);
          List<Set<String>> folds = emptyFolds(k);
          for (int i = 0; i < subjects.size(); i++) {
            folds.get(i % k).add(subjects.get(i));
          }
          return folds;
        });
  }

  /**
   * Folds of subjects whose class counts are as equal as a greedy assignment makes them: subjects
   * with the most examples of the rarest classes are dealt first, each to the fold where it does
   * the least harm.
   *
   * @param k how many folds, at least 2
   * @param seed decides between equals
   * @return the rule
   */
  public static FoldRule stratifiedKFold(int k, long seed) {
    requireFolds(k);
    String name = k + " stratified folds, seed " + seed;
    return new FoldRule(
        name,
        records -> {
          List<String> subjects = shuffledSubjects(records, seed);
          requireSubjects(name, subjects.size(), k);
          return stratified(records, subjects, k);
        });
  }

  /**
   * As many folds as subjects, each with one of them.
   *
   * @return the rule
   */
  public static FoldRule leaveOnePatientOut() {
    return new FoldRule(
        "leave one patient out",
        records -> {
          List<Set<String>> folds = new ArrayList<>();
          for (String subject : subjects(records)) {
            folds.add(Set.of(subject));
          }
          requireSubjects("leave one patient out", folds.size(), 2);
          return folds;
        });
  }

  private static Division byName(
      String rule,
      List<RecordSummary> records,
      List<String> train,
      List<String> test,
      List<String> left) {
    Set<String> trainNames = new LinkedHashSet<>();
    Set<String> testNames = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (RecordSummary record : records) {
      if (train.contains(record.name())) {
        trainNames.add(record.name());
      } else if (test.contains(record.name())) {
        testNames.add(record.name());
      } else if (!left.contains(record.name())) {
        unknown.add(record.name());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "split "
              + rule
              + " knows the records of the MIT-BIH Arrhythmia Database only, not "
              + String.join(", ", unknown)
              + "; use Splits.fraction or Splits.kFold for other data");
    }
    return new Division(trainNames, testNames);
  }

  private static Division bySubject(List<RecordSummary> records, Set<String> testSubjects) {
    Set<String> train = new LinkedHashSet<>();
    Set<String> test = new LinkedHashSet<>();
    for (RecordSummary record : records) {
      (testSubjects.contains(record.subject()) ? test : train).add(record.name());
    }
    return new Division(train, test);
  }

  private static List<String> subjects(List<RecordSummary> records) {
    Set<String> subjects = new LinkedHashSet<>();
    records.forEach(record -> subjects.add(record.subject()));
    return new ArrayList<>(subjects);
  }

  private static List<String> shuffledSubjects(List<RecordSummary> records, long seed) {
    List<String> subjects = subjects(records);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = subjects.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      String moved = subjects.get(i);
      subjects.set(i, subjects.get(other));
      subjects.set(other, moved);
    }
    return subjects;
  }

  private static List<Set<String>> stratified(
      List<RecordSummary> records, List<String> subjects, int k) {
    int classes = records.get(0).classCounts().size();
    double[] totals = new double[classes];
    Map<String, double[]> shares = new LinkedHashMap<>();
    for (String subject : subjects) {
      shares.put(subject, new double[classes]);
    }
    for (RecordSummary record : records) {
      for (int c = 0; c < classes; c++) {
        totals[c] += record.classCounts().get(c);
        shares.get(record.subject())[c] += record.classCounts().get(c);
      }
    }
    // As shares of each class, so that a rare class weighs as much as a common one.
    for (double[] share : shares.values()) {
      for (int c = 0; c < classes; c++) {
        share[c] = totals[c] > 0 ? share[c] / totals[c] : 0;
      }
    }
    List<String> largestFirst = new ArrayList<>(subjects);
    largestFirst.sort(
        Comparator.comparingDouble(
                (String subject) -> Arrays.stream(shares.get(subject)).max().orElse(0))
            .reversed());
    List<Set<String>> folds = emptyFolds(k);
    double[][] filled = new double[k][classes];
    int mostSubjects = (subjects.size() + k - 1) / k;
    for (String subject : largestFirst) {
      int best = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int fold = 0; fold < k; fold++) {
        double harm = harm(filled[fold], shares.get(subject), k);
        if (folds.get(fold).size() < mostSubjects && harm < least) {
          least = harm;
          best = fold;
        }
      }
      folds.get(best).add(subject);
      for (int c = 0; c < classes; c++) {
        filled[best][c] += shares.get(subject)[c];
      }
    }
    return folds;
  }

  /**
   * How much worse the squared distance of a fold's class shares from 1/k gets when a subject joins
   * it.
   */
  private static double harm(double[] filled, double[] joining, int k) {
    double harm = 0;
    for (int c = 0; c < filled.length; c++) {
      double before = filled[c] - 1.0 / k;
      double after = before + joining[c];
      harm += after * after - before * before;
    }
    return harm;
  }

  private static List<Set<String>> emptyFolds(int k) {
    List<Set<String>> folds = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      folds.add(new LinkedHashSet<>());
    }
    return folds;
  }

  private static void requireFolds(int k) {
    if (k < 2) {
      throw new IllegalArgumentException("at least 2 folds are needed, not " + k);
    }
  }

  private static void requireSubjects(String rule, int subjects, int atLeast) {
    if (subjects < atLeast) {
      throw new IllegalArgumentException(
          "split "
              + rule
              + " needs at least "
              + atLeast
              + " subjects, the dataset has "
              + subjects);
    }
  }
}
