package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.models.CourseNetwork;
import org.ecg4j.recipes.Learner;
import org.ecg4j.recipes.Recipes;

/** Averages over unlike kinds of models that see unlike things, from the attempts before. */
final class UnlikeAttempts {
  private UnlikeAttempts() {}

  static List<Attempt> list() {
    Map<String, Attempt> known = new LinkedHashMap<>();
    for (List<Attempt> part :
        List.of(MeasureAttempts.list(), TreeAttempts.list(), WaveformAttempts.list())) {
      part.forEach(attempt -> known.put(attempt.recipe().name(), attempt));
    }
    List<Attempt> list = new ArrayList<>();
    for (CourseNetwork each : CourseNetwork.values()) {
      String network = each.name().toLowerCase(Locale.ROOT);
      // One family over spectrograms and over measures.
      list.add(blend(known, "both-" + network, "spec-" + network, network + "-no-median"));
      list.add(
          blend(known, "pair-" + network, "spec-" + network, "more-" + network + "-references"));
      list.add(blend(known, "seen-" + network, "spec-" + network, network + "-all"));
    }
    list.add(blend(known, "broad-four", "blend-four", "dense-57", "spec-cnn"));
    list.add(
        blend(
            known,
            "broad-four-trees",
            "blend-four",
            "dense-57",
            "spec-cnn",
            "trees-boost-morphology",
            "trees-forest-morphology",
            "trees-boost-chosen",
            "trees-forest-chosen"));
    list.add(
        blend(
            known,
            "broad-networks",
            "dense-57",
            "spec-cnn",
            "dense-median-likeness",
            "bilstm-median-likeness",
            "gru-all",
            "bilstm-all"));
    list.forEach(attempt -> known.put(attempt.recipe().name(), attempt));
    String[] relative = {"trees-boost-relative", "trees-forest-relative"};
    String[] chosen = {"trees-boost-chosen", "trees-forest-chosen"};
    String[] around = {"trees-boost-irregular-1", "trees-forest-irregular-1"};
    list.add(blend(known, "unlike-1", "broad-networks", relative));
    list.add(blend(known, "unlike-3", "spec-cnn", relative));
    list.add(blend(known, "unlike-10", "broad-networks", chosen));
    list.add(
        blend(
            known,
            "unlike-11",
            "broad-networks",
            "trees-boost-morphology",
            "trees-forest-morphology",
            "trees-boost-chosen",
            "trees-forest-chosen"));
    list.add(blend(known, "pairs", "pair-bilstm", "pair-cnn", "pair-alexnet", "pair-gru"));
    list.add(
        blend(
            known,
            "pairs-trees",
            "pair-bilstm",
            "pair-cnn",
            "pair-alexnet",
            "pair-gru",
            "trees-boost-relative",
            "trees-forest-relative"));
    list.add(
        blend(
            known,
            "relative-three",
            "more-bilstm-references",
            "more-gru-references",
            "more-dense-references"));
    known.put("relative-three", list.get(list.size() - 1));
    list.add(blend(known, "relative-spec", "relative-three", "spec-cnn"));
    list.add(blend(known, "relative-around", "relative-three", around));
    list.add(
        blend(
            known,
            "relative-around-spec",
            "relative-three",
            "trees-boost-irregular-1",
            "trees-forest-irregular-1",
            "spec-cnn"));
    return list;
  }

  private static Attempt blend(
      Map<String, Attempt> known, String name, String first, String... others) {
    List<Learner> members = new ArrayList<>(of(known, first));
    for (String other : others) {
      members.addAll(of(known, other));
    }
    return new Attempt(
        Recipes.twoLeads(name, members.toArray(Learner[]::new)),
        "average of " + first + ", " + String.join(", ", others));
  }

  private static List<Learner> of(Map<String, Attempt> known, String name) {
    return Objects.requireNonNull(known.get(name), name).recipe().members();
  }
}
