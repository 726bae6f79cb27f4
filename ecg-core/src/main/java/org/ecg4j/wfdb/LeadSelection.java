package org.ecg4j.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which leads are read, and in which order. Names and indices exclude each other; without either,
 * all leads are read.
 *
 * @param names lead names; the first lead of a name is taken
 * @param indices positions in the record, counted from 0
 */
public record LeadSelection(List<String> names, List<Integer> indices) {

  /** Copies the lists. */
  public LeadSelection {
    names = List.copyOf(names);
    indices = List.copyOf(indices);
    if (!names.isEmpty() && !indices.isEmpty()) {
      throw new IllegalArgumentException("choose leads by name or by index, not both");
    }
  }

  /**
   * Every lead in the record's order.
   *
   * @return the selection
   */
  public static LeadSelection all() {
    return new LeadSelection(List.of(), List.of());
  }

  /** The positions of the chosen leads among those of a record. */
  int[] resolve(String record, List<String> leads) {
    if (!names.isEmpty()) {
      return names.stream().mapToInt(name -> indexOf(record, name, leads)).toArray();
    }
    if (indices.isEmpty()) {
      return IntStream.range(0, leads.size()).toArray();
    }
    for (int index : indices) {
      if (index < 0 || index >= leads.size()) {
        throw new IllegalArgumentException(
            "record " + record + " has leads 0 to " + (leads.size() - 1) + ", not " + index);
      }
    }
    return new ArrayList<>(indices).stream().mapToInt(Integer::intValue).toArray();
  }

  private static int indexOf(String record, String name, List<String> leads) {
    int index = leads.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "record " + record + " has no lead " + name + "; it has " + String.join(", ", leads));
    }
    return index;
  }
}
