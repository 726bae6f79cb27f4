/**
 * Recipes: whole configurations from recordings to a judged model, made of public parts, and the
 * protocols they are judged by. {@link org.ecg4j.recipes.Recipes} has the named ones.
 */
@NullMarked
package org.ecg4j.recipes;

import org.jspecify.annotations.NullMarked;
