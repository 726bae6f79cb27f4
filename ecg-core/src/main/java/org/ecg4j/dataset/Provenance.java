package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a set of examples came to be, as named facts in the order they were added: the records, the
 * label scheme, the window, the split, resampling. Reports print it and model bundles keep it.
 *
 * @param facts name and value of each fact, in order
 */
public record Provenance(List<Fact> facts) {

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
