/**
 * Datasets of labelled beats, their lazy windows and transforms, and splits by patient.
 *
 * <p>An example is stored flat: the values of its parts one after another in the order of {@link
 * org.ecg4j.dataset.InputSpec#parts()}, each part row-major with the last axis fastest.
 */
@NullMarked
package org.ecg4j.dataset;

import org.jspecify.annotations.NullMarked;
