/**
 * Trained models and what they say of new beats. {@link org.ecg4j.inference.TrainedModel} holds a
 * network with the steps that prepare its input, its labels and where it came from; a bundle file
 * keeps all of that.
 */
@NullMarked
package org.ecg4j.inference;

import org.jspecify.annotations.NullMarked;
