package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ecg4j.dataset.Examples;
import org.ecg4j.evaluation.Evaluation;

/** Where the errors are: by record and by symbol. */
final class Details {
  private Details() {}

  /** Lines of a Markdown table with a row for each record. */
  static List<String> byRecord(Evaluation evaluation) {
    int classes = evaluation.classNames().size();
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < evaluation.exampleCount(); i++) {
      int[] own = counts.computeIfAbsent(evaluation.record(i), name -> new int[3 * classes]);
      int truth = evaluation.label(i);
      int given = evaluation.predicted(i);
      own[3 * truth]++;
      if (truth != given) {
        own[3 * truth + 1]++;
        own[3 * given + 2]++;
      }
    }
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("| record | beats |");
    StringBuilder rule = new StringBuilder("|---|---|");
    for (int c = 1; c < classes; c++) {
      String name = evaluation.classNames().get(c);
      head.append(" ").append(name).append(" | missed | false | F1 |");
      rule.append("---|---|---|---|");
    }
    lines.add(head.toString());
    lines.add(rule.toString());
    counts.forEach(
        (record, own) -> {
          int beats = 0;
          for (int c = 0; c < classes; c++) {
            beats += own[3 * c];
          }
          StringBuilder row =
              new StringBuilder(String.format(Locale.ROOT, "| %s | %,d |", record, beats));
          for (int c = 1; c < classes; c++) {
            int hits = own[3 * c] - own[3 * c + 1];
            double f1 = 2.0 * hits / (2.0 * hits + own[3 * c + 1] + own[3 * c + 2]);
            row.append(
                String.format(
                    Locale.ROOT,
                    " %,d | %,d | %,d | %s |",
                    own[3 * c],
                    own[3 * c + 1],
                    own[3 * c + 2],
                    Figures.three(f1)));
          }
          lines.add(row.toString());
        });
    return lines;
  }

  /** Lines of a Markdown table with a row for each symbol. */
  static List<String> bySymbol(Evaluation evaluation, Examples examples) {
    Map<String, int[]> counts = new TreeMap<>();
    for (int i = 0; i < evaluation.exampleCount(); i++) {
      int[] own = counts.computeIfAbsent(examples.beatCode(i).mnemonic(), name -> new int[2]);
      own[0]++;
      own[1] += evaluation.predicted(i) == evaluation.label(i) ? 1 : 0;
    }
    List<String> lines = new ArrayList<>();
    lines.add("| symbol | beats | right |");
    lines.add("|---|---|---|");
    counts.forEach(
        (symbol, own) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "| `%s` | %,d | %.1f %% |",
                    symbol,
                    own[0],
                    100.0 * own[1] / own[0])));
    return lines;
  }
}
