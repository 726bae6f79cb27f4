package org.ecg4j.cli.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecg4j.recipes.Protocol;
import org.ecg4j.recipes.Recipe;
import org.ecg4j.recipes.Recipes;
import org.ecg4j.trees.TreeRecipes;

/**
 * Everything that {@code ecg benchmark --recipe} knows by name: the named recipes of the library
 * and, before them, the attempts that led there.
 */
final class Attempts {
  private Attempts() {}

  /** Name to attempt, in the order in which they were tried. */
  static Map<String, Attempt> all() {
    List<Attempt> list = new ArrayList<>();
    list.addAll(FeatureAttempts.list());
    list.addAll(MeasureAttempts.list());
    list.addAll(TreeAttempts.list());
    list.addAll(WaveformAttempts.list());
    list.addAll(UnlikeAttempts.list());
    list.addAll(CausalAttempts.list());
    for (Recipe recipe : Recipes.all()) {
      boolean notebook = recipe.name().startsWith("notebook-");
      String aim = notebook ? "the notebook's own wiring and training" : "named recipe";
      list.add(new Attempt(recipe, aim, !notebook, false));
    }
    for (Protocol protocol : List.of(Protocol.A, Protocol.B, Protocol.C)) {
      list.add(new Attempt(TreeRecipes.best(protocol), "networks and trees"));
    }
    Map<String, Attempt> byName = new LinkedHashMap<>();
    for (Attempt attempt : list) {
      if (byName.put(attempt.recipe().name(), attempt) != null) {
        throw new IllegalStateException("two attempts are called " + attempt.recipe().name());
      }
    }
    return byName;
  }

  /** What is run on a protocol when no recipe is named. */
  static List<Attempt> tableOf(Protocol protocol) {
    List<Attempt> table = new ArrayList<>();
    Recipes.of(protocol).forEach(recipe -> table.add(named(recipe.name())));
    table.add(named(TreeRecipes.best(protocol).name()));
    return table;
  }

  /** One attempt. */
  static Attempt named(String name) {
    if (name.startsWith(Attempt.WIDENED)) {
      return named(name.substring(Attempt.WIDENED.length())).widen();
    }
    Attempt attempt = all().get(name);
    if (attempt == null) {
      throw new IllegalArgumentException(
          "no recipe is called " + name + "; there are " + String.join(", ", all().keySet()));
    }
    return attempt;
  }
}
