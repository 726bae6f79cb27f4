package org.ecg4j.cli.benchmark;

import org.ecg4j.recipes.Recipe;

/**
 * A recipe with a word on why it was tried.
 *
 * @param recipe what was tried
 * @param aim what is different and what it is meant to better
 * @param tuned whether threshold and so on are chosen out of fold; else the threshold is 0.5
 */
record Attempt(Recipe recipe, String aim, boolean tuned) {

  Attempt(Recipe recipe, String aim) {
    this(recipe, aim, true);
  }

  Attempt withRecipe(Recipe newRecipe) {
    return new Attempt(newRecipe, aim, tuned);
  }
}
