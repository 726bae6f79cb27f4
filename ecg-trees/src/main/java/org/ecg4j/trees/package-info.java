/**
 * Boosted trees and random forests on feature vectors, as members of recipes beside networks:
 * {@link org.ecg4j.trees.TreeMember}. They are grown by XGBoost, whose native library comes with
 * its jar for Linux and macOS (x86-64, aarch64) and Windows (x86-64).
 */
@NullMarked
package org.ecg4j.trees;

import org.jspecify.annotations.NullMarked;
