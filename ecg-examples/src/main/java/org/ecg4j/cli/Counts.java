package org.ecg4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecg4j.dataset.Examples;

/** How many examples each class has, in numbers and percent. */
final class Counts {
  private Counts() {}

  /** One class, as JSON has it. */
  record Share(int count, double percent) {}

  static Map<String, Share> of(Examples examples) {
    Map<String, Share> shares = new LinkedHashMap<>();
    int[] counts = examples.classCounts();
    for (int c = 0; c < counts.length; c++) {
      double percent = examples.size() == 0 ? 0 : 100.0 * counts[c] / examples.size();
      shares.put(examples.classNames().get(c), new Share(counts[c], percent));
    }
    return shares;
  }

  /** Such as {@code N 6,014 (83.38 %), A 1,199 (16.62 %)}. */
  static String text(Examples examples) {
    List<String> texts = new ArrayList<>();
    of(examples)
        .forEach(
            (name, share) ->
                texts.add(
                    String.format(
                        Locale.ROOT, "%s %,d (%.2f %%)", name, share.count(), share.percent())));
    return String.join(", ", texts);
  }

  /** The same after the numbers of patients and beats. */
  static String patients(Examples examples) {
    return String.format(
        Locale.ROOT,
        "%d patients, %,d beats: %s",
        examples.subjects().size(),
        examples.size(),
        text(examples));
  }

  /** Patients, records, beats and classes of one side of a split. */
  static Map<String, Object> side(Examples examples) {
    Map<String, Object> side = new LinkedHashMap<>();
    side.put("patients", examples.subjects());
    side.put("records", examples.recordNames());
    side.put("beats", examples.size());
    side.put("distribution", of(examples));
    return side;
  }
}
