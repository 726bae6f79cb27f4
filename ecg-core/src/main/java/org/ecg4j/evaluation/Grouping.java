package org.ecg4j.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which patient or record each example belongs to, names stored once, in order of appearance. */
final class Grouping {
  private final List<String> names;
  private final int[] indexOf;

  private Grouping(List<String> names, int[] indexOf) {
    this.names = names;
    this.indexOf = indexOf;
  }

  static Grouping of(List<String> nameOfExample) {
    Map<String, Integer> known = new HashMap<>();
    List<String> names = new ArrayList<>();
    int[] indexOf = new int[nameOfExample.size()];
    int i = 0;
    for (String name : nameOfExample) {
      indexOf[i++] =
          known.computeIfAbsent(
              name,
              newName -> {
                names.add(newName);
                return names.size() - 1;
              });
    }
    return new Grouping(List.copyOf(names), indexOf);
  }

  List<String> names() {
    return names;
  }

  int index(int example) {
    return indexOf[example];
  }

  String name(int example) {
    return names.get(indexOf[example]);
  }

  /** The number of a name; the message of a wrong one lists those there are. */
  int indexOfName(String kind, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no " + kind + " '" + name + "'; there are " + names);
    }
    return index;
  }

  Grouping select(int[] examples) {
    List<String> selected = new ArrayList<>(examples.length);
    for (int example : examples) {
      selected.add(name(example));
    }
    return of(selected);
  }

  boolean sameAs(Grouping other) {
    return names.equals(other.names) && Arrays.equals(indexOf, other.indexOf);
  }
}
