package org.ecg4j.cli.benchmark;

import org.ecg4j.recipes.Recipe;

/**
 * A recipe with a word on why it was tried.
 *
 * @param recipe what was tried
 * @param aim what is different and what it is meant to better
 * @param tuned whether threshold and so on are chosen out of fold; else the threshold is 0.5
 * @param widened whether it learns from every symbol of the full list, and is judged on the
 *     protocol's
 */
record Attempt(Recipe recipe, String aim, boolean tuned, boolean widened) {
  /** What the name of a widened attempt begins with. */
  static final String WIDENED = "full-";

  Attempt(Recipe recipe, String aim) {
    this(recipe, aim, true, false);
  }

  Attempt withRecipe(Recipe newRecipe) {
    return new Attempt(newRecipe, aim, tuned, widened);
  }

  /** The same, learning from the full list. */
  Attempt widen() {
    return new Attempt(
        recipe.withName(WIDENED + recipe.name()), aim + ", learnt from all symbols", tuned, true);
  }
}
