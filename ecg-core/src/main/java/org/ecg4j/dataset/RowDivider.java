package org.ecg4j.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Applies split and fold rules to a set of examples. */
final class RowDivider {
  private RowDivider() {}

  /** The records that have examples. */
  static List<SplitRule.RecordSummary> summaries(Rows rows) {
    Map<Integer, Integer[]> counts = new LinkedHashMap<>();
    for (int t = 0; t < rows.tracks().size(); t++) {
      Integer[] zeros = new Integer[rows.classNames().size()];
      Arrays.fill(zeros, 0);
      counts.put(t, zeros);
    }
    for (int row = 0; row < rows.size(); row++) {
      counts.get(rows.trackIndex(row))[rows.label(row)]++;
    }
    List<SplitRule.RecordSummary> summaries = new ArrayList<>();
    counts.forEach(
        (t, own) -> {
          if (Arrays.stream(own).allMatch(count -> count == 0)) {
            return;
          }
          RecordTrack track = rows.tracks().get(t);
          summaries.add(
              new SplitRule.RecordSummary(track.recordName(), track.subject(), List.of(own)));
        });
    return summaries;
  }

  static int[] ofRecords(Rows rows, Set<String> names) {
    return rowsWhere(rows, row -> names.contains(rows.track(row).recordName()));
  }

  static int[] ofSubjects(Rows rows, Set<String> subjects, boolean within) {
    return rowsWhere(rows, row -> subjects.contains(rows.track(row).subject()) == within);
  }

  private static int[] rowsWhere(Rows rows, IntPredicate wanted) {
    return IntStream.range(0, rows.size()).filter(wanted).toArray();
  }
}
