package org.ecg4j.cli.benchmark;

import static org.ecg4j.recipes.BeatMeasures.ATRIAL;
import static org.ecg4j.recipes.BeatMeasures.IRREGULARITY;
import static org.ecg4j.recipes.BeatMeasures.LIKENESS;
import static org.ecg4j.recipes.BeatMeasures.LONGEST;
import static org.ecg4j.recipes.BeatMeasures.MEDIAN_WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.REFERENCES;
import static org.ecg4j.recipes.BeatMeasures.REPOLARISATION;
import static org.ecg4j.recipes.BeatMeasures.RHYTHM;
import static org.ecg4j.recipes.BeatMeasures.WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_DIFFERENCES;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_RATIOS;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.NeighbourBeats;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.recipes.BeatMeasures;
import org.ecg4j.recipes.Learner;
import org.ecg4j.recipes.Recipes;
import org.ecg4j.sampling.PatientUnderSampler;
import org.ecg4j.trees.TreeMember;
import org.ecg4j.trees.TreeOptions;

/** Tree ensembles over measures of shape and rhythm, alone and beside networks. */
final class TreeAttempts {
  private TreeAttempts() {}

  /** Attempts {@code trees-<kind>-<measures>}, and networks' blends with trees among them. */
  static List<Attempt> list() {
    List<Attempt> list = new ArrayList<>();
    measures()
        .forEach(
            (name, measures) -> {
              list.add(alone("trees-boost-" + name, "boosted trees on " + name, measures));
              list.add(alone("trees-forest-" + name, "random forest on " + name, measures));
            });
    list.add(blend("blend-four-boost", "blend-four", "boost-morphology"));
    list.add(blend("blend-four-forest", "blend-four", "forest-all"));
    list.add(blend("blend-four-trees", "blend-four", "boost-morphology", "forest-all"));
    list.add(blend("blend-course-forest", "blend-course", "forest-all"));
    list.add(blend("blend-course-trees", "blend-course", "boost-all", "forest-all"));
    list.add(blend("blend-references-boost", "blend-references", "boost-all"));
    list.add(blend("blend-references-trees", "blend-references", "boost-relative", "boost-all"));
    for (String measures : List.of("chosen", "relative", "every")) {
      String[] both = {"boost-" + measures, "forest-" + measures};
      list.add(blend("trees-both-" + measures, "", both));
      for (String networks : List.of("blend-four", "blend-course", "blend-references")) {
        list.add(blend(networks + "-" + measures, networks, both));
      }
    }
    list.addAll(otherOptions());
    return list;
  }

  /** What did best with the first options, with others. */
  private static List<Attempt> otherOptions() {
    TreeOptions usual = TreeOptions.boosting();
    Map<String, TreeOptions> options = new LinkedHashMap<>();
    options.put("shallow", usual.withDepth(3));
    options.put("deep", usual.withDepth(8));
    options.put("slow", usual.withTrees(600, 1).withLearningRate(0.03).withShares(0.5, 0.3));
    options.put("classes", usual.withBalance(TreeOptions.Balance.CLASSES));
    List<Attempt> list = new ArrayList<>();
    for (String measures : List.of("chosen", "relative")) {
      String boost = "trees-boost-" + measures;
      TreeMember trees = trees(boost, Objects.requireNonNull(measures().get(measures), measures));
      options.forEach(
          (name, own) ->
              list.add(
                  new Attempt(
                      Recipes.twoLeads(boost + "-" + name, trees.withOptions(own)), "" + own)));
      list.add(
          new Attempt(
              Recipes.twoLeads(
                  boost + "-sampled", trees.withSampler(new PatientUnderSampler(6, 1))),
              "at most 6 sqrt(n) of each patient's symbols"));
      list.add(
          new Attempt(
              Recipes.twoLeads(boost + "-five", trees).withCopies(5), "average of five seeds"));
    }
    return list;
  }

  static Map<String, ExampleTransform> measures() {
    MorphologyFeatures shape = MorphologyFeatures.detailed();
    Map<String, ExampleTransform> measures = new LinkedHashMap<>();
    measures.put("morphology", shape);
    measures.put("all", FeatureJoin.of(shape, RrFeatures.defaults().withLogarithms(true)));
    measures.put("chosen", BeatMeasures.of(WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM));
    measures.put(
        "relative", BeatMeasures.of(LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES));
    measures.put(
        "every",
        BeatMeasures.of(
            WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES));
    BeatMeasures[] relative = {LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES};
    measures.put("relative-1", NeighbourBeats.around(BeatMeasures.of(relative), 1));
    measures.put("relative-2", NeighbourBeats.around(BeatMeasures.of(relative), 2));
    BeatMeasures[] longest = {LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, LONGEST};
    measures.put("longest", BeatMeasures.of(longest));
    measures.put("longest-irregular", BeatMeasures.of(with(longest, IRREGULARITY, ATRIAL)));
    measures.put("longest-1", NeighbourBeats.around(BeatMeasures.of(longest), 1));
    measures.put("irregular", BeatMeasures.of(with(relative, IRREGULARITY)));
    measures.put("atrial", BeatMeasures.of(with(relative, ATRIAL)));
    measures.put("repolarised", BeatMeasures.of(with(relative, REPOLARISATION)));
    measures.put("relative-widths", BeatMeasures.of(with(relative, WIDTHS)));
    measures.put("relative-median", BeatMeasures.of(with(relative, MEDIAN_WIDTHS)));
    measures.put(
        "irregular-3",
        NeighbourBeats.around(BeatMeasures.of(with(relative, IRREGULARITY, ATRIAL)), 3));
    measures.put(
        "repolarised-1",
        NeighbourBeats.around(
            BeatMeasures.of(with(relative, IRREGULARITY, ATRIAL, REPOLARISATION)), 1));
    measures.put(
        "median-1",
        NeighbourBeats.around(
            BeatMeasures.of(with(relative, IRREGULARITY, ATRIAL, MEDIAN_WIDTHS)), 1));
    measures.put(
        "irregular-1",
        NeighbourBeats.around(BeatMeasures.of(with(relative, IRREGULARITY, ATRIAL)), 1));
    return measures;
  }

  private static BeatMeasures[] with(BeatMeasures[] sets, BeatMeasures... more) {
    return Stream.concat(Stream.of(sets), Stream.of(more)).toArray(BeatMeasures[]::new);
  }

  private static Attempt alone(String name, String aim, ExampleTransform measures) {
    return new Attempt(Recipes.twoLeads(name, trees(name, measures)), aim);
  }

  /** Trees, named as their attempts, with the networks of a blend if one is named. */
  private static Attempt blend(String name, String networks, String... trees) {
    List<Learner> members = new ArrayList<>();
    MeasureAttempts.list().stream()
        .filter(attempt -> attempt.recipe().name().equals(networks))
        .forEach(attempt -> members.addAll(attempt.recipe().members()));
    for (String tree : trees) {
      String measures = tree.substring(tree.indexOf('-') + 1);
      members.add(
          trees("trees-" + tree, Objects.requireNonNull(measures().get(measures), measures)));
    }
    return new Attempt(
        Recipes.twoLeads(name, members.toArray(Learner[]::new)),
        (networks.isEmpty() ? "" : networks + " with ") + "trees: " + String.join(", ", trees));
  }

  static TreeMember trees(String name, ExampleTransform measures) {
    boolean forest = name.startsWith("trees-forest");
    return TreeMember.of(forest ? TreeOptions.forest() : TreeOptions.boosting())
        .withFeatures(measures);
  }
}
