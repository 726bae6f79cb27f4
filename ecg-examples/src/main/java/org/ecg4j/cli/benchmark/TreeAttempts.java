package org.ecg4j.cli.benchmark;

import java.util.List;
import org.ecg4j.dataset.ExampleTransform;
import org.ecg4j.features.FeatureJoin;
import org.ecg4j.features.MorphologyFeatures;
import org.ecg4j.features.RrFeatures;
import org.ecg4j.recipes.Recipes;
import org.ecg4j.trees.TreeMember;
import org.ecg4j.trees.TreeOptions;

/** Tree ensembles over all measures of shape and rhythm, to stand beside networks. */
final class TreeAttempts {
  private TreeAttempts() {}

  /** Attempts {@code trees-<kind>-<measures>}. */
  static List<Attempt> list() {
    return List.of(
        attempt(
            "trees-boost-morphology",
            "boosted trees on the 57 measures of shape",
            boosted(shape())),
        attempt("trees-boost-all", "boosted trees on shape and rhythm", boosted(shapeAndRhythm())),
        attempt(
            "trees-forest-all",
            "random forest on shape and rhythm",
            TreeMember.of(TreeOptions.forest()).withFeatures(shapeAndRhythm())));
  }

  /** Boosted trees on some measures. */
  static TreeMember boosted(ExampleTransform measures) {
    return TreeMember.of(TreeOptions.boosting()).withFeatures(measures);
  }

  static ExampleTransform shape() {
    return MorphologyFeatures.detailed();
  }

  static ExampleTransform shapeAndRhythm() {
    return FeatureJoin.of(shape(), RrFeatures.defaults().withLogarithms(true));
  }

  private static Attempt attempt(String name, String aim, TreeMember trees) {
    return new Attempt(Recipes.twoLeads(name, trees), aim);
  }
}
