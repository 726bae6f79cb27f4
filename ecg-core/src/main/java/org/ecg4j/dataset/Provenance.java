package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a set of examples came to be, as named facts in the order they were added: the records, the
 * label scheme, the window, the split, resampling. Reports print it and model bundles keep it.
 *
 * @param facts name and value of each fact, in order
 */
public record Provenance(List<Fact> facts) {
  private static final String SHARED_SUBJECT = "subject on both sides";

  /**
   * One fact.
   *
   * @param name what it is about, such as {@code labels}
   * @param value what was chosen
   */
  public record Fact(String name, String value) {}

  /** Copies the list. */
  public Provenance {
    facts = List.copyOf(facts);
  }

  /**
   * No facts yet.
   *
   * @return an empty provenance
   */
  public static Provenance empty() {
    return new Provenance(List.of());
  }

  /**
   * One more fact.
   *
   * @param name what it is about
   * @param value what was chosen
   * @return a copy
   */
  public Provenance with(String name, String value) {
    List<Fact> longer = new ArrayList<>(facts);
    longer.add(new Fact(name, value));
    return new Provenance(longer);
  }

  /**
   * States subjects that a published split knowingly has on both sides. It is the one way to judge
   * a model on examples of which it saw some of the patients.
   *
   * @param subjects their ids
   * @return a copy; this provenance itself when there are none
   */
  public Provenance withSharedSubjects(Set<String> subjects) {
    Provenance stated = this;
    for (String subject : new TreeSet<>(subjects)) {
      stated = stated.with(SHARED_SUBJECT, subject);
    }
    return stated;
  }

  /**
   * The subjects that {@link #withSharedSubjects} stated.
   *
   * @return their ids, mostly none
   */
  public Set<String> sharedSubjects() {
    Set<String> subjects = new TreeSet<>();
    for (Fact fact : facts) {
      if (fact.name().equals(SHARED_SUBJECT)) {
        subjects.add(fact.value());
      }
    }
    return subjects;
  }

  /**
   * The facts as a map; of facts with the same name, the values joined by {@code "; "}.
   *
   * @return in order of first appearance
   */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    for (Fact fact : facts) {
      map.merge(fact.name(), fact.value(), (a, b) -> a + "; " + b);
    }
    return map;
  }
}
