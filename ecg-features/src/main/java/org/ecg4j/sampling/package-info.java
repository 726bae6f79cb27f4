/**
 * Answers to unequal classes: samplers that change which training examples there are, batches of a
 * chosen mix, and class weights. Names and strategies follow imbalanced-learn. Everything here
 * takes a {@link org.ecg4j.dataset.TrainingSet}, so that test patients cannot be resampled.
 */
@NullMarked
package org.ecg4j.sampling;

import org.jspecify.annotations.NullMarked;
