package org.ecg4j.cli.benchmark;

import org.ecg4j.recipes.Recipe;

/**
 * A recipe with a word on why it was tried.
 *
 * @param recipe what was tried
 * @param aim what is different and what it is meant to better
 */
record Attempt(Recipe recipe, String aim) {}
