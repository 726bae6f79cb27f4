package org.ecg4j.trees;

import static org.ecg4j.recipes.BeatMeasures.ATRIAL;
import static org.ecg4j.recipes.BeatMeasures.IRREGULARITY;
import static org.ecg4j.recipes.BeatMeasures.LIKENESS;
import static org.ecg4j.recipes.BeatMeasures.MEDIAN_WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.REFERENCES;
import static org.ecg4j.recipes.BeatMeasures.RHYTHM;
import static org.ecg4j.recipes.BeatMeasures.WIDTHS;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_DIFFERENCES;
import static org.ecg4j.recipes.BeatMeasures.WIDTH_RATIOS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.NeighbourBeats;
import org.ecg4j.recipes.BeatMeasures;
import org.ecg4j.recipes.Learner;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.Recipes;

/** The named recipes in which trees stand beside networks. Figures: {@code docs/results.md}. */
public final class TreeRecipes {
  private TreeRecipes() {}

  /**
   * The average, in logits, of a protocol's best networks with boosted trees and forests.
   *
   * @param protocol which; {@link Protocol#D} takes the recipe of {@link Protocol#B}
   * @return the recipe, which can be judged but not written as one bundle
   */
  public static Recipe best(Protocol protocol) {
    List<Learner> members = new ArrayList<>();
    switch (protocol) {
      case A -> {
        members.addAll(Recipes.best(Protocol.A).members());
        add(
            members,
            BeatMeasures.of(LIKENESS, WIDTH_RATIOS, WIDTH_DIFFERENCES, RHYTHM, REFERENCES));
      }
      case B, D -> {
        members.addAll(Recipes.broad().members());
        add(members, MorphologyFeatures.detailed());
        add(members, BeatMeasures.of(WIDTHS, MEDIAN_WIDTHS, LIKENESS, WIDTH_RATIOS, RHYTHM));
      }
      case C -> {
        members.addAll(Recipes.best(Protocol.C).members());
        ExampleTransform alone =
            BeatMeasures.of(
                LIKENESS,
                WIDTH_RATIOS,
                WIDTH_DIFFERENCES,
                RHYTHM,
                REFERENCES,
                IRREGULARITY,
                ATRIAL);
        add(members, NeighbourBeats.around(alone, 1));
      }
    }
    Protocol named = protocol == Protocol.D ? Protocol.B : protocol;
    return Recipes.twoLeads(
        "trees-" + named.name().toLowerCase(Locale.ROOT), members.toArray(Learner[]::new));
  }

  private static void add(List<Learner> members, ExampleTransform measures) {
    members.add(TreeMember.of(TreeOptions.boosting()).withFeatures(measures));
    members.add(TreeMember.of(TreeOptions.forest()).withFeatures(measures));
  }
}
