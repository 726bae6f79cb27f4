package org.ecg4j.cli.benchmark;

import static org.ecg4j.recipes.BeatMeasures.LIKENESS;
import static org.ecg4j.recipes.BeatMeasures.LONGEST;
import static org.ecg4j.recipes.BeatMeasures.MEDIAN_WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.REFERENCES;
import static org.ecg4j.recipes.BeatMeasures.RHYTHM;
import static org.ecg4j.recipes.BeatMeasures.WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_DIFFERENCES;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_RATIOS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ecg4j.recipes.BeatMeasures;
import org.ecg4j.recipes.RecipeMember;
import org.ecg4j.recipes.Recipes;

/** Small networks over few, chosen measures of each beat, alone and between its neighbours. */
final class MeasureAttempts {
  private static final String MORE = "more-";

  private MeasureAttempts() {}

  /**
   * Every family of networks on every set of measures, {@code <network>-<measures>}, and blends.
   */
  static List<Attempt> list() {
    List<Attempt> list = new ArrayList<>();
    for (Map.Entry<String, BeatMeasures[]> set : sets().entrySet()) {
      for (String network : List.of("dense", "bilstm", "gru", "cnn", "alexnet")) {
        String what = network + " on the measures " + List.of(set.getValue());
        list.add(blend(network + "-" + set.getKey(), what, network + "-" + set.getKey()));
        list.add(
            blend(
                "more-" + network + "-" + set.getKey(),
                what + ", trained longer on more beats",
                "more-" + network + "-" + set.getKey()));
      }
    }
    String all = "average of unlike networks";
    list.add(blend("blend-two", all, "dense-median-likeness", "bilstm-all"));
    list.add(
        blend(
            "blend-four",
            all,
            "dense-median-likeness",
            "bilstm-median-likeness",
            "gru-all",
            "dense-widths"));
    list.add(
        blend(
            "blend-six",
            all,
            "dense-median-likeness",
            "bilstm-median-likeness",
            "gru-all",
            "dense-widths",
            "bilstm-all",
            "bilstm-no-median"));
    list.add(
        blend(
            "blend-course",
            all,
            "bilstm-no-median",
            "gru-no-median",
            "cnn-no-median",
            "alexnet-no-median"));
    list.add(
        blend(
            "blend-course-dense",
            all,
            "bilstm-no-median",
            "gru-no-median",
            "cnn-no-median",
            "alexnet-no-median",
            "dense-no-median",
            "bilstm-median-relative"));
    list.add(blend("blend-relative", all, "bilstm-relative", "gru-relative", "dense-relative"));
    list.add(
        blend("blend-references", all, "bilstm-references", "gru-references", "dense-references"));
    list.add(
        blend(
            "blend-relative-widths",
            all,
            "bilstm-relative",
            "gru-relative",
            "dense-relative",
            "bilstm-no-median",
            "bilstm-all"));
    return list;
  }

  private static Map<String, BeatMeasures[]> sets() {
    Map<String, BeatMeasures[]> sets = new LinkedHashMap<>();
    sets.put("widths", new BeatMeasures[] {WIDTHS});
    sets.put("widths-likeness", new BeatMeasures[] {WIDTHS, LIKENESS});
    sets.put("widths-rhythm", new BeatMeasures[] {WIDTHS, RHYTHM});
    sets.put("median", new BeatMeasures[] {WIDTHS, MEDIAN_WIDTHS});
    sets.put("median-likeness", new BeatMeasures[] {WIDTHS, MEDIAN_WIDTHS, LIKENESS});
    sets.put("median-rhythm", new BeatMeasures[] {WIDTHS, MEDIAN_WIDTHS, RHYTHM});
    sets.put("all", new BeatMeasures[] {WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM});
    sets.put("relative", new BeatMeasures[] {LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM});
    sets.put(
        "references",
        new BeatMeasures[] {LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES});
    sets.put("longest", new BeatMeasures[] {LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, LONGEST});
    sets.put("no-median", new BeatMeasures[] {WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM});
    sets.put("median-relative", new BeatMeasures[] {MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM});
    return sets;
  }

  /**
   * Members by the names of their attempts: perhaps {@link #MORE}, the network, a dash, the
   * measures.
   */
  private static Attempt blend(String name, String aim, String... members) {
    RecipeMember[] chosen = new RecipeMember[members.length];
    for (int i = 0; i < members.length; i++) {
      boolean more = members[i].startsWith(MORE);
      String member = more ? members[i].substring(MORE.length()) : members[i];
      int dash = member.indexOf('-');
      BeatMeasures[] measures =
          Objects.requireNonNull(sets().get(member.substring(dash + 1)), member);
      RecipeMember network =
          Objects.requireNonNull(
              Recipes.smallNetworks(measures).get(member.substring(0, dash)), member);
      chosen[i] = more ? Recipes.longer(network) : network;
    }
    return new Attempt(Recipes.twoLeads(name, chosen), aim);
  }
}
