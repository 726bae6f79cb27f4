package org.ecg4j.sampling;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which classes a sampler works on and how many examples each is to have, by the names of
 * imbalanced-learn. The same name means different things to the three kinds of sampler, as it does
 * there:
 *
 * <ul>
 *   <li>over-sampling brings the chosen classes up to the size of the largest;
 *   <li>under-sampling brings them down to the size of the smallest;
 *   <li>cleaning removes examples of the chosen classes by their neighbours, however many that are.
 * </ul>
 */
public final class SamplingStrategy {
  private enum Kind {
    AUTO,
    MINORITY,
    MAJORITY,
    NOT_MINORITY,
    NOT_MAJORITY,
    ALL,
    RATIO,
    COUNTS
  }

  private final Kind kind;
  private final double ratio;
  private final Map<String, Integer> counts;

  private SamplingStrategy(Kind kind, double ratio, Map<String, Integer> counts) {
    this.kind = kind;
    this.ratio = ratio;
    this.counts = counts;
  }

  /**
   * {@link #notMajority()} when over-sampling, {@link #notMinority()} otherwise.
   *
   * @return imbalanced-learn's {@code auto}
   */
  public static SamplingStrategy auto() {
    return new SamplingStrategy(Kind.AUTO, 0, Map.of());
  }

  /**
   * The smallest class; for over-sampling only.
   *
   * @return imbalanced-learn's {@code minority}
   */
  public static SamplingStrategy minority() {
    return new SamplingStrategy(Kind.MINORITY, 0, Map.of());
  }

  /**
   * The largest class; for under-sampling and cleaning only.
   *
   * @return imbalanced-learn's {@code majority}
   */
  public static SamplingStrategy majority() {
    return new SamplingStrategy(Kind.MAJORITY, 0, Map.of());
  }

  /**
   * All classes but the smallest.
   *
   * @return imbalanced-learn's {@code not minority}
   */
  public static SamplingStrategy notMinority() {
    return new SamplingStrategy(Kind.NOT_MINORITY, 0, Map.of());
  }

  /**
   * All classes but the largest.
   *
   * @return imbalanced-learn's {@code not majority}
   */
  public static SamplingStrategy notMajority() {
    return new SamplingStrategy(Kind.NOT_MAJORITY, 0, Map.of());
  }

  /**
   * All classes.
   *
   * @return imbalanced-learn's {@code all}
   */
  public static SamplingStrategy all() {
    return new SamplingStrategy(Kind.ALL, 0, Map.of());
  }

  /**
   * For two classes, the size of the smaller over that of the larger afterwards.
   *
   * @param minorityToMajority above 0, at most 1
   * @return imbalanced-learn's float
   */
  public static SamplingStrategy ratio(double minorityToMajority) {
    if (!(minorityToMajority > 0 && minorityToMajority <= 1)) {
      throw new IllegalArgumentException(
          "ratio of the smaller to the larger class must be above 0 and at most 1, not "
              + minorityToMajority);
    }
    return new SamplingStrategy(Kind.RATIO, minorityToMajority, Map.of());
  }

  /**
   * The number of examples that named classes are to have; a cleaner takes the names only.
   *
   * @param counts from the class's name to its number of examples afterwards
   * @return imbalanced-learn's dict
   */
  public static SamplingStrategy counts(Map<String, Integer> counts) {
    return new SamplingStrategy(Kind.COUNTS, 0, new LinkedHashMap<>(counts));
  }

  /** How many examples an over-sampler adds to each class. */
  int[] toAdd(List<String> classNames, int[] classCounts) {
    int[] add = new int[classCounts.length];
    int majority = majorityOf(classCounts);
    if (kind == Kind.RATIO) {
      int minority = minorityOf(classCounts);
      requireTwoClasses(classCounts);
      add[minority] = (int) (classCounts[majority] * ratio) - classCounts[minority];
      if (add[minority] < 0) {
        throw new IllegalArgumentException(
            "ratio "
                + ratio
                + " would remove examples of "
                + classNames.get(minority)
                + "; use an under-sampler");
      }
      return add;
    }
    if (kind == Kind.COUNTS) {
      counts.forEach(
          (name, count) ->
              add[index(classNames, name)] = count - classCounts[index(classNames, name)]);
      for (int c = 0; c < add.length; c++) {
        if (add[c] < 0) {
          throw new IllegalArgumentException(
              "over-sampling cannot bring class "
                  + classNames.get(c)
                  + " from "
                  + classCounts[c]
                  + " examples down to "
                  + (classCounts[c] + add[c]));
        }
      }
      return add;
    }
    refuse(Kind.MAJORITY, "over-sampling adds nothing to the largest class");
    for (int c : chosen(Kind.NOT_MAJORITY, classNames, classCounts)) {
      add[c] = classCounts[majority] - classCounts[c];
    }
    return add;
  }

  /** How many examples an under-sampler keeps of each class. */
  int[] toKeep(List<String> classNames, int[] classCounts) {
    int[] keep = classCounts.clone();
    int minority = minorityOf(classCounts);
    if (kind == Kind.RATIO) {
      requireTwoClasses(classCounts);
      int majority = majorityOf(classCounts);
      keep[majority] = (int) (classCounts[minority] / ratio);
      if (keep[majority] > classCounts[majority]) {
        throw new IllegalArgumentException(
            "ratio "
                + ratio
                + " would need more examples of "
                + classNames.get(majority)
                + " than there are");
      }
      return keep;
    }
    if (kind == Kind.COUNTS) {
      counts.forEach((name, count) -> keep[index(classNames, name)] = count);
      for (int c = 0; c < keep.length; c++) {
        if (keep[c] > classCounts[c] || keep[c] < 0) {
          throw new IllegalArgumentException(
              "under-sampling cannot bring class "
                  + classNames.get(c)
                  + " from "
                  + classCounts[c]
                  + " examples to "
                  + keep[c]);
        }
      }
      return keep;
    }
    refuse(Kind.MINORITY, "under-sampling takes nothing from the smallest class");
    for (int c : chosen(Kind.NOT_MINORITY, classNames, classCounts)) {
      keep[c] = classCounts[minority];
    }
    return keep;
  }

  /** The classes that a cleaner may take examples from. */
  Set<Integer> toClean(List<String> classNames, int[] classCounts) {
    if (kind == Kind.RATIO) {
      throw new IllegalArgumentException(
          "cleaning takes the classes to clean, not a ratio: how many go is found out");
    }
    if (kind == Kind.COUNTS) {
      Set<Integer> named = new LinkedHashSet<>();
      counts.keySet().forEach(name -> named.add(index(classNames, name)));
      return named;
    }
    refuse(Kind.MINORITY, "cleaning the smallest class alone makes it smaller still");
    return chosen(Kind.NOT_MINORITY, classNames, classCounts);
  }

  /** What imbalanced-learn refuses too: it could only do nothing, or the opposite of balancing. */
  private void refuse(Kind pointless, String why) {
    if (kind == pointless) {
      throw new IllegalArgumentException("strategy '" + this + "': " + why);
    }
  }

  private Set<Integer> chosen(Kind auto, List<String> classNames, int[] classCounts) {
    Kind meant = kind == Kind.AUTO ? auto : kind;
    int minority = minorityOf(classCounts);
    int majority = majorityOf(classCounts);
    Set<Integer> chosen = new LinkedHashSet<>();
    for (int c = 0; c < classNames.size(); c++) {
      boolean wanted =
          switch (meant) {
            case MINORITY -> c == minority;
            case MAJORITY -> c == majority;
            case NOT_MINORITY -> c != minority;
            case NOT_MAJORITY -> c != majority;
            default -> true;
          };
      if (wanted && classCounts[c] > 0) {
        chosen.add(c);
      }
    }
    return chosen;
  }

  /** The smallest class that has examples. */
  static int minorityOf(int[] classCounts) {
    int least = -1;
    for (int c = 0; c < classCounts.length; c++) {
      if (classCounts[c] > 0 && (least < 0 || classCounts[c] < classCounts[least])) {
        least = c;
      }
    }
    if (least < 0) {
      throw new IllegalArgumentException("there are no examples to sample");
    }
    return least;
  }

  static int majorityOf(int[] classCounts) {
    int most = 0;
    for (int c = 1; c < classCounts.length; c++) {
      if (classCounts[c] > classCounts[most]) {
        most = c;
      }
    }
    return most;
  }

  private static void requireTwoClasses(int[] classCounts) {
    int present = 0;
    for (int count : classCounts) {
      present += count > 0 ? 1 : 0;
    }
    if (present != 2) {
      throw new IllegalArgumentException(
          "a ratio is for two classes, not " + present + "; give counts");
    }
  }

  private static int index(List<String> classNames, String name) {
    int index = classNames.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no class is named " + name + "; there are " + classNames);
    }
    return index;
  }

  /** The name that imbalanced-learn has for it. */
  @Override
  public String toString() {
    return switch (kind) {
      case RATIO -> Double.toString(ratio);
      case COUNTS -> counts.toString();
      default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
